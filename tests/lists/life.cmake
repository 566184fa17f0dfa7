# people/: the life of an application.
unit_test(life people)
