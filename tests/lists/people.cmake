# people/: real SQLite and keys in folders of their own.
add_library(hands_world STATIC support/hands_world.c support/store_folder.c
  support/key_folder.c)
target_include_directories(hands_world PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(hands_world PUBLIC flags people ${CMOCKA_LIBRARY})

integration_test(people_audit hands_world)
integration_test(people_letters hands_world)
integration_test(people_links hands_world)
