/*
 * jr - a JSON document, read strictly.
 *
 * RFC 8259 and more: strict UTF-8, no duplicate key, at most JR_DEPTH_MAX
 * levels, no NUL inside a string, numbers that fit an int64 or a finite double.
 * The tree lives in the arena, is read-only, and each node knows its parent,
 * so that any reader can name its place (RFC 6901) without carrying a path.
 */
#ifndef JSON_JR_H
#define JSON_JR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "base/slice.h"

struct arena;

enum { JR_DEPTH_MAX = 32 };

enum jr_type {
	JR_NULL,
	JR_BOOL,
	JR_INT,
	JR_REAL,
	JR_TEXT,
	JR_ARRAY,
	JR_OBJECT,
};

struct jr {
	enum jr_type type;
	unsigned index;   /* place in the parent, from 0 */
	struct slice key; /* in an object; p == NULL elsewhere */
	const struct jr *parent;
	const struct jr *first; /* children, in document order */
	const struct jr *next;
	unsigned count; /* of children */
	bool truth;
	int64_t integer;
	double real; /* also set for JR_INT */
	struct slice text;
};

/* ERR_MALFORMED: one fault; pointer "" with line and column for bad syntax. */
MUST_USE enum err jr_parse(struct arena *a, struct slice text,
			   const struct jr **ret_root,
			   struct faults *reterr_faults);

/* NULL when absent or when `object` is NULL or not an object. */
const struct jr *jr_get(const struct jr *object, const char *key);

void jr_pointer(const struct jr *n, char text[FAULT_AT_BYTES]);

/* Adds a fault at n, or at the child `key` of n that is missing. */
void jr_fault(struct faults *f, const struct jr *n, enum fault_code code,
	      const char *arg);

/* Every key of the object that is not in `keys` (NULL at the end) is a fault. */
void jr_only_keys(const struct jr *object, const char *const *keys,
		  struct faults *f);

/*
 * Readers of one value.  Each returns false after adding a fault at n; n may
 * not be NULL.  Bounds are inclusive; bytes are the longest text accepted.
 */
bool jr_is_object(const struct jr *n, struct faults *f);
bool jr_is_array(const struct jr *n, unsigned most, struct faults *f);
bool jr_read_text(const struct jr *n, size_t bytes, struct slice *ret,
		  struct faults *f);
bool jr_read_int(const struct jr *n, int64_t least, int64_t most, int64_t *ret,
		 struct faults *f);
bool jr_read_number(const struct jr *n, double least, double most, double *ret,
		    struct faults *f);
bool jr_read_bool(const struct jr *n, bool *ret, struct faults *f);
bool jr_read_day(const struct jr *n, int32_t *ret, struct faults *f);
bool jr_read_id(const struct jr *n, struct slice *ret, struct faults *f);
bool jr_id_is_valid(struct slice id);

/* {"en":...,"pt":...}: at least one language, each at most `bytes` long. */
bool jr_read_texts(const struct jr *n, size_t bytes, struct text *ret,
		   struct faults *f);

/* The index in `words` (NULL at the end) of the text n; a fault lists them. */
bool jr_read_word(const struct jr *n, const char *const *words, int *ret,
		  struct faults *f);

/* A copy of the object without one key; its children keep their places. */
const struct jr *jr_without(struct arena *a, const struct jr *object,
			    const char *key);

/* A child that must be there; adds FAULT_MISSING at the object otherwise. */
const struct jr *jr_need(const struct jr *object, const char *key,
			 struct faults *f);

#endif
