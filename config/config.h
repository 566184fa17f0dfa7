/*
 * config - the options of options.def and how they come to their values.
 *
 * Later wins: table, file (inih), environment, command line.  A struct config
 * is filled at start by one thread and then only read.  Its texts live in the
 * arena it was read with.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "base/err.h"
#include "base/slice.h"

struct arena;

#define CONFIG_ADDRESS  const char *
#define CONFIG_TEXT     const char *
#define CONFIG_DURATION int64_t /* microseconds */
#define CONFIG_SIZE     int64_t /* bytes */
#define CONFIG_COUNT    int64_t
#define CONFIG_FLAG     bool

struct config {
#define OPTION(section, key, type, preset, least, most, when, words)           \
	CONFIG_##type section##_##key;
#include "config/options.def"
#undef OPTION
};

/*
 * Functions that fail give ERR_INVALID and a sentence in `words` that names
 * the option and what it accepts.
 */
enum { CONFIG_WORDS_BYTES = 320 };

void config_defaults(struct config *c);
MUST_USE enum err config_read_file(struct arena *a, struct config *c,
				   const char *path,
				   char words[CONFIG_WORDS_BYTES]);
MUST_USE enum err config_read_environment(struct arena *a, struct config *c,
					  char words[CONFIG_WORDS_BYTES]);

/* name is "section.key". */
MUST_USE enum err config_set(struct arena *a, struct config *c,
			     struct slice name, struct slice value,
			     char words[CONFIG_WORDS_BYTES]);

/* The table as a config file at its defaults: --help-config prints it. */
void config_help(struct buf *to);

#endif
