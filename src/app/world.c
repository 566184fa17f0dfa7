/* world - see world.h. */
#include "app/world.h"

#include <stdio.h>

#include "app/files.h"
#include "app/record.h"
#include "base/arena.h"
#include "config/config.h"
#include "json/jr.h"
#include "matcher/analyse.h"
#include "matcher/linker.h"
#include "matcher/synonyms.h"

void faults_print(const char *file, const struct faults *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct fault *fault = &f->items[i];
		struct buf words;

		buf_init(&words, 4096);
		fault_words(fault, LANG_EN, &words);
		fprintf(stderr, "%s", file);
		if (fault->line > 0)
			fprintf(stderr, ":%u", fault->line);
		fprintf(stderr, ": %s: %.*s\n",
			fault->at[0] == '\0' ? "(document)" : fault->at,
			SLICE_ARG(buf_slice(&words)));
		buf_done(&words);
	}
	if (f->more > 0)
		fprintf(stderr, "%s: and %zu more\n", file, f->more);
}

static enum err read_json(struct arena *a, const char *path,
			  const struct jr **ret_root)
{
	struct faults faults = {.count = 0};
	struct slice bytes;
	enum err e = file_read(a, path, &bytes);

	if (e != ERR_OK) {
		fprintf(stderr,
			"%s: cannot be read; --set "
			"matcher.vocabulary=FOLDER says where it is\n",
			path);
		return e;
	}
	e = jr_parse(a, bytes, ret_root, &faults);
	if (e != ERR_OK)
		faults_print(path, &faults);
	return e;
}

static const char *in_folder(struct arena *a, const struct config *config,
			     const char *name)
{
	return arena_print(a, "%s/%s", config->matcher_vocabulary, name).p;
}

static enum err read_vocabulary(struct arena *a, const struct config *config,
				struct world *w)
{
	struct vocabulary_sources sources;
	struct faults faults = {.count = 0};
	const struct {
		const char *name;
		const struct jr **root;
	} files[] = {
		{"attributes.json", &sources.attributes},
		{"places.json", &sources.places},
		{"sectors.json", &sources.sectors},
		{"institutions.json", &sources.institutions},
		{"fields.json", &sources.fields},
	};
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < COUNT(files); i++)
		e = read_json(a, in_folder(a, config, files[i].name),
			      files[i].root);
	if (e != ERR_OK)
		return e;
	e = vocabulary_read(a, &sources, &w->vocabulary, &faults);
	if (e != ERR_OK)
		faults_print(config->matcher_vocabulary, &faults);
	return e;
}

static enum err read_rates(struct arena *a, const struct config *config,
			   struct world *w)
{
	const char *path = in_folder(a, config, "../rates.json");
	struct faults faults = {.count = 0};
	const struct jr *root;
	enum err e = read_json(a, path, &root);

	if (e == ERR_OK)
		e = rates_read(a, root, &w->rates, &faults);
	if (faults_any(&faults))
		faults_print(path, &faults);
	return e;
}

static enum err read_synonyms(struct arena *a, const struct config *config,
			      struct world *w)
{
	const char *path = in_folder(a, config, "synonyms.json");
	struct faults faults = {.count = 0};
	const struct jr *root;
	enum err e = read_json(a, path, &root);

	if (e == ERR_OK)
		e = synonyms_read(a, w->analyser, root, &w->synonyms, &faults);
	if (faults_any(&faults))
		faults_print(path, &faults);
	return e;
}

static enum err read_taxonomy(struct arena *a, const struct config *config,
			      struct world *w)
{
	struct taxonomy_sources sources = {.esco = NULL};
	const struct taxonomy *taxonomy;
	struct faults faults = {.count = 0};
	const struct {
		const char *name;
		const struct jr **root;
	} files[] = {
		{"occupations.json", &sources.occupations},
		{"titles.json", &sources.titles},
		{"skills.json", &sources.skills},
		{"esco.json", &sources.esco},
	};
	size_t count = COUNT(files) - (config->matcher_esco ? 0 : 1);
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < count; i++)
		e = read_json(a, in_folder(a, config, files[i].name),
			      files[i].root);
	if (e != ERR_OK)
		return e;
	e = taxonomy_read(a, w->analyser, &sources, &taxonomy, &faults);
	if (e == ERR_OK)
		w->linker = linker_build(a, w->analyser, taxonomy);
	else
		faults_print(config->matcher_vocabulary, &faults);
	return e;
}

