/*
 * textlinks - occupations that a query names, and what openings gain by it.
 *
 * Each line of the query that is short enough to be a title is linked alone.
 * An opening whose title names the same occupation, in whatever words and
 * language, gains at most LINK_WEIGHT of what the words of that line would
 * give, so that a title with the words stays before one without.
 */
#include "base/arena.h"
#include "matcher/textparts.h"

/* What the line's own words are worth, those of no document included. */
static double words_worth(const struct textquery *q,
			  const struct linked_line *line)
{
	double sum = 0;

	for (unsigned i = 0; i < q->part_count; i++) {
		const struct part *p = &q->parts[i];

		if (p->from >= line->from && p->to <= line->to)
			sum += textself_part(q->index, p);
	}
	return sum;
}

struct line_reading {
	struct arena *arena;
	struct analyser *analyser;
	const struct linker *linker;
	struct linker_room *room;
};

static void read_line(const struct line_reading *r, struct textquery *q,
		      struct linked_line line)
{
	line.links = linker_link(r->linker, r->room, r->analyser,
				 slice_cut(q->text, line.from, line.to));
	if (line.links.count == 0)
		return;
	line.worth = LINK_WEIGHT * words_worth(q, &line);
	if (line.worth <= 0)
		return;
	line.reach = linker_reach(r->arena, r->linker, &line.links);
	q->lines[q->line_count++] = line;
}

void textread_lines(struct arena *a, struct analyser *an, struct textquery *q)
{
	struct line_reading r = {a, an, textindex_linker(q->index), NULL};
	uint32_t from = 0;

	if (r.linker == NULL || q->part_count == 0)
		return;
	r.room = linker_room_new(a, r.linker);
	q->lines = ARENA_ARRAY(a, struct linked_line, LINES_MAX);
	for (unsigned n = 0; n < LINES_READ_MAX && from < q->text.n &&
			     q->line_count < LINES_MAX;
	     n++) {
		uint32_t to = from;

		while (to < q->text.n && q->text.p[to] != '\n')
			to++;
		read_line(&r, q, (struct linked_line){.from = from, .to = to});
		from = to + 1;
	}
}

double line_value(const struct textquery *q, const struct linked_line *line,
		  uint32_t doc)
{
	return line->worth *
	       linker_likeness(line->reach, textindex_links(q->index, doc));
}

double line_self(const struct linked_line *line)
{
	return line->worth * linker_likeness(line->reach, &line->links);
}

/* Where there are several; `a` is for what is needed meanwhile. */
static struct slice nearest_version(struct arena *a, struct analyser *an,
				    const struct textquery *q,
				    const struct linked_title *title)
{
	const struct linker *l = textindex_linker(q->index);
	struct linker_room *room = linker_room_new(a, l);
	struct slice found = {NULL, 0};
	double most = 0;

	for (int k = 0; k < LANG__COUNT; k++) {
		struct link_set links;
		double likeness;

		if (title->versions[k].p == NULL)
			continue;
		links = linker_link(l, room, an, title->versions[k]);
		likeness = linker_likeness(title->line->reach, &links);
		if (likeness > most) {
			most = likeness;
			found = title->versions[k];
		}
	}
	return found;
}

struct slice line_found(struct analyser *an, const struct textquery *q,
			const struct linked_title *title)
{
	struct arena *scratch;
	struct slice found = {NULL, 0};
	unsigned count = 0;

	for (int k = 0; k < LANG__COUNT; k++) {
		if (title->versions[k].p == NULL)
			continue;
		found = title->versions[k];
		count++;
	}
	if (count < 2)
		return found;
	scratch = arena_new(0);
	found = nearest_version(scratch, an, q, title);
	arena_free(scratch);
	return found;
}
