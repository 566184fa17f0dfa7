# The openings half of matcher/, api/'s pure parts, config, the log, the epoch.
add_library(shelf STATIC support/shelf.c)
target_include_directories(shelf PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(shelf PUBLIC rules_world)

unit_test(opening shelf)
unit_test(opening_parts shelf)
