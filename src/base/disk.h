/*
 * disk - what takes more than one call to be on the disk for sure.
 *
 * All log what fails, with the name of the call.
 */
#ifndef BASE_DISK_H
#define BASE_DISK_H

#include <stddef.h>

#include "base/err.h"

/* All of the bytes, however many calls it takes.  ERR_STORE_FULL, ERR_INTERNAL. */
MUST_USE enum err disk_write(int fd, const void *bytes, size_t n);

/*
 * Up to n bytes, fewer only at the end of the file; however many calls it
 * takes.  ERR_INTERNAL.
 */
MUST_USE enum err disk_read(int fd, void *to, size_t n, size_t *ret_read);

/*
 * The folder that the path lies in: a file that was made, renamed or removed
 * there is so for sure only after this.  ERR_STORE_FULL, ERR_INTERNAL.
 */
MUST_USE enum err disk_sync_folder(const char *path);

/* Tells of errno after `call`.  ERR_STORE_FULL: there is no room. */
MUST_USE enum err disk_failed(const char *call);

#endif
