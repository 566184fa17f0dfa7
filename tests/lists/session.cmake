# src/session/: logins and limits, by themselves and against a real Redis.
add_library(redis_server STATIC support/redis_server.c support/asker.c
  support/random.c)
target_include_directories(redis_server PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(redis_server PUBLIC flags session ${CMOCKA_LIBRARY})

integration_test(session redis_server)
