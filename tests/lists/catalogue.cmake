# The catalogue that ships.
add_test(NAME contract.catalogue
  COMMAND ${Python3_EXECUTABLE} -B
    ${CMAKE_CURRENT_SOURCE_DIR}/contract/test_catalogue.py)
set_tests_properties(contract.catalogue PROPERTIES LABELS contract
  ENVIRONMENT BAYBRIDGE=$<TARGET_FILE:baybridge>)
