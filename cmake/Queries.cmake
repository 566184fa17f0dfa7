# Files that are written by tools/ from data, into ${CMAKE_BINARY_DIR}/gen.
