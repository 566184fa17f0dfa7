# The openings half of matcher/, api/'s pure parts, config, the log, the epoch.
add_library(shelf STATIC support/shelf.c support/random_shelf.c
  support/random.c)
target_include_directories(shelf PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(shelf PUBLIC rules_world)

unit_test(opening shelf)
unit_test(opening_parts shelf)
unit_test(opening_state shelf)
unit_test(profile shelf)
unit_test(money shelf)
unit_test(catalogue shelf)
unit_test(apportion shelf)
unit_test(wishes shelf)
unit_test(fit shelf)
unit_test(skills shelf)
unit_test(filters shelf)
unit_test(snapshot shelf)
unit_test(match shelf)
