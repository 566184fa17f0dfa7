/*
 * faulty_vfs - SQLite's own files, where the n-th write or fsync fails.
 *
 * Installed once for the whole process, before the first connection; fails
 * nothing until it is armed.  One thread opens files.
 */
#ifndef SUPPORT_FAULTY_VFS_H
#define SUPPORT_FAULTY_VFS_H

#include <stdbool.h>

enum faulty_call { FAULTY_WRITE, FAULTY_SYNC };

void faulty_vfs_install(void);

/* From now the n-th such call (1 is the next) and all after it give `code`. */
void faulty_vfs_arm(enum faulty_call call, int n, int code);

/* Whether a call failed since it was armed. */
bool faulty_vfs_disarm(void);

#endif
