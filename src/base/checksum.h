/*
 * checksum - XXH64 (Collet), 64 bits over bytes in memory, at its speed.
 *
 * Tells damage, not malice: whoever means to can make bytes of any checksum.
 */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

uint64_t checksum(const void *bytes, size_t n);

#endif
