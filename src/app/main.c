/*
 * main - from the command line to a subcommand of commands.def.
 *
 * Exit codes: 0 good, 1 the input was refused, 2 usage, 3 our side broke.
 */
#include <getopt.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "config/config.h"

#define COMMAND(name, takes, synopsis, words, example)                         \
	command_fn command_##name;
#include "app/commands.def"
#undef COMMAND

static const struct command {
	const char *name;
	size_t takes; /* words that are no flag, at most */
	const char *synopsis;
	const char *words;
	const char *example;
	command_fn *run;
} commands[] = {
#define COMMAND(name, takes, synopsis, words, example)                         \
	{#name, takes, synopsis, words, example, command_##name},
#include "app/commands.def"
#undef COMMAND
};

enum flag {
	FLAG_CONFIG = 256,
	FLAG_SET,
	FLAG_DB,
	FLAG_LISTEN,
	FLAG_PROFILE,
	FLAG_PROFILES,
	FLAG_CATALOGUE,
	FLAG_AS_OF,
	FLAG_OPENING,
	FLAG_LANG,
	FLAG_LIMIT,
	FLAG_RUN,
	FLAG_SEED,
	FLAG_WITH_ESCO,
	FLAG_JSON,
	FLAG_ALL,
	FLAG_DRY_RUN,
	FLAG_OVERWRITE,
	FLAG_PASSWORD_STDIN,
	FLAG_HELP,
	FLAG_HELP_CONFIG,
	FLAG_VERSION
};

static const struct option flags[] = {
	{"config", required_argument, NULL, FLAG_CONFIG},
	{"set", required_argument, NULL, FLAG_SET},
	{"db", required_argument, NULL, FLAG_DB},
	{"listen", required_argument, NULL, FLAG_LISTEN},
	{"profile", required_argument, NULL, FLAG_PROFILE},
	{"profiles", required_argument, NULL, FLAG_PROFILES},
	{"catalogue", required_argument, NULL, FLAG_CATALOGUE},
	{"as-of", required_argument, NULL, FLAG_AS_OF},
	{"opening", required_argument, NULL, FLAG_OPENING},
	{"lang", required_argument, NULL, FLAG_LANG},
	{"limit", required_argument, NULL, FLAG_LIMIT},
	{"run", required_argument, NULL, FLAG_RUN},
	{"seed", required_argument, NULL, FLAG_SEED},
	{"with-esco", no_argument, NULL, FLAG_WITH_ESCO},
	{"json", no_argument, NULL, FLAG_JSON},
	{"all", no_argument, NULL, FLAG_ALL},
	{"dry-run", no_argument, NULL, FLAG_DRY_RUN},
	{"overwrite", no_argument, NULL, FLAG_OVERWRITE},
	{"password-stdin", no_argument, NULL, FLAG_PASSWORD_STDIN},
	{"help", no_argument, NULL, FLAG_HELP},
	{"version", no_argument, NULL, FLAG_VERSION},
	{"help-config", no_argument, NULL, FLAG_HELP_CONFIG},
	{NULL, 0, NULL, 0},
};

enum { SETTINGS_MAX = 64 };

/* What was read from the command line beside struct options. */
struct line {
	struct options options;
	const char *settings[SETTINGS_MAX];
	size_t setting_count;
	bool help;
	bool help_config;
	bool version;
};

enum exit_code command_fail(enum exit_code code, const char *name,
			    const char *format, ...)
{
	va_list args;

	fprintf(stderr, "baybridge %s: ", name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return code;
}

enum exit_code command_lang(const struct options *options, const char *name,
			    enum lang preset, enum lang *ret_lang)
{
	*ret_lang = preset;
	if (options->lang == NULL ||
	    lang_read(slice_of(options->lang), ret_lang))
		return EXIT_GOOD;
	return command_fail(EXIT_USAGE, name,
			    "--lang takes en, zh-Hant, zh-Hans or pt.");
}

/* A whole number above 0. */
static enum exit_code read_number(const char *text, const char *name,
				  const char *flag, size_t *ret)
{
	char *end;
	unsigned long n;

	if (text == NULL)
		return EXIT_GOOD;
	n = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || *end != '\0' || n == 0)
		return command_fail(EXIT_USAGE, name,
				    "--%s takes a whole number above 0.", flag);
	*ret = n;
	return EXIT_GOOD;
}

enum exit_code command_limit(const struct options *options, const char *name,
			     size_t preset, size_t *ret_limit)
{
	*ret_limit = preset;
	return read_number(options->limit, name, "limit", ret_limit);
}

enum exit_code command_seed(const struct options *options, const char *name,
			    size_t *ret_seed)
{
	*ret_seed = 1;
	return read_number(options->seed, name, "seed", ret_seed);
}

enum exit_code command_as_of(const struct options *options, const char *name,
			     int *ret_day)
{
	int32_t day = clock_today();

	if (options->as_of != NULL && !day_read(slice_of(options->as_of), &day))
		return command_fail(
			EXIT_USAGE, name,
			"--as-of takes a day that exists, as YYYY-MM-DD.");
	*ret_day = day;
	return EXIT_GOOD;
}

static void print_help(FILE *to)
{
	fputs("Baybridge ranks the jobs, internships, incubators and funds of "
	      "the Greater Bay Area\nfor a person, with a verdict and its "
	      "reasons.\n\nUsage: baybridge COMMAND [OPTION...]\n\n",
	      to);
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(to, "  %-10s %s\n", commands[i].name,
			commands[i].words);
	fputs("\nEvery command takes --config FILE, --set section.key=value "
	      "and --help.\n`baybridge --help-config` prints every option with "
	      "its default.\nExit codes: 0 good, 1 input refused, 2 usage, 3 "
	      "internal.\n\nExample: baybridge match --catalogue catalogue "
	      "--profile me.json\n",
	      to);
}

/* What each flag is for, and which commands read it. */
static const struct {
	const char *commands; /* names with a space on both sides */
	const char *flag;
	const char *words;
} flag_help[] = {
	{" match explain ", "--profile FILE",
	 "one JSON object, or NDJSON (match: one answer each); - is standard "
	 "input"},
	{" candidates ", "--profiles FILE",
	 "NDJSON: {\"id\",\"profile\",\"venture\"} or a profile a line; - is "
	 "standard input"},
	{" match candidates search explain ", "--catalogue PATH",
	 "a file or a folder; without it the database is read"},
	{" match candidates search explain ", "--as-of DATE",
	 "the day asked about, default today"},
	{" admin ", "--password-stdin",
	 "read the password from the first line of standard input"},
	{" match candidates search explain admin ", "--lang LANG",
	 "en, zh-Hant, zh-Hans or pt"},
	{" explain ", "--opening ID", "which opening to explain"},
	{" match candidates search ", "--json",
	 "the JSON of the HTTP interface"},
	{" match ", "--all",
	 "also the ineligible openings, with what would change them"},
	{" match candidates search ", "--limit N",
	 "most results (and near misses) shown"},
	{" import ", "--dry-run", "only say whether it would be accepted"},
	{" import ", "--overwrite", "replace also what a person edited here"},
	{" eval ", "--run FILE",
	 "the first 1000 of each query as qid, docid, rank, score"},
	{" demo ", "--seed N",
	 "who is made up; the same for the same number; without it 1"},
	{" eval ", "--with-esco",
	 "link by the labels of ESCO too, as matcher.esco does"},
	{" serve ", "--listen ADDRESS:PORT",
	 "where to serve; port 0 takes one"},
	{" serve import match candidates search explain migrate check demo admin "
	 "audit ",
	 "--db FILE", "the database, default baybridge.db in this folder"},
};

static void print_command_help(const struct command *c)
{
	char name[32];

	printf("%s\n\nUsage: baybridge %s %s\n\n", c->words, c->name,
	       c->synopsis);
	snprintf(name, sizeof(name), " %s ", c->name);
	for (size_t i = 0; i < COUNT(flag_help); i++) {
		if (strstr(flag_help[i].commands, name) != NULL)
			printf("  %-22s %s\n", flag_help[i].flag,
			       flag_help[i].words);
	}
	printf("\nExample: %s\n", c->example);
}

static bool take_flag(struct line *l, int flag, const char *value)
{
	struct options *o = &l->options;

	switch (flag) {
	case FLAG_CONFIG:
		o->config = value;
		return true;
	case FLAG_DB:
		o->db = value;
		return true;
	case FLAG_LISTEN:
		o->listen = value;
		return true;
	case FLAG_PROFILE:
		o->profile = value;
		return true;
	case FLAG_PROFILES:
		o->profiles = value;
		return true;
	case FLAG_CATALOGUE:
		o->catalogue = value;
		return true;
	case FLAG_AS_OF:
		o->as_of = value;
		return true;
	case FLAG_OPENING:
		o->opening = value;
		return true;
	case FLAG_LANG:
		o->lang = value;
		return true;
	case FLAG_LIMIT:
		o->limit = value;
		return true;
	case FLAG_RUN:
		o->run = value;
		return true;
	case FLAG_SEED:
		o->seed = value;
		return true;
	case FLAG_WITH_ESCO:
		o->with_esco = true;
		return true;
	case FLAG_JSON:
		o->json = true;
		return true;
	case FLAG_ALL:
		o->all = true;
		return true;
	case FLAG_DRY_RUN:
		o->dry_run = true;
		return true;
	case FLAG_OVERWRITE:
		o->overwrite = true;
		return true;
	case FLAG_PASSWORD_STDIN:
		o->password_stdin = true;
		return true;
	case 'h':
	case FLAG_HELP:
		l->help = true;
		return true;
	case FLAG_HELP_CONFIG:
		l->help_config = true;
		return true;
	case FLAG_VERSION:
		l->version = true;
		return true;
	case FLAG_SET:
		if (l->setting_count == SETTINGS_MAX)
			return false;
		l->settings[l->setting_count++] = value;
		return true;
	default:
		return false;
	}
}

/* Flags that name no command are everybody's. */
static bool is_for(const char *command, const char *flag)
{
	char name[32];
	size_t n = strlen(flag);

	snprintf(name, sizeof(name), " %s ", command);
	for (size_t i = 0; i < COUNT(flag_help); i++) {
		if (strncmp(flag_help[i].flag + 2, flag, n) == 0 &&
		    (flag_help[i].flag[n + 2] == ' ' ||
		     flag_help[i].flag[n + 2] == '\0'))
			return strstr(flag_help[i].commands, name) != NULL;
	}
	return true;
}

static bool read_line(const char *command, int argc, char **argv,
		      struct line *l)
{
	int flag, which = -1;

	optind = 1;
	while ((flag = getopt_long(argc, argv, "h", flags, &which)) != -1) {
		if (which >= 0 && !is_for(command, flags[which].name)) {
			fprintf(stderr, "baybridge %s: --%s is not for it.\n",
				command, flags[which].name);
			return false;
		}
		if (!take_flag(l, flag, optarg))
			return false;
		which = -1;
	}
	l->options.words = argv + optind;
	l->options.word_count = (size_t)(argc - optind);
	return true;
}

static enum err apply_settings(struct arena *a, const struct line *l,
			       struct config *c, char words[CONFIG_WORDS_BYTES])
{
	for (size_t i = 0; i < l->setting_count; i++) {
		struct slice value;
		struct slice name =
			slice_split(slice_of(l->settings[i]), '=', &value);
		enum err e = config_set(a, c, name, value, words);

		if (e != ERR_OK)
			return e;
	}
	if (l->options.db != NULL)
		c->store_db = l->options.db;
	if (l->options.listen != NULL)
		c->server_listen = l->options.listen;
	return ERR_OK;
}

/* Defaults < file < environment < command line. */
static enum err read_config(struct arena *a, const struct line *l,
			    struct config *c, char words[CONFIG_WORDS_BYTES])
{
	enum err e = ERR_OK;

	config_defaults(c);
	if (l->options.config != NULL)
		e = config_read_file(a, c, l->options.config, words);
	if (e == ERR_OK)
		e = config_read_environment(a, c, words);
	if (e == ERR_OK)
		e = apply_settings(a, l, c, words);
	return e;
}

static enum exit_code run(const struct command *c, const struct line *l)
{
	struct arena *a = arena_new(0);
	struct config config;
	char words[CONFIG_WORDS_BYTES];
	enum exit_code code;

	if (read_config(a, l, &config, words) == ERR_OK)
		code = c->run(a, &config, &l->options);
	else
		code = command_fail(EXIT_USAGE, c->name, "%s", words);
	arena_free(a);
	return code;
}

static void print_config_help(void)
{
	struct buf text;

	buf_init(&text, 1024 * 1024);
	config_help(&text);
	fwrite(text.p, 1, text.n, stdout);
	buf_done(&text);
}

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < COUNT(commands); i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

/*
 * A request takes megabytes and gives them back some hundred times a second:
 * pages that went to the kernel in between would be faulted in again.
 */
static void keep_pages(void)
{
	enum {
		MMAPPED_FROM = 32 * 1024 * 1024,
		TRIMMED_FROM = 64 * 1024 * 1024
	};

	mallopt(M_MMAP_THRESHOLD, MMAPPED_FROM);
	mallopt(M_TRIM_THRESHOLD, TRIMMED_FROM);
}

int main(int argc, char **argv)
{
	struct line l = {.setting_count = 0};
	bool has_command = argc > 1 && argv[1][0] != '-';
	const struct command *c = has_command ? find(argv[1]) : NULL;

	keep_pages();
	if (has_command && c == NULL) {
		fprintf(stderr, "baybridge: there is no command '%s'.\n\n",
			argv[1]);
		print_help(stderr);
		return EXIT_USAGE;
	}
	if (!read_line(has_command ? c->name : "", argc - has_command,
		       argv + has_command, &l)) {
		fprintf(stderr, "Try: baybridge %s%s--help\n",
			has_command ? c->name : "", has_command ? " " : "");
		return EXIT_USAGE;
	}
	if (l.version) {
		puts("baybridge " BAYBRIDGE_VERSION);
		return EXIT_GOOD;
	}
	if (l.help_config) {
		print_config_help();
		return EXIT_GOOD;
	}
	if (c == NULL) {
		print_help(l.help ? stdout : stderr);
		return l.help ? EXIT_GOOD : EXIT_USAGE;
	}
	if (l.help) {
		print_command_help(c);
		return EXIT_GOOD;
	}
	if (l.options.word_count > c->takes)
		return (int)command_fail(EXIT_USAGE, c->name,
					 "'%s' is a word too many; try --help.",
					 l.options.words[c->takes]);
	return (int)run(c, &l);
}
