# src/crypt/: keys, sealing, passwords, tokens, the audit chain.
add_library(key_folder STATIC support/key_folder.c)
target_include_directories(key_folder PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(key_folder PUBLIC flags crypt ${CMOCKA_LIBRARY})

unit_test(normal matcher)
unit_test(digest crypt)
unit_test(id crypt)
integration_test(keys key_folder)
integration_test(secret key_folder)
integration_test(sealed key_folder)
integration_test(chain key_folder)
unit_test(guess crypt)
integration_test(password crypt)
integration_test(password_pool crypt net work)
foreach(test guess password password_pool)
  target_compile_definitions(test_${test} PRIVATE
    PASSWORDS="${CMAKE_SOURCE_DIR}/config/passwords.txt")
endforeach()
