/* snapshot - see snapshot.h. */
#include "matcher/snapshot.h"

#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/map.h"
#include "matcher/shelf.h"
#include "matcher/traits.h"

/* A snapshot while it is made: its leaves may still be written to. */
struct making {
	struct snapshot *snapshot;
	struct leaf *leaves;
	size_t room;
	/* Programmes that may be shown or hidden by it, each once. */
	struct arena *scratch;
	struct map *touched;
	struct touched *first;
};

struct touched {
	struct touched *next;
	struct slice programme;
};

static size_t words_of(const struct leaf *leaf)
{
	return (leaf->segment->count + 63) / 64;
}

static struct slice name_of(struct arena *a, int64_t seq)
{
	return seq < 0 ? SLICE("catalogue")
		       : arena_print(a, "0:%lld", (long long)seq);
}

static struct making begin(const struct segment *base, size_t room, int64_t seq)
{
	struct arena *a = arena_new(0);
	struct snapshot *s = ARENA_NEW(a, struct snapshot);
	struct leaf *leaves = ARENA_ARRAY(a, struct leaf, room);
	struct arena *scratch;

	*s = (struct snapshot){.arena = a,
			       .vocabulary = base->vocabulary,
			       .rates = base->rates,
			       .leaves = leaves,
			       .seq = seq,
			       .stats = seq,
			       .name = name_of(a, seq)};
	scratch = arena_new(0);
	return (struct making){s,       leaves,           room,
			       scratch, map_new(scratch), NULL};
}

/* Live and shown as in `old`, or all of them. */
static struct leaf *add_leaf(struct making *m, struct segment *segment,
			     const struct leaf *old)
{
	struct snapshot *s = m->snapshot;
	struct leaf *leaf = &m->leaves[s->leaf_count];
	size_t words = (segment->count + 63) / 64;
	uint64_t *live = ARENA_ARRAY(s->arena, uint64_t, words + 1);
	uint64_t *shown = ARENA_ARRAY(s->arena, uint64_t, words + 1);

	for (size_t i = 0; old == NULL && i < segment->count; i++)
		bit_set(live, i);
	if (old != NULL)
		memcpy(live, old->live, words * sizeof(*live));
	memcpy(shown, old == NULL ? live : old->shown, words * sizeof(*shown));
	*leaf = (struct leaf){segment, s->leaf_count, 0, 0, live, shown};
	s->leaf_count++;
	return leaf;
}

/* The leaves of a snapshot that is still made are ours to write. */
static void set_bit(const uint64_t *bitmap, size_t i, bool on)
{
	uint64_t *own = (uint64_t *)(uintptr_t)bitmap;
	uint64_t bit = UINT64_C(1) << (i % 64);

	own[i / 64] = on ? own[i / 64] | bit : own[i / 64] & ~bit;
}

/* The newest leaf that has it live; NULL: none. */
static const struct leaf *find(const struct snapshot *s, struct slice id,
			       size_t *ret_row)
{
	for (size_t k = s->leaf_count; k > 0; k--) {
		const struct leaf *leaf = &s->leaves[k - 1];
		long row = shelf_find(leaf->segment->shelf, id);

		if (row < 0 || !bit_has(leaf->live, (size_t)row))
			continue;
		*ret_row = (size_t)row;
		return leaf;
	}
	return NULL;
}

/* Whether an open opening is posted under it, and stands for it in lists. */
static bool is_stood_for(const struct snapshot *s, struct slice programme)
{
	for (size_t k = 0; k < s->leaf_count; k++) {
		const struct leaf *leaf = &s->leaves[k];
		struct posted_rows posted =
			segment_posted(leaf->segment, programme);

		for (size_t i = 0; i < posted.count; i++) {
			uint32_t row = posted.rows[i];

			if (bit_has(leaf->live, row) &&
			    leaf->segment->traits->status[row] == STATUS_OPEN)
				return true;
		}
	}
	return false;
}

/* A change to it, or to what is posted under it. */
static void touch(struct making *m, struct slice programme)
{
	struct touched *t;

	if (programme.n == 0 || map_get(m->touched, programme) != NULL)
		return;
	t = ARENA_NEW(m->scratch, struct touched);
	*t = (struct touched){m->first, programme};
	m->first = t;
	map_put(m->touched, programme, t);
}

static void touch_all(struct making *m, const struct segment *s)
{
	for (size_t i = 0; i < s->posted.count; i++)
		touch(m, s->posted.ids[i]);
}

