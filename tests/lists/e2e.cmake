# The real binary: e2e/ over HTTP and the command line, contract/ tables against
# reality.  One file is one test; the folder is the list of its files.
find_program(NODE node REQUIRED)

function(node_tests label folder)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.test.mjs)
  foreach(file ${files})
    get_filename_component(name ${file} NAME)
    string(REPLACE ".test.mjs" "" name ${name})
    add_test(NAME ${label}.${name} COMMAND ${NODE} --test ${file})
    set_tests_properties(${label}.${name} PROPERTIES
      LABELS ${label}
      ENVIRONMENT BAYBRIDGE=$<TARGET_FILE:baybridge>
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
      TIMEOUT 600)
  endforeach()
endfunction()

node_tests(e2e e2e)
node_tests(e2e e2e/bugs)
node_tests(contract contract)
