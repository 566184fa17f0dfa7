# people/: the life of an application.
unit_test(life people)
integration_test(life_clock people)
target_sources(test_life_clock PRIVATE support/store_folder.c
  support/store_people.c support/key_folder.c)
