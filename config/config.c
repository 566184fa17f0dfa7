/* config - see config.h. */
#include "config/config.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ini.h>

#include "base/arena.h"

enum type { ADDRESS, TEXT, DURATION, SIZE, COUNT_OF, FLAG };

struct option {
	const char *name; /* "server.listen" */
	enum type type;
	const char *preset;
	const char *least;
	const char *most;
	const char *when;
	const char *words;
	size_t at; /* offset in struct config */
};

/* The types of options.def; COUNT is a macro of base. */
#define TYPE_ADDRESS  ADDRESS
#define TYPE_TEXT     TEXT
#define TYPE_DURATION DURATION
#define TYPE_SIZE     SIZE
#define TYPE_COUNT    COUNT_OF
#define TYPE_FLAG     FLAG

static const struct option options[] = {
#define OPTION(section, key, type, preset, least, most, when, words)           \
	{#section "." #key,                                                    \
	 TYPE_##type,                                                          \
	 preset,                                                               \
	 least,                                                                \
	 most,                                                                 \
	 #when,                                                                \
	 words,                                                                \
	 offsetof(struct config, section##_##key)},
#include "config/options.def"
#undef OPTION
};

struct unit {
	const char *name;
	int64_t factor;
};

static const struct unit durations[] = {
	{"ms", 1000},      {"s", 1000000}, {"m", 60000000},
	{"h", 3600000000}, {NULL, 0},
};
static const struct unit sizes[] = {
	{"", 1},   {"K", 1024}, {"M", 1024 * 1024}, {"G", 1024 * 1024 * 1024},
	{NULL, 0},
};
static const struct unit plain[] = {{"", 1}, {NULL, 0}};

static bool read_amount(struct slice text, const struct unit *units,
			int64_t *ret)
{
	int64_t n = 0;
	size_t at = 0;

	while (at < text.n && isdigit((unsigned char)text.p[at])) {
		if (n > INT64_MAX / 100)
			return false;
		n = n * 10 + (text.p[at++] - '0');
	}
	if (at == 0)
		return false;
	for (const struct unit *u = units; u->name != NULL; u++) {
		if (!slice_is(slice_cut(text, at, text.n), u->name))
			continue;
		if (n > INT64_MAX / u->factor)
			return false;
		*ret = n * u->factor;
		return true;
	}
	return false;
}

static const struct unit *units_of(enum type type)
{
	switch (type) {
	case DURATION:
		return durations;
	case SIZE:
		return sizes;
	case COUNT_OF:
		return plain;
	case ADDRESS:
	case TEXT:
	case FLAG:
		break;
	}
	return NULL;
}

static enum err refuse(const struct option *o, const char *accepts,
		       char words[CONFIG_WORDS_BYTES])
{
	snprintf(words, CONFIG_WORDS_BYTES, "Option %s takes %s. %s", o->name,
		 accepts, o->words);
	return ERR_INVALID;
}

static enum err set_amount(const struct option *o, int64_t *to,
			   struct slice value, char words[CONFIG_WORDS_BYTES])
{
	const struct unit *units = units_of(o->type);
	int64_t n, least, most;
	char range[96];

	if (read_amount(value, units, &n) &&
	    read_amount(slice_of(o->least), units, &least) &&
	    read_amount(slice_of(o->most), units, &most) && n >= least &&
	    n <= most) {
		*to = n;
		return ERR_OK;
	}
	snprintf(range, sizeof(range), "%s to %s", o->least, o->most);
	return refuse(o, range, words);
}

static enum err set_flag(const struct option *o, bool *to, struct slice value,
			 char words[CONFIG_WORDS_BYTES])
{
	if (!slice_is(value, "yes") && !slice_is(value, "no"))
		return refuse(o, "yes or no", words);
	*to = slice_is(value, "yes");
	return ERR_OK;
}

static enum err set_option(struct arena *a, struct config *c,
			   const struct option *o, struct slice value,
			   char words[CONFIG_WORDS_BYTES])
{
	void *to = (char *)c + o->at;

	switch (o->type) {
	case ADDRESS:
	case TEXT:
		*(const char **)to = arena_copy(a, value).p;
		return ERR_OK;
	case DURATION:
	case SIZE:
	case COUNT_OF:
		return set_amount(o, to, value, words);
	case FLAG:
		return set_flag(o, to, value, words);
	}
	return ERR_INTERNAL;
}

void config_defaults(struct config *c)
{
	char words[CONFIG_WORDS_BYTES];

	for (size_t i = 0; i < COUNT(options); i++) {
		const struct option *o = &options[i];
		void *to = (char *)c + o->at;

		if (o->type == ADDRESS || o->type == TEXT)
			*(const char **)to = o->preset;
		else
			ASSERT(set_option(NULL, c, o, slice_of(o->preset),
					  words) == ERR_OK);
	}
}

enum err config_set(struct arena *a, struct config *c, struct slice name,
		    struct slice value, char words[CONFIG_WORDS_BYTES])
{
	for (size_t i = 0; i < COUNT(options); i++) {
		if (slice_is(name, options[i].name))
			return set_option(a, c, &options[i], value, words);
	}
	snprintf(words, CONFIG_WORDS_BYTES,
		 "There is no option %.*s; --help-config lists them.",
		 SLICE_ARG(name));
	return ERR_INVALID;
}

struct file_reader {
	struct arena *arena;
	struct config *config;
	enum err e;
	char *words;
};

/* inih's handler: 0 stops the file at this line. */
static int take_line(void *ctx, const char *section, const char *key,
		     const char *value)
{
	struct file_reader *r = ctx;
	char name[128];

	snprintf(name, sizeof(name), "%s.%s", section, key);
	r->e = config_set(r->arena, r->config, slice_of(name), slice_of(value),
			  r->words);
	return r->e == ERR_OK;
}

enum err config_read_file(struct arena *a, struct config *c, const char *path,
			  char words[CONFIG_WORDS_BYTES])
{
	struct file_reader r = {a, c, ERR_OK, words};
	int line = ini_parse(path, take_line, &r);

	if (r.e != ERR_OK)
		return r.e;
	if (line == 0)
		return ERR_OK;
	if (line < 0)
		snprintf(words, CONFIG_WORDS_BYTES,
			 "The config file %s cannot be read.", path);
	else
		snprintf(words, CONFIG_WORDS_BYTES,
			 "Line %d of %s is neither [section] nor key = value.",
			 line, path);
	return ERR_INVALID;
}

enum err config_read_environment(struct arena *a, struct config *c,
				 char words[CONFIG_WORDS_BYTES])
{
	for (size_t i = 0; i < COUNT(options); i++) {
		char name[96] = "BAYBRIDGE_";
		size_t n = strlen(name);
		const char *value;
		enum err e;

		for (const char *p = options[i].name; *p != '\0'; p++)
			name[n++] =
				(char)(*p == '.' ? '_'
						 : toupper((unsigned char)*p));
		name[n] = '\0';
		value = getenv(name);
		if (value == NULL)
			continue;
		e = set_option(a, c, &options[i], slice_of(value), words);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

void config_help(struct buf *to)
{
	struct slice section = {NULL, 0};

	for (size_t i = 0; i < COUNT(options); i++) {
		const struct option *o = &options[i];
		struct slice key;
		struct slice own = slice_split(slice_of(o->name), '.', &key);

		if (!slice_eq(own, section))
			buf_print(to, "%s[%.*s]\n", i == 0 ? "" : "\n",
				  SLICE_ARG(own));
		section = own;
		buf_print(to, "; %s", o->words);
		if (o->least[0] != '\0')
			buf_print(to, " From %s to %s.", o->least, o->most);
		buf_print(to, "\n%.*s =%s%s\n", SLICE_ARG(key),
			  o->preset[0] == '\0' ? "" : " ", o->preset);
	}
}
