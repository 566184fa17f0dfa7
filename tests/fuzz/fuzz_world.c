/* fuzz_world - see fuzz_world.h. */
#include "fuzz/fuzz_world.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "json/jr.h"
#include "matcher/analyse.h"
#include "matcher/catalogue.h"
#include "matcher/linker.h"
#include "matcher/snapshot.h"
#include "matcher/synonyms.h"
#include "support/vocabulary_json.h"

static struct fuzz_world world;

static const struct jr *read_json(struct arena *a, const char *path)
{
	struct faults faults = {0};
	const struct jr *root = NULL;

	ASSERT(jr_parse(a, file_bytes(a, path), &root, &faults) == ERR_OK);
	return root;
}

static void read_vocabulary(struct arena *a)
{
	struct vocabulary_json json;
	struct vocabulary_sources sources;
	struct faults faults = {0};

	vocabulary_json_load(a, VOCABULARY_DIR, &json);
	sources = (struct vocabulary_sources){json.attributes, json.places,
					      json.sectors, json.institutions,
					      json.fields};
	ASSERT(vocabulary_read(a, &sources, &world.reader.vocabulary,
			       &faults) == ERR_OK);
}

static const struct linker *read_linker(struct arena *a)
{
	struct taxonomy_sources sources = {
		.occupations = read_json(a, VOCABULARY_DIR "/occupations.json"),
		.skills = read_json(a, VOCABULARY_DIR "/skills.json"),
		.titles = read_json(a, VOCABULARY_DIR "/titles.json")};
	const struct taxonomy *taxonomy;
	struct faults faults = {0};

	ASSERT(taxonomy_read(a, world.analyser, &sources, &taxonomy, &faults) ==
	       ERR_OK);
	return linker_build(a, world.analyser, taxonomy);
}

const struct fuzz_world *fuzz_world(void)
{
	struct faults faults = {0};
	struct synonyms *synonyms;
	struct arena *a;

	if (world.analyser != NULL)
		return &world;
	a = arena_new(0);
	world.reader.arena = a;
	world.analyser = analyser_new();
	read_vocabulary(a);
	ASSERT(rates_read(a, read_json(a, VOCABULARY_DIR "/../rates.json"),
			  &world.reader.rates, &faults) == ERR_OK);
	ASSERT(synonyms_read(a, world.analyser,
			     read_json(a, VOCABULARY_DIR "/synonyms.json"),
			     &synonyms, &faults) == ERR_OK);
	world.known.synonyms = synonyms;
	world.known.linker = read_linker(a);
	return &world;
}

struct snapshot *fuzz_snapshot(struct slice json)
{
	const struct fuzz_world *w = fuzz_world();
	struct opening_reader reader = w->reader;
	struct snapshot_parts parts = {reader.vocabulary, reader.rates,
				       w->known, w->analyser};
	struct faults faults = {0};
	struct snapshot *s;
	struct catalogue *c;

	reader.arena = arena_new(0);
	c = catalogue_new(&reader);
	ASSERT(catalogue_add_file(c, json, &faults) == ERR_OK);
	s = snapshot_new(segment_new(arena_new(0), &parts, c), 1);
	arena_free(reader.arena);
	return s;
}

void fuzz_check_faults(const struct faults *f)
{
	size_t bad;

	for (size_t i = 0; i < f->count; i++) {
		ASSERT(utf8_is_valid(slice_of(f->items[i].at), &bad));
		ASSERT(utf8_is_valid(slice_of(f->items[i].arg), &bad));
	}
}
