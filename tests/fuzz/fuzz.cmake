# Harnesses for the parsers of foreign bytes.  With FUZZ: libFuzzer, over the
# corpus and then for ten seconds; else replay.c runs them over the corpus.
add_library(fuzz_world STATIC fuzz/fuzz_world.c support/vocabulary_json.c)
target_include_directories(fuzz_world PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(fuzz_world PRIVATE
  VOCABULARY_DIR="${CMAKE_SOURCE_DIR}/config/vocabulary")
target_link_libraries(fuzz_world PUBLIC flags api)

function(fuzz_target name)
  set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name})
  add_executable(fuzz_${name} fuzz/fuzz_${name}.c)
  target_link_libraries(fuzz_${name} PRIVATE fuzz_world)
  if(FUZZ)
    # What is found goes into the build folder, never into the sources.
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/found/${name})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set(dictionary ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/dict/${name}.dict)
    if(EXISTS ${dictionary})
      set(words -dict=${dictionary})
    endif()
    add_test(NAME fuzz.${name} COMMAND fuzz_${name} -max_total_time=10 ${words}
      -timeout=10 -artifact_prefix=${CMAKE_CURRENT_BINARY_DIR}/found/${name}-
      ${CMAKE_CURRENT_BINARY_DIR}/found/${name} ${corpus})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
  else()
    target_sources(fuzz_${name} PRIVATE fuzz/replay.c)
    add_test(NAME unit.fuzz_${name} COMMAND fuzz_${name} ${corpus})
    set_tests_properties(unit.fuzz_${name} PROPERTIES LABELS unit)
  endif()
endfunction()

foreach(target head json criteria analyse opening query saved)
  fuzz_target(${target})
endforeach()
