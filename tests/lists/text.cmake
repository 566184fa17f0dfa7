# The text half of matcher/: analysis, index, queries, marks, evaluation.
add_library(text_world STATIC support/text_world.c support/naive_text.c
  support/random.c)
target_include_directories(text_world PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(text_world PUBLIC flags matcher ${CMOCKA_LIBRARY})

unit_test(likeness matcher)
unit_test(fold matcher)
unit_test(analyse matcher)
unit_test(typo text_world)
unit_test(synonyms matcher)
unit_test(postings text_world)
unit_test(bounds text_world)
unit_test(textbound text_world)
unit_test(textindex text_world)
unit_test(textquery text_world)
unit_test(score text_world)
unit_test(highlight text_world)
unit_test(evalset matcher)

# Exit 77 of make-fold: opencc is not installed, nothing to compare with.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME contract.fold_table
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/make-fold --check)
set_tests_properties(contract.fold_table PROPERTIES LABELS contract
  SKIP_RETURN_CODE 77)

# Every code point several times over, each watched by a sanitizer.
if(SANITIZE)
  set_tests_properties(unit.analyse unit.fold PROPERTIES TIMEOUT 600)
endif()
