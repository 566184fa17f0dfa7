# The libraries of others, each under the name that floor_library() links.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(from_pkg_config name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(${name} INTERFACE)
  target_link_libraries(${name} INTERFACE PkgConfig::${name})
endfunction()

from_pkg_config(jansson jansson)
from_pkg_config(utf8proc libutf8proc)
from_pkg_config(sqlite sqlite3)
from_pkg_config(zlib zlib)
from_pkg_config(event libevent)
from_pkg_config(inih inih)
from_pkg_config(sodium libsodium)
from_pkg_config(hiredis hiredis)
from_pkg_config(curl libcurl)

# Debian's libstemmer has no pkg-config file.
add_library(stemmer INTERFACE)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
set_target_properties(stemmer PROPERTIES INTERFACE_LINK_LIBRARIES
  ${STEMMER_LIBRARY})

# Nor has its libcsv.
add_library(csv INTERFACE)
find_library(CSV_LIBRARY csv REQUIRED)
set_target_properties(csv PROPERTIES INTERFACE_LINK_LIBRARIES ${CSV_LIBRARY})

# llhttp: the C sources of Debian's node-llhttp, as they are, strict mode.
set(LLHTTP_DIR /usr/share/llhttp)
add_library(llhttp STATIC ${LLHTTP_DIR}/api.c ${LLHTTP_DIR}/http.c
  ${LLHTTP_DIR}/llhttp.c)
target_compile_definitions(llhttp PRIVATE LLHTTP_STRICT_MODE=1)
target_compile_options(llhttp PRIVATE -w)
target_include_directories(llhttp SYSTEM
  PUBLIC /usr/share/include
  PRIVATE /usr/share/include/llhttp)
if(SANITIZE)
  target_compile_options(llhttp PRIVATE -fsanitize=${SANITIZE})
endif()
