/* key_folder - master keys of known octets in a folder of their own. */
#ifndef SUPPORT_KEY_FOLDER_H
#define SUPPORT_KEY_FOLDER_H

#include <sys/types.h>

#include "crypt/keys.h"

enum { KEY_FOLDER_PATH_BYTES = 128 };

struct key_folder {
	char folder[KEY_FOLDER_PATH_BYTES - 32];
	char path[KEY_FOLDER_PATH_BYTES]; /* of the key, not there yet */
	char old[KEY_FOLDER_PATH_BYTES];  /* of the one before */
};

/* These fail the test when they cannot. */
void key_folder_init(struct key_folder *f);
void key_folder_done(struct key_folder *f); /* removes all of it */

/* As many octets, each with that value, with that mode. */
void key_folder_write(const char *path, int octet, size_t n, mode_t mode);
struct keys *key_folder_open(const struct key_folder *f);

/* Keys from a master of that octet, and one before it; -1: there is none. */
struct keys *keys_of(int present, int old);

#endif
