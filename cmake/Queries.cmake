# Files that are written by tools/ from data, into ${CMAKE_BINARY_DIR}/gen.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

file(GLOB schema_files CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/schema/migrations/*.sql
  ${CMAKE_SOURCE_DIR}/schema/queries/*.sql
  ${CMAKE_SOURCE_DIR}/schema/queries/sqlite/*.sql)
set(queries_dir ${CMAKE_BINARY_DIR}/gen/store)
set(queries_files ${queries_dir}/queries.h ${queries_dir}/queries.inc
  ${queries_dir}/migrations.inc)

add_custom_command(OUTPUT ${queries_files}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/make-queries
    ${CMAKE_SOURCE_DIR}/schema ${queries_dir}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/make-queries ${schema_files}
  COMMENT "Reading schema/"
  VERBATIM)

# Listed as sources, so that they are there before the first file of the store
# is compiled and again after every change of a query.
target_sources(store PRIVATE ${queries_files})

# The contract is served from the program itself, so that the two cannot be of
# different versions.
set(openapi_file ${CMAKE_BINARY_DIR}/gen/api/openapi.inc)
add_custom_command(OUTPUT ${openapi_file}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/make-embed
    ${CMAKE_SOURCE_DIR}/api/openapi.json ${openapi_file}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/make-embed ${CMAKE_SOURCE_DIR}/api/openapi.json
  COMMENT "Reading api/openapi.json"
  VERBATIM)
target_sources(api PRIVATE ${openapi_file})
