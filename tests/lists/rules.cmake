# The rules half of matcher/: vocabulary, facts, criteria, verdicts, repairs.
add_library(rules_world STATIC support/rules_world.c)
target_include_directories(rules_world PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(rules_world PUBLIC flags matcher ${CMOCKA_LIBRARY})

unit_test(vocabulary rules_world)
unit_test(facts rules_world)
unit_test(criteria rules_world)
unit_test(quantifier rules_world)
unit_test(rule rules_world)
unit_test(ruleset rules_world)
unit_test(judge rules_world)
unit_test(repair rules_world)
unit_test(questions rules_world)
