/* growth_sample - what one size of population takes, for the laws of growth. */
#ifndef BENCH_GROWTH_SAMPLE_H
#define BENCH_GROWTH_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

enum { GROWTH_PAGES = 4, GROWTH_QUERIES = 84, GROWTH_THREADS_MAX = 64 };

/* How many items each page has. */
extern const size_t growth_pages[GROWTH_PAGES];

struct growth_query {
	bool is_han;     /* a run of characters, not words in letters */
	double postings; /* of all its terms, grams too */
	double found;    /* openings */
	double text_us;  /* matching and bounds, of words alone */
	double page_us[GROWTH_PAGES]; /* a search without facets, by page */
	double facets_us;             /* what facets add to the first of them */
};

/* Times of queries are processor time, the least of the rounds. */
struct growth_sample {
	size_t openings;
	double tokens;
	double index_us;       /* everything, from the file to the snapshot */
	double text_us;        /* the text index alone */
	double index_bytes;    /* index_bytes_by_opening() */
	double resident_bytes; /* of the process, less stored text */
	size_t count;
	struct growth_query queries[GROWTH_QUERIES];
	size_t threads; /* up to which it was asked; 0: not at all */
	/* By threads - 1: searches a second, and processor time of one. */
	double rates[GROWTH_THREADS_MAX], core_us[GROWTH_THREADS_MAX];
};

/*
 * In a process of its own, so that no size sees what another left in memory.
 * What fails ends the program.
 */
void growth_take(const char *file, size_t threads,
		 struct growth_sample *ret_sample);

#endif