static void settle(struct making *m, struct slice programme)
{
	size_t row;
	const struct leaf *leaf = find(m->snapshot, programme, &row);
	struct opening o;

	if (leaf == NULL)
		return;
	shelf_get(m->scratch, leaf->segment->shelf, row, &o);
	set_bit(leaf->shown, row,
		!o.is_programme || !is_stood_for(m->snapshot, programme));
}

static void remove_row(struct making *m, const struct leaf *leaf, size_t row)
{
	struct opening o;

	set_bit(leaf->live, row, false);
	set_bit(leaf->shown, row, false);
	shelf_get(m->scratch, leaf->segment->shelf, row, &o);
	touch(m, o.programme);
}

/* Settles the programmes, numbers the leaves through, and counts. */
static struct snapshot *finish(struct making *m)
{
	struct snapshot *s = m->snapshot;
	const struct touched *t;
	const struct textindex **texts =
		ARENA_ARRAY(s->arena, const struct textindex *, s->leaf_count);

	for (t = m->first; t != NULL; t = t->next)
		settle(m, t->programme);
	arena_free(m->scratch);
	for (size_t k = 0; k < s->leaf_count; k++) {
		struct leaf *leaf = &m->leaves[k];

		leaf->first = s->numbers;
		leaf->count = bits_sum(leaf->live, words_of(leaf));
		s->numbers += leaf->segment->count;
		s->count += leaf->count;
		texts[k] = leaf->segment->text;
	}
	s->corpus = (struct text_corpus){s->leaf_count, texts};
	return s;
}

struct snapshot *snapshot_new(struct segment *base, int64_t seq)
{
	struct making m = begin(base, 1, seq);

	add_leaf(&m, base, NULL);
	touch_all(&m, base);
	return finish(&m);
}

struct snapshot *snapshot_revise(const struct snapshot *old,
				 const struct revision *r)
{
	struct making m =
		begin(old->leaves[0].segment, old->leaf_count + 1, r->seq);
	size_t kept = old->leaf_count - (r->replaces_last ? 1 : 0);

	m.snapshot->stats = old->stats;
	for (size_t k = 0; k < kept; k++) {
		segment_hold(old->leaves[k].segment);
		add_leaf(&m, old->leaves[k].segment, &old->leaves[k]);
	}
	if (r->added != NULL)
		add_leaf(&m, r->added, NULL);
	for (size_t i = 0; i < r->gone->count; i++) {
		struct slice id = r->gone->items[i];

		for (size_t k = 0; k < kept; k++) {
			const struct leaf *leaf = &m.leaves[k];
			long row = shelf_find(leaf->segment->shelf, id);

			if (row >= 0 && bit_has(leaf->live, (size_t)row))
				remove_row(&m, leaf, (size_t)row);
		}
		touch(&m, id);
	}
	if (r->added != NULL)
		touch_all(&m, r->added);
	if (r->replaces_last)
		touch_all(&m, old->leaves[kept].segment);
	return finish(&m);
}

struct span_of_leaves {
	const struct snapshot *snapshot;
	size_t from, to;
};

/* As live and shown as it was in the leaves that it stands for. */
static void add_joined(struct making *m, struct segment *joined,
		       const struct span_of_leaves *was)
{
	struct leaf *leaf = add_leaf(m, joined, NULL);

	for (size_t i = 0; i < joined->count; i++) {
		size_t row;
		const struct leaf *old =
			find(was->snapshot, shelf_id(joined->shelf, i), &row);
		bool is_live = old != NULL && old->number >= was->from &&
			       old->number < was->to;

		set_bit(leaf->live, i, is_live);
		set_bit(leaf->shown, i, is_live && bit_has(old->shown, row));
	}
}

struct snapshot *snapshot_join(const struct snapshot *old, size_t from,
			       size_t to, struct segment *joined)
{
	struct making m =
		begin(old->leaves[0].segment, old->leaf_count + 1, old->seq);

	m.snapshot->stats = old->stats;
	for (size_t k = 0; k < old->leaf_count; k++) {
		if (k == from && joined != NULL)
			add_joined(&m, joined,
				   &(struct span_of_leaves){old, from, to});
		if (k >= from && k < to) {
			/* The record may have moved on since. */
			touch_all(&m, old->leaves[k].segment);
			continue;
		}
		segment_hold(old->leaves[k].segment);
		add_leaf(&m, old->leaves[k].segment, &old->leaves[k]);
	}
	if (joined != NULL)
		touch_all(&m, joined);
	return finish(&m);
}

