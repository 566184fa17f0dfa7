# src/session/: logins and limits, by themselves and against a real Redis.
unit_test(login session)
unit_test(limits session)
unit_test(redis_address session)
add_library(redis_server STATIC support/redis_server.c support/asker.c
  support/random.c)
target_include_directories(redis_server PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(redis_server PUBLIC flags session ${CMOCKA_LIBRARY})

integration_test(session redis_server)
integration_test(session_rows redis_server)
integration_test(session_redis redis_server)
integration_test(session_loops redis_server)
set_tests_properties(integration.session_redis integration.session_loops
  PROPERTIES TIMEOUT 300)
