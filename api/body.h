/*
 * body - reads the JSON object of a request into a struct, by a table.
 *
 *   static const struct body_field fields[] = {
 *           BODY(struct wanted, name, BODY_TEXT, .needed = true, .most = 200),
 *           BODY(struct wanted, kind, BODY_WORD, .words = kind_words),
 *           BODY_END};
 *
 * Every key that no field names, every value that does not fit and every needed
 * one that is absent is a fault with its pointer.  What is absent or null leaves
 * its member alone: the caller presets it.
 */
#ifndef API_BODY_H
#define API_BODY_H

#include <stddef.h>

#include "api/handler.h"

struct jr;

enum body_type {
	BODY_TEXT,   /* struct slice; at most `most` octets, trimmed; empty is a
		       fault where it is needed */
	BODY_SECRET, /* struct slice; the same, taken as it stands */
	BODY_ID,     /* struct slice */
	BODY_EMAIL,  /* struct slice, trimmed */
	BODY_URL,    /* struct slice; http or https */
	BODY_WORD,   /* int: index in `words` */
	BODY_COUNT,  /* int64_t within `least` and `most` */
	BODY_FLAG,   /* bool */
	BODY_DAY,    /* int32_t */
	BODY_LANG,   /* enum lang */
	BODY_TREE    /* const struct jr *: the caller reads on */
};

struct body_field {
	const char *key;
	enum body_type type;
	size_t offset;
	bool needed;
	int64_t least, most;
	const char *const *words; /* NULL at the end */
};

#define BODY(type_, member_, ...)                                              \
	{                                                                      \
		.key = #member_, .offset = offsetof(type_, member_),           \
		.type = __VA_ARGS__                                            \
	}
#define BODY_END                                                               \
	{                                                                      \
		.key = NULL                                                    \
	}

/* ERR_MALFORMED, ERR_INVALID: every fault is told. */
MUST_USE enum err body_read(struct request *rq, const struct body_field *fields,
			    void *ret, struct faults *f);

/* The same of an object inside a document; adds faults, returns nothing. */
void body_read_object(const struct jr *object, const struct body_field *fields,
		      void *ret, struct faults *f);

#endif
