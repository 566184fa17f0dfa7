# The rules engine against its slow reference (tests/support/naive.h).
add_library(rules_reference STATIC
  support/naive.c support/naive_award.c support/naive_fact.c
  support/naive_list.c support/naive_questions.c support/naive_repair.c
  support/naive_test.c support/random.c support/random_rules.c
  support/random_seeker.c support/random_value.c support/rule_check.c
  support/rule_pair.c support/rewrite.c support/shrink.c support/vocabulary_json.c)
target_include_directories(rules_reference PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(rules_reference PUBLIC flags matcher json base
  ${CMOCKA_LIBRARY})

unit_test(rules_property rules_reference)
target_compile_definitions(test_rules_property PRIVATE
  VOCABULARY_DIR="${CMAKE_SOURCE_DIR}/config/vocabulary")
set_tests_properties(unit.rules_property PROPERTIES TIMEOUT 900)
# The sanitizers make each pair several times dearer.
if(SANITIZE)
  set_tests_properties(unit.rules_property PROPERTIES
    ENVIRONMENT BAYBRIDGE_PAIRS=60000)
endif()
