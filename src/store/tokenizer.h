/*
 * tokenizer - the analyser of matcher/ as FTS5's tokenizer 'baybridge'.
 *
 * Registered through version 1 of FTS5's interface, which has no locale; how
 * the text is asked for (document, query, auxiliary) decides the mode.
 */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include "base/err.h"

struct db;

/* Before any statement that touches the text index, migrations too. */
MUST_USE enum err tokenizer_register(struct db *db);

#endif
