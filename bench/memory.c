/*
 * memory - R7: what an opening and a profile take, structure by structure.
 *
 *   bench_memory OPENINGS.ndjson [FOLDER SEED PROFILES]
 *
 * Bytes as the structures count them themselves, and as the process holds them.
 * The folder is the repository's, for the profiles' vocabulary.  What grows with
 * the words and not with the openings (dictionary, corrections) stands apart,
 * and so do grams.  bench/peers --sizes tells what peers take on disk.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "crowd.h"
#include "matcher/analyse.h"
#include "matcher/index_bytes.h"
#include "matcher/textindex.h"
#include "measure.h"
#include "served.h"

static void say_part(const char *name, size_t bytes, size_t n)
{
	printf("  %-12s %8.1f bytes\n", name, (double)bytes / (double)n);
}

static void openings(const char *file)
{
	double before = resident_bytes(), after;
	struct served s;
	struct index_bytes bytes;
	size_t n, all = 0;

	served_open(file, &s);
	arena_trim();
	after = resident_bytes();
	bytes = index_bytes_of(s.snapshot);
	n = s.snapshot->count;
	printf("%zu openings, of each:\n", n);
	for (int i = 0; i < INDEX_PART__COUNT; i++) {
		say_part(index_part_word((enum index_part)i), bytes.of[i], n);
		all += bytes.of[i];
	}
	say_part("all", all, n);
	printf("  the process holds %.0f bytes an opening beyond stored text, "
	       "vocabulary and taxonomy among them\n",
	       (after - before - (double)bytes.of[INDEX_DOCUMENTS]) /
		       (double)n);
	say_target("bytes an opening, dictionary, corrections and grams apart, "
		   "R7",
		   (double)index_bytes_by_opening(&bytes) / (double)n, 600);
	served_close(&s);
}

static void profiles(const char *root, uint64_t seed, size_t n)
{
	struct arena *a = arena_new(0);
	struct analyser *an = analyser_new();
	struct population population;
	struct crowd_world world;
	struct people *people;
	struct people_bytes b;
	struct text_bytes t;
	double before;

	population_read(a, root, seed, &population);
	crowd_world_read(a, root, &population, an, &world);
	arena_trim();
	before = resident_bytes();
	people = crowd_index(&world, &population, n);
	arena_trim();
	b = people->bytes;
	t = textindex_measure(people->text);
	printf("%zu profiles, seed %llu, of each:\n", n,
	       (unsigned long long)seed);
	say_part("stored text", b.stored_text, n);
	say_part("columns", b.columns, n);
	say_part("records", b.records, n);
	say_part("skills", b.skills, n);
	say_part("postings", t.postings, n);
	say_part("shapes", t.shapes, n);
	say_part("lengths", t.lengths, n);
	say_part("links", t.links, n);
	say_part("dictionary", t.dictionary, n);
	say_part("typos", t.typos, n);
	say_part("grams", t.grams, n);
	printf("  the process holds %.0f bytes a profile beyond stored text\n",
	       (resident_bytes() - before - (double)b.stored_text) / (double)n);
	say_target("bytes a profile, dictionary, corrections and grams apart, "
		   "R7",
		   (double)(b.columns + b.records + b.skills + t.postings +
			    t.shapes + t.lengths + t.links) /
			   (double)n,
		   400);
	people_free(people);
	crowd_world_done(&world);
	analyser_free(an);
	arena_free(a);
}

int main(int argc, char **argv)
{
	if (argc != 2 && argc != 5) {
		fprintf(stderr, "usage: bench_memory OPENINGS [FOLDER SEED "
				"PROFILES]\n");
		return EXIT_FAILURE;
	}
	openings(argv[1]);
	if (argc == 5)
		profiles(argv[2], strtoull(argv[3], NULL, 10),
			 strtoull(argv[4], NULL, 10));
	return EXIT_SUCCESS;
}