void snapshot_free(struct snapshot *s)
{
	if (s == NULL)
		return;
	for (size_t k = s->leaf_count; k > 0; k--)
		segment_release(s->leaves[k - 1].segment);
	arena_free(s->arena);
}

long snapshot_find(const struct snapshot *s, struct slice id)
{
	size_t row;
	const struct leaf *leaf = find(s, id, &row);

	return leaf == NULL ? -1 : (long)(leaf->first + row);
}

const struct leaf *snapshot_leaf(const struct snapshot *s, size_t number,
				 size_t *ret_row)
{
	size_t k = s->leaf_count - 1;

	while (s->leaves[k].first > number)
		k--;
	*ret_row = number - s->leaves[k].first;
	return &s->leaves[k];
}

const struct opening *snapshot_opening(struct arena *a,
				       const struct snapshot *s, size_t number)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	return segment_opening(a, leaf->segment, row);
}

struct slice snapshot_id(const struct snapshot *s, size_t number)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	return shelf_id(leaf->segment->shelf, row);
}

void snapshot_describe(struct arena *a, const struct snapshot *s, size_t number,
		       struct textdoc *ret_doc)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	segment_describe(a, leaf->segment, row, ret_doc);
}

struct slice snapshot_document(const struct snapshot *s, size_t number)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	return shelf_document(leaf->segment->shelf, row);
}

bool snapshot_is_live(const struct snapshot *s, size_t number)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	return bit_has(leaf->live, row);
}

uint64_t snapshot_hash(const struct snapshot *s, size_t number)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	return shelf_hash(leaf->segment->shelf, row);
}

const struct judged *snapshot_judged(const struct snapshot *s, size_t number)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	return &leaf->segment->judged[row];
}

const struct organisation *snapshot_organisation(const struct snapshot *s,
						 size_t number)
{
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, number, &row);

	return leaf->segment->organisations[row];
}

/* Ids of rows that are live; grows as needed. */
struct ids {
	struct arena *arena;
	struct slice *items;
	size_t count, room;
};

static void add_id(struct ids *ids, const struct leaf *leaf, size_t row)
{
	if (!bit_has(leaf->live, row))
		return;
	if (ids->count == ids->room) {
		struct slice *more = ARENA_ARRAY(ids->arena, struct slice,
						 ids->room * 2 + 8);

		if (ids->count > 0)
			memcpy(more, ids->items, ids->count * sizeof(*more));
		ids->items = more;
		ids->room = ids->room * 2 + 8;
	}
	ids->items[ids->count++] = shelf_id(leaf->segment->shelf, row);
}

/* By number of the leaf: those that are among the wanted. */
static const uint8_t *mark_organisations(struct arena *a,
					 const struct traits *t,
					 const struct map *wanted)
{
	uint8_t *marked = ARENA_ARRAY(a, uint8_t, t->organisation_count + 1);

	for (size_t i = 1; i < t->organisation_count; i++)
		marked[i] = map_get(wanted, t->organisations[i]) != NULL;
	return marked;
}

struct id_list snapshot_of_organisations(struct arena *a,
					 const struct snapshot *s,
					 const struct id_list *organisations)
{
	struct ids ids = {.arena = a};
	struct map *wanted = map_new(a);

	for (size_t i = 0; i < organisations->count; i++)
		map_put(wanted, organisations->items[i], wanted);
	for (size_t k = 0; organisations->count > 0 && k < s->leaf_count; k++) {
		const struct leaf *leaf = &s->leaves[k];
		const struct traits *t = leaf->segment->traits;
		const uint8_t *marked = mark_organisations(a, t, wanted);

		for (size_t i = 0; i < t->count; i++) {
			if (marked[t->organisation[i]])
				add_id(&ids, leaf, i);
		}
	}
	return (struct id_list){ids.count, ids.items};
}

struct id_list snapshot_posted_under(struct arena *a, const struct snapshot *s,
				     struct slice programme)
{
	struct ids ids = {.arena = a};

	for (size_t k = 0; k < s->leaf_count; k++) {
		const struct leaf *leaf = &s->leaves[k];
		struct posted_rows posted =
			segment_posted(leaf->segment, programme);

		for (size_t i = 0; i < posted.count; i++)
			add_id(&ids, leaf, posted.rows[i]);
	}
	return (struct id_list){ids.count, ids.items};
}

struct id_list snapshot_ids(struct arena *a, const struct leaf *leaf)
{
	struct ids ids = {.arena = a};

	for (size_t i = 0; i < leaf->segment->count; i++)
		add_id(&ids, leaf, i);
	return (struct id_list){ids.count, ids.items};
}
