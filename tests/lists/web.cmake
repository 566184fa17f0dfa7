# The web client: its own tests and checks, then a person's story in a browser.
# node_modules is there once tools/build-web has run, as tools/test does first.
find_program(NPM_PROGRAM npm REQUIRED)
find_program(NODE_PROGRAM node REQUIRED)

foreach(script test lint check)
  add_test(NAME web.${script} COMMAND ${NPM_PROGRAM} run --silent ${script}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}/web)
  # Not of the program: once is enough, in the preset that lints.
  set_tests_properties(web.${script} PROPERTIES LABELS lint)
endforeach()

file(GLOB stories CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/tests/browser/*.test.mjs)
foreach(story ${stories})
  get_filename_component(name ${story} NAME_WE)
  add_test(NAME browser.${name} COMMAND ${NODE_PROGRAM} --test ${story}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(browser.${name} PROPERTIES LABELS browser TIMEOUT 900
    RUN_SERIAL ON ENVIRONMENT BAYBRIDGE=$<TARGET_FILE:baybridge>)
endforeach()
