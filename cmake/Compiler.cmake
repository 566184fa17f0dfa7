# Flags for every target: warnings, sanitizers, hardening (docs/ARCHITECTURE.md).
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)

option(WARNINGS_ARE_ERRORS "Refuse to build with a warning" OFF)
option(HARDEN "Fortify, full RELRO, stack protector" OFF)
option(FUZZ "Build the libFuzzer harnesses (clang)" OFF)
option(COVERAGE "gcov counters" OFF)
set(SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

add_library(flags INTERFACE)
target_compile_definitions(flags INTERFACE _GNU_SOURCE
  BAYBRIDGE_VERSION="${PROJECT_VERSION}")
target_include_directories(flags INTERFACE ${CMAKE_SOURCE_DIR}
  ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/gen)
target_compile_options(flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow
  -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef
  -Wwrite-strings -Wcast-qual -Wimplicit-fallthrough -Wformat=2
  -ffp-contract=off)
if(WARNINGS_ARE_ERRORS)
  target_compile_options(flags INTERFACE -Werror)
endif()
# SANITIZE holds a comma: never inside a generator expression.
if(SANITIZE)
  target_compile_options(flags INTERFACE -fsanitize=${SANITIZE}
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(flags INTERFACE -fsanitize=${SANITIZE})
endif()
if(FUZZ)
  target_compile_options(flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(COVERAGE)
  target_compile_options(flags INTERFACE --coverage)
  target_link_options(flags INTERFACE --coverage)
endif()
if(HARDEN)
  target_compile_options(flags INTERFACE -D_FORTIFY_SOURCE=2
    -fstack-protector-strong)
  target_link_options(flags INTERFACE -Wl,-z,relro,-z,now)
endif()
