/* store_folder - a database of its own for each test, and hands to spoil it. */
#ifndef SUPPORT_STORE_FOLDER_H
#define SUPPORT_STORE_FOLDER_H

#include "base/slice.h"
#include "store/db.h"
#include "store/openings.h"

enum { STORE_FOLDER_PATH_BYTES = 256 };

struct store_folder {
	char folder[STORE_FOLDER_PATH_BYTES - 16];
	char path[STORE_FOLDER_PATH_BYTES]; /* of the database, not there yet */
};

void store_folder_init(struct store_folder *f);
void store_folder_done(struct store_folder *f); /* removes all of it */

/* These fail the test when they cannot. */
struct db *store_folder_open(const struct store_folder *f, enum db_mode mode);

/* Behind the store's back, on a connection of its own without the tokenizer. */
void store_folder_run(const struct store_folder *f, const char *sql);
long long store_folder_ask(const struct store_folder *f, const char *sql);

/* As the file is without its log; no connection may be writing. */
long long store_folder_ask_file(const struct store_folder *f, const char *sql);

/* An open one by `acme`, with a title and no other word. */
struct stored_opening opening_titled(const char *id, const char *title);

/* Puts it in a transaction of its own; what it did. */
enum change opening_put(struct db *db, const struct stored_opening *o);

#endif
