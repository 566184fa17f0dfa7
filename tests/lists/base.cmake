unit_test(base base)
unit_test(day base)
unit_test(json json)
unit_test(canon json)
