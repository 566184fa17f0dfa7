# The checks that say no (docs/ARCHITECTURE.md).
foreach(check floors sizes words format)
  add_test(NAME lint.${check} COMMAND ${CMAKE_SOURCE_DIR}/tools/check-${check})
  set_tests_properties(lint.${check} PROPERTIES LABELS lint)
endforeach()