enum err world_read_rules(struct arena *a, const struct config *config,
			  struct world *ret_world)
{
	struct world w = {.analyser = analyser_new()};
	enum err e = read_vocabulary(a, config, &w);

	if (e == ERR_OK)
		e = read_rates(a, config, &w);
	if (e == ERR_OK)
		e = read_synonyms(a, config, &w);
	if (e != ERR_OK) {
		world_done(&w);
		return e;
	}
	*ret_world = w;
	return ERR_OK;
}

enum err world_read(struct arena *a, const struct config *config,
		    struct world *ret_world)
{
	struct world w;
	enum err e = world_read_rules(a, config, &w);

	if (e != ERR_OK)
		return e;
	e = read_taxonomy(a, config, &w);
	if (e != ERR_OK) {
		world_done(&w);
		return e;
	}
	*ret_world = w;
	return ERR_OK;
}

void world_done(struct world *w)
{
	analyser_free(w->analyser);
	w->analyser = NULL;
}

struct opening_reader world_reader(const struct world *w, struct arena *a)
{
	return (struct opening_reader){a, w->vocabulary, w->rates, NULL};
}

struct snapshot_parts world_parts(const struct world *w)
{
	return (struct snapshot_parts){
		w->vocabulary, w->rates, {w->synonyms, w->linker}, w->analyser};
}

/* References are checked once everything is there. */
static enum err check_files(const struct catalogue *c, const struct paths *p,
			    const size_t *ends)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < p->count; i++) {
		struct faults faults = {.count = 0};

		if (catalogue_check(c, i == 0 ? 0 : ends[i - 1], ends[i],
				    &faults) == ERR_OK)
			continue;
		faults_print(p->items[i], &faults);
		e = ERR_INVALID;
	}
	return e;
}

static enum err read_files(struct arena *a, struct catalogue *c,
			   const struct paths *p)
{
	size_t *ends = ARENA_ARRAY(a, size_t, p->count);
	enum err e = ERR_OK;

	for (size_t i = 0; i < p->count; i++) {
		struct faults faults = {.count = 0};
		struct arena *scratch = arena_new(0);
		struct slice bytes;
		enum err own = file_read(scratch, p->items[i], &bytes);

		if (own == ERR_OK)
			own = catalogue_add_file(c, bytes, &faults);
		else
			fprintf(stderr, "%s: cannot be read\n", p->items[i]);
		faults_print(p->items[i], &faults);
		if (e == ERR_OK)
			e = own;
		ends[i] = catalogue_openings(c);
		arena_free(scratch);
	}
	return e == ERR_OK ? check_files(c, p, ends) : e;
}

static enum err snapshot_of_files(const struct world *w, const char *path,
				  struct snapshot **ret_snapshot)
{
	struct arena *a = arena_new(0);
	struct opening_reader reader = world_reader(w, a);
	struct snapshot_parts parts = world_parts(w);
	struct catalogue *c = catalogue_new(&reader);
	struct paths paths;
	enum err e = paths_expand(a, path, &paths);

	if (e == ERR_OK)
		e = read_files(a, c, &paths);
	else
		fprintf(stderr, "%s: there is no catalogue file in it\n", path);
	if (e != ERR_OK) {
		arena_free(a);
		return e;
	}
	*ret_snapshot = snapshot_new(segment_new(arena_new(0), &parts, c), -1);
	arena_free(a);
	return ERR_OK;
}

enum err world_snapshot(const struct world *w, const struct config *config,
			const char *catalogue, struct snapshot **ret_snapshot)
{
	struct db *db;
	size_t refused;
	enum err e;

	if (catalogue != NULL)
		return snapshot_of_files(w, catalogue, ret_snapshot);
	e = store_open(config->store_db, DB_READER, &db);
	if (e != ERR_OK) {
		fprintf(stderr,
			"%s: cannot be opened; `baybridge import` makes it, or "
			"give --catalogue\n",
			config->store_db);
		return e;
	}
	e = record_snapshot(w, db, ret_snapshot, &refused);
	store_close(db);
	return e;
}
