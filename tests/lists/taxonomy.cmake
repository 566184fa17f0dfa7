# Occupations and skills: the reader, the linker, the files that ship.
add_library(linked_world STATIC support/linked_world.c)
target_include_directories(linked_world PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(linked_world PRIVATE
  VOCABULARY_DIR="${CMAKE_SOURCE_DIR}/config/vocabulary")
target_link_libraries(linked_world PUBLIC rules_reference text_world)

unit_test(taxonomy linked_world)
unit_test(linker linked_world)
unit_test(sure_titles linked_world)

# Exit 77: opencc is not installed, scripts cannot be checked.
add_test(NAME contract.taxonomy
  COMMAND ${Python3_EXECUTABLE} -B
    ${CMAKE_CURRENT_SOURCE_DIR}/contract/test_taxonomy.py)
set_tests_properties(contract.taxonomy PROPERTIES LABELS contract
  SKIP_RETURN_CODE 77)
