/* baybridge search - find openings by words, in any of the four languages. */
#include "matcher/search.h"

#include <stdint.h>
#include <stdio.h>

#include "api/codec_list.h"
#include "app/command.h"
#include "app/show.h"
#include "app/world.h"
#include "base/arena.h"
#include "matcher/snapshot.h"

command_fn command_search;

enum { SHOWN = 20 };

static struct slice join_words(struct arena *a, const struct options *o)
{
	struct buf b;
	struct slice joined;

	buf_init(&b, 1024 * 1024);
	for (size_t i = 0; i < o->word_count; i++)
		buf_print(&b, "%s%s", i == 0 ? "" : " ", o->words[i]);
	joined = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return joined;
}

static void show(struct arena *a, const struct snapshot *s,
		 const struct search_answer *answer, enum lang l)
{
	printf("%zu\n\n", answer->total);
	for (size_t i = 0; i < answer->item_count; i++) {
		size_t opening = answer->items[i].opening;

		printf("%3zu.  [%s]  ", i + 1,
		       kind_words[snapshot_opening(a, s, opening)->kind]);
		show_opening(a, s, opening, l);
	}
}

static void show_json(struct arena *a, const struct world *world,
		      const struct snapshot *s, const struct search_query *q,
		      const struct search_answer *answer, enum lang l)
{
	struct list_view view = {.arena = a,
				 .analyser = world->analyser,
				 .snapshot = s,
				 .lang = l,
				 .day = q->filters.day};
	struct json_writer w;
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	jw_init(&w, &out);
	codec_list_write(&w, &view, answer);
	buf_add_char(&out, '\n');
	fwrite(out.p, 1, out.n, stdout);
	buf_done(&out);
}

static enum exit_code run(struct arena *a, const struct world *world,
			  const struct snapshot *s,
			  const struct options *options, struct search_query *q)
{
	struct search_answer answer;
	enum lang l = LANG_ALL;

	q->analyser = world->analyser;
	q->words = join_words(a, options);
	q->filters.states = 1u << STATE_OPEN;
	search_run(a, s, q, &answer);
	if (answer.is_cut)
		return command_fail(EXIT_REFUSED, "search",
				    "more than %d words or pairs of "
				    "characters; search with fewer.",
				    TEXTQUERY_SEARCH_MAX);
	if (options->lang != NULL)
		lang_read(slice_of(options->lang), &l);
	if (options->json)
		show_json(a, world, s, q, &answer, l);
	else
		show(a, s, &answer, l == LANG_ALL ? LANG_EN : l);
	return EXIT_GOOD;
}

enum exit_code command_search(struct arena *a, struct config *config,
			      const struct options *options)
{
	struct search_query q = {.sort = SORT_RELEVANCE};
	struct world world;
	struct snapshot *snapshot;
	enum lang l;
	int32_t day;
	enum exit_code code = command_as_of(options, "search", &day);

	if (code == EXIT_GOOD)
		code = command_lang(options, "search", LANG_EN, &l);
	if (code == EXIT_GOOD)
		code = command_limit(options, "search",
				     options->json ? SIZE_MAX : SHOWN,
				     &q.limit);
	if (code != EXIT_GOOD)
		return code;
	if (options->word_count == 0)
		return command_fail(EXIT_USAGE, "search",
				    "give at least one word to look for.");
	if (world_read(a, config, &world) != ERR_OK)
		return EXIT_BROKEN;
	q.filters = filters_none(day);
	code = EXIT_REFUSED;
	if (world_snapshot(&world, config, options->catalogue, &snapshot) ==
	    ERR_OK) {
		code = run(a, &world, snapshot, options, &q);
		snapshot_free(snapshot);
	}
	world_done(&world);
	return code;
}
