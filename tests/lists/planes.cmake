# The fast eligibility index against the engine that it must equal.
add_library(planes_reference STATIC support/many_pairs.c)
target_include_directories(planes_reference PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(planes_reference PUBLIC flags rules_reference matcher)

unit_test(planes planes_reference rules_world)
unit_test(scan planes_reference rules_world)
foreach(name planes scan)
  target_compile_definitions(test_${name} PRIVATE
    VOCABULARY_DIR="${CMAKE_SOURCE_DIR}/config/vocabulary")
endforeach()
