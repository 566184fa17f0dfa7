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

# What is run again for races: whole stories, in which every kind of thread has
# its part.
set_tests_properties(e2e.application_move_story e2e.serve e2e.serve_follow
  e2e.serve_letters e2e.serve_redis e2e.serve_snapshot e2e.match_create
  e2e.session_create PROPERTIES LABELS "e2e;story")
