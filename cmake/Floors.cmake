# One folder, one library.  A library links its own floor's needs and lower
# floors only, so that an upward call does not link.
function(floor_library name folder)
  cmake_parse_arguments(FLOOR "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.c
    ${CMAKE_SOURCE_DIR}/${folder}/pages/*.c)
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE flags ${FLOOR_LINKS})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC flags ${FLOOR_LINKS})
endfunction()

function(floor_program name folder)
  cmake_parse_arguments(FLOOR "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.c)
  if(sources)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE flags ${FLOOR_LINKS})
  endif()
endfunction()
