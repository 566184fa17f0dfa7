# src/crypt/: keys, sealing, passwords, tokens, the audit chain.
add_library(key_folder STATIC support/key_folder.c)
target_include_directories(key_folder PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(key_folder PUBLIC flags crypt ${CMOCKA_LIBRARY})

unit_test(normal matcher)
unit_test(id crypt)
integration_test(keys key_folder)
integration_test(secret key_folder)
integration_test(sealed key_folder)
integration_test(chain key_folder)
