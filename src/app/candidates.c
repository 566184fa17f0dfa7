/*
 * baybridge candidates - rank many profiles for one opening.
 *
 * --json prints what the API will; without it a page for people.
 */
#include <stdint.h>
#include <stdio.h>

#include "api/codec_candidates.h"
#include "app/command.h"
#include "app/crowd.h"
#include "app/show.h"
#include "app/world.h"
#include "base/arena.h"
#include "matcher/snapshot.h"

command_fn command_candidates;

enum { SHOWN_DEFAULT = 10 };

static void print_json(const struct candidates_view *v,
		       const struct candidates *c)
{
	struct json_writer w;
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	jw_init(&w, &out);
	codec_candidates_write(&w, v, c);
	buf_add_char(&out, '\n');
	fwrite(out.p, 1, out.n, stdout);
	buf_done(&out);
}

static enum exit_code answer(struct arena *a, const struct world *world,
			     struct candidates_view *v,
			     const struct options *options, size_t limit)
{
	struct candidates_query q = {
		.analyser = world->analyser, .as_of = v->as_of, .limit = limit};
	long opening = snapshot_find(v->snapshot, slice_of(options->words[0]));
	struct people *people;
	struct candidates c;

	if (opening < 0)
		return command_fail(EXIT_REFUSED, "candidates",
				    "there is no opening '%s'.",
				    options->words[0]);
	if (crowd_read(a, world, options->profiles, &people) != ERR_OK)
		return EXIT_REFUSED;
	v->people = people;
	v->opening = q.opening = (size_t)opening;
	candidates_rank(a, people, v->snapshot, &q, &c);
	if (options->json)
		print_json(v, &c);
	else
		show_candidates(v, &c);
	people_free(people);
	return EXIT_GOOD;
}

static enum exit_code read_options(const struct options *options,
				   struct candidates_view *v, size_t *ret_limit)
{
	enum exit_code code;

	if (options->profiles == NULL || options->word_count == 0)
		return command_fail(
			EXIT_USAGE, "candidates",
			"OPENING-ID and --profiles FILE are needed.");
	code = command_as_of(options, "candidates", &v->as_of);
	if (code == EXIT_GOOD)
		code = command_limit(options, "candidates",
				     options->json ? SIZE_MAX : SHOWN_DEFAULT,
				     ret_limit);
	if (code == EXIT_GOOD)
		code = command_lang(options, "candidates",
				    options->json ? LANG_ALL : LANG_EN,
				    &v->lang);
	return code;
}

enum exit_code command_candidates(struct arena *a, struct config *config,
				  const struct options *options)
{
	struct candidates_view view = {.arena = a};
	struct world world;
	struct snapshot *snapshot;
	size_t limit;
	enum exit_code code = read_options(options, &view, &limit);

	if (code != EXIT_GOOD)
		return code;
	if (world_read(a, config, &world) != ERR_OK)
		return EXIT_BROKEN;
	code = EXIT_REFUSED;
	if (world_snapshot(&world, config, options->catalogue, &snapshot) ==
	    ERR_OK) {
		view.snapshot = snapshot;
		code = answer(a, &world, &view, options, limit);
		snapshot_free(snapshot);
	}
	world_done(&world);
	return code;
}
