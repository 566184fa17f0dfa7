/*
 * command - what a subcommand is given and what it may return.
 *
 * Results go to standard output; what went wrong, and progress, to standard
 * error.  A command owns its process: it may exit without giving memory back,
 * but gives it back all the same, so that leaks stay visible.
 */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/compiler.h"
#include "base/lang.h"
#include "base/slice.h"

struct arena;
struct config;

enum exit_code {
	EXIT_GOOD = 0,
	EXIT_REFUSED = 1, /* the input */
	EXIT_USAGE = 2,
	EXIT_BROKEN = 3 /* our side, or the system's */
};

/* Flags that take a value are NULL when absent. */
struct options {
	const char *config;
	const char *db;
	const char *listen;
	const char *profile;
	const char *profiles;
	const char *catalogue;
	const char *as_of;
	const char *opening;
	const char *lang;
	const char *limit;
	const char *run;
	const char *seed;
	bool with_esco;
	bool json;
	bool all;
	bool dry_run;
	bool overwrite;
	bool password_stdin;
	size_t word_count; /* what is no flag */
	char **words;
};

typedef enum exit_code command_fn(struct arena *a, struct config *config,
				  const struct options *options);

/* Writes "baybridge NAME: words" to standard error and returns `code`. */
PRINTF(3, 4)
enum exit_code command_fail(enum exit_code code, const char *name,
			    const char *format, ...);

/* EXIT_GOOD, or EXIT_USAGE after saying which languages there are. */
enum exit_code command_lang(const struct options *options, const char *name,
			    enum lang preset, enum lang *ret_lang);

/* `preset` when absent; EXIT_USAGE after a sentence. */
enum exit_code command_limit(const struct options *options, const char *name,
			     size_t preset, size_t *ret_limit);

/* 1 when absent; EXIT_USAGE after a sentence. */
enum exit_code command_seed(const struct options *options, const char *name,
			    size_t *ret_seed);

/* "2026-11-25", or today when absent; EXIT_USAGE after a sentence. */
enum exit_code command_as_of(const struct options *options, const char *name,
			     int *ret_day);

#endif
