# Two independent computations that must agree, and input that must not hurt.
add_library(size_of_run STATIC support/size_of_run.c)
target_include_directories(size_of_run PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(size_of_run PUBLIC flags)

integration_test(match_set store text_world rules_reference size_of_run)
target_sources(test_match_set PRIVATE support/store_folder.c support/fts.c
  support/by_units.c)
target_compile_definitions(test_match_set PRIVATE
  VOCABULARY_DIR="${CMAKE_SOURCE_DIR}/config/vocabulary"
  FIXTURE_DIR="${CMAKE_CURRENT_SOURCE_DIR}/fixture")

add_library(layers STATIC support/layers.c)
target_link_libraries(layers PUBLIC stall size_of_run)

unit_test(best layers)
unit_test(facets layers)
unit_test(ranking layers)
unit_test(hostile layers)
unit_test(explained layers api)

unit_test(directions linked_world size_of_run)
target_compile_definitions(test_directions PRIVATE
  VOCABULARY_DIR="${CMAKE_SOURCE_DIR}/config/vocabulary")

unit_test(marks text_world size_of_run)

# The sanitizers make each comparison several times dearer.
if(SANITIZE)
  set_tests_properties(integration.match_set unit.best unit.directions
    PROPERTIES TIMEOUT 600)
endif()
