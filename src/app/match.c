/*
 * baybridge match - rank the openings for a profile, with reasons.
 *
 * --json prints exactly the JSON of POST /v1/match; without it a page for
 * people.  With NDJSON one answer a line.
 */
#include <stdint.h>
#include <stdio.h>

#include "api/rule_words.h"
#include "app/command.h"
#include "app/people.h"
#include "app/show.h"
#include "app/world.h"
#include "base/arena.h"
#include "json/jw.h"
#include "matcher/snapshot.h"

command_fn command_match;

enum { SHOWN_DEFAULT = 10 };

static void print_json(struct arena *a, const struct snapshot *s,
		       const struct match_request *rq,
		       const struct match_answer *answer)
{
	struct json_writer w;
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	jw_init(&w, &out);
	codec_match_write(a, &w, s, rq, answer);
	buf_add_char(&out, '\n');
	fwrite(out.p, 1, out.n, stdout);
	buf_done(&out);
}

/* What every answer of one call has in common. */
struct asking {
	const struct world *world;
	const struct snapshot *snapshot;
	const struct options *options;
	size_t limit;
	enum lang lang;
};

static void answer_one(struct arena *a, const struct asking *q,
		       struct match_request *rq)
{
	struct match_answer answer;

	rq->query.limit = q->limit;
	rq->query.analyser = q->world->analyser;
	rq->query.wants_ineligible = q->options->all;
	if (q->lang != LANG_ALL)
		rq->lang = q->lang;
	match_rank(a, q->snapshot, &rq->query, &answer);
	if (q->options->json)
		print_json(a, q->snapshot, rq, &answer);
	else
		show_match(a, q->snapshot, rq, &answer);
}

static enum exit_code answer_all(struct arena *a, const struct asking *q,
				 int32_t as_of)
{
	struct person_file file;
	struct arena *own;
	enum exit_code code = EXIT_GOOD;

	if (people_open(a, q->options->profile, &file) != ERR_OK)
		return EXIT_REFUSED;
	own = arena_new(0);
	for (;;) {
		struct match_request rq;
		enum err e = people_next(own, &file, q->snapshot, as_of, &rq);

		if (e == ERR_NOT_FOUND)
			break;
		if (e == ERR_OK)
			answer_one(own, q, &rq);
		else
			code = EXIT_REFUSED;
		arena_reset(own);
	}
	arena_free(own);
	return code;
}

enum exit_code command_match(struct arena *a, struct config *config,
			     const struct options *options)
{
	struct asking q = {.options = options};
	struct world world;
	struct snapshot *snapshot;
	int32_t as_of;
	enum exit_code code;

	if (options->profile == NULL)
		return command_fail(EXIT_USAGE, "match",
				    "--profile FILE is needed.");
	code = command_as_of(options, "match", &as_of);
	if (code == EXIT_GOOD)
		code = command_limit(options, "match",
				     options->json ? SIZE_MAX : SHOWN_DEFAULT,
				     &q.limit);
	if (code == EXIT_GOOD)
		code = command_lang(options, "match",
				    options->json ? LANG_ALL : LANG_EN,
				    &q.lang);
	if (code != EXIT_GOOD)
		return code;
	if (world_read(a, config, &world) != ERR_OK)
		return EXIT_BROKEN;
	code = EXIT_REFUSED;
	if (world_snapshot(&world, config, options->catalogue, &snapshot) ==
	    ERR_OK) {
		q.world = &world;
		q.snapshot = snapshot;
		code = answer_all(a, &q, as_of);
		snapshot_free(snapshot);
	}
	world_done(&world);
	return code;
}
