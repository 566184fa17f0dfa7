# src/work/ and src/store/: queues, group commit, the record.
unit_test(queue work)
unit_test(writer work)

function(store_test name)
  integration_test(${name} store ${ARGN})
  target_sources(test_${name} PRIVATE support/store_folder.c)
endfunction()
store_test(store)
store_test(store_search)
store_test(store_file)
target_sources(test_store_file PRIVATE support/faulty_vfs.c)
store_test(store_writer work)
foreach(name accounts profiles applications desk alerts erase)
  store_test(store_${name})
  target_sources(test_store_${name} PRIVATE support/store_people.c)
endforeach()
target_sources(test_store_erase PRIVATE support/random.c)

foreach(test make_queries query_plans migrations personal export)
  add_test(NAME contract.${test} COMMAND ${Python3_EXECUTABLE} -B
    ${CMAKE_CURRENT_SOURCE_DIR}/contract/test_${test}.py)
  set_tests_properties(contract.${test} PROPERTIES LABELS contract)
endforeach()

# It writes and tears a database over and over: slow where races are looked for.
set_tests_properties(integration.store_file PROPERTIES TIMEOUT 600)
