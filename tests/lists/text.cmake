# The text half of matcher/: analysis, index, queries, marks, evaluation.
unit_test(fold matcher)
unit_test(analyse matcher)

# Exit 77 of make-fold: opencc is not installed, nothing to compare with.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME contract.fold_table
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/make-fold --check)
set_tests_properties(contract.fold_table PROPERTIES LABELS contract
  SKIP_RETURN_CODE 77)
