/* baybridge explain - why one opening is open to a profile, or is not. */
#include <stdio.h>

#include "api/rule_words.h"
#include "app/command.h"
#include "app/people.h"
#include "app/show.h"
#include "app/world.h"
#include "base/arena.h"
#include "base/day.h"
#include "matcher/snapshot.h"

command_fn command_explain;

static enum exit_code explain(struct arena *a, const struct snapshot *s,
			      const struct options *options, int32_t as_of,
			      enum lang l)
{
	struct person_file file;
	struct match_request rq;
	const struct opening *o;
	long i = snapshot_find(s, slice_of(options->opening));
	char day[DAY_TEXT_BYTES];
	enum verdict v;

	if (i < 0)
		return command_fail(EXIT_REFUSED, "explain",
				    "there is no opening '%s'.",
				    options->opening);
	if (people_open(a, options->profile, &file) != ERR_OK ||
	    people_next(a, &file, s, as_of, &rq) != ERR_OK)
		return EXIT_REFUSED;
	rq.lang = l;
	o = snapshot_opening(a, s, (size_t)i);
	v = judge_verdict(snapshot_judged(s, (size_t)i),
			  rq.query.profile->facts, as_of);
	show_opening(a, s, (size_t)i, l);
	day_write(as_of, day);
	printf("      %s  [%s]  %s\n", verdict_label(v, l),
	       state_words[opening_state(o, as_of)], day);
	show_reasons(a, s, &rq, (size_t)i);
	return EXIT_GOOD;
}

enum exit_code command_explain(struct arena *a, struct config *config,
			       const struct options *options)
{
	struct world world;
	struct snapshot *snapshot;
	int32_t as_of;
	enum lang l;
	enum exit_code code;

	if (options->profile == NULL || options->opening == NULL)
		return command_fail(
			EXIT_USAGE, "explain",
			"--profile FILE and --opening ID are needed.");
	code = command_as_of(options, "explain", &as_of);
	if (code == EXIT_GOOD)
		code = command_lang(options, "explain", LANG_EN, &l);
	if (code != EXIT_GOOD)
		return code;
	if (world_read(a, config, &world) != ERR_OK)
		return EXIT_BROKEN;
	code = EXIT_REFUSED;
	if (world_snapshot(&world, config, options->catalogue, &snapshot) ==
	    ERR_OK) {
		code = explain(a, snapshot, options, as_of, l);
		snapshot_free(snapshot);
	}
	world_done(&world);
	return code;
}
