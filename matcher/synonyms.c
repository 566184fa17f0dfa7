/*
 * synonyms - a trie over analysed members, kept in one map.
 *
 * A child is found under its parent's number and the token.  Most tokens of a
 * text begin no member, which a bit of their hash says without a look-up.
 */
#include "matcher/synonyms.h"

#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/lang.h"
#include "base/map.h"
#include "json/jr.h"
#include "matcher/analyse.h"
#include "matcher/hash.h"

struct group_link {
	unsigned group;
	struct group_link *next;
};

struct synonym_node {
	uint32_t id;
	struct group_link *groups; /* whose member ends here, in file order */
};

enum { STARTS_BITS = 1 << 16 };

struct synonyms {
	uint64_t starts[STARTS_BITS / 64]; /* by hash: tokens that begin one */
	unsigned count;
	double *weights;
	uint64_t version;
	uint32_t nodes;
	struct map *children;
	struct synonym_node root;
};

enum { KEY_BYTES = sizeof(uint32_t) + ANALYSE_TERM_MAX };

static struct slice key_of(const struct synonym_node *parent, struct slice term,
			   char key[KEY_BYTES])
{
	memcpy(key, &parent->id, sizeof(parent->id));
	memcpy(key + sizeof(parent->id), term.p, term.n);
	return (struct slice){key, sizeof(parent->id) + term.n};
}

static const struct synonym_node *child(const struct synonyms *s,
					const struct synonym_node *parent,
					struct slice term)
{
	char key[KEY_BYTES];

	if (term.n > ANALYSE_TERM_MAX)
		return NULL;
	return map_get(s->children, key_of(parent, term, key));
}

static size_t start_of(struct slice term)
{
	return hash_bytes(HASH_START, term.p, term.n) % STARTS_BITS;
}

struct reading {
	struct arena *arena;
	struct analyser *analyser;
	struct synonyms *synonyms;
	struct faults *faults;
	struct synonym_node *node; /* where the member has come to */
	unsigned tokens;
	unsigned group;
};

static struct synonym_node *need_child(struct reading *r, struct slice term)
{
	struct synonyms *s = r->synonyms;
	struct synonym_node *node;
	char key[KEY_BYTES];
	struct slice k = key_of(r->node, term, key);
	const struct synonym_node *known = map_get(s->children, k);

	if (known == NULL) {
		node = ARENA_NEW(r->arena, struct synonym_node);
		node->id = ++s->nodes;
		map_put(s->children, arena_copy(r->arena, k), node);
		if (r->node == &s->root)
			bit_set(s->starts, start_of(term));
		return node;
	}
	/* The map lends its values read-only; while reading they are ours. */
	memcpy(&node, &known, sizeof(node));
	return node;
}

static int add_token(void *ctx, unsigned flags, struct slice term,
		     uint32_t from, uint32_t to)
{
	struct reading *r = ctx;

	(void)from;
	(void)to;
	if (flags & TOKEN_COLOCATED)
		return 0;
	if (++r->tokens > SYNONYM_TOKENS_MAX)
		return 1;
	r->node = need_child(r, term);
	return 0;
}

static void add_group(struct reading *r)
{
	struct group_link **at = &r->node->groups;
	struct group_link *link;

	while (*at != NULL) {
		if ((*at)->group == r->group)
			return; /* the other script wrote it already */
		at = &(*at)->next;
	}
	link = ARENA_NEW(r->arena, struct group_link);
	link->group = r->group;
	*at = link;
}

static void read_member(struct reading *r, const struct jr *n)
{
	struct slice text;

	if (!jr_read_text(n, SYNONYM_MEMBER_BYTES, &text, r->faults))
		return;
	r->node = &r->synonyms->root;
	r->tokens = 0;
	if (analyse(r->analyser, ANALYSE_DOCUMENT, text, add_token, r) != 0) {
		jr_fault(r->faults, n, FAULT_TOO_MANY_ITEMS, "16");
		return;
	}
	if (r->tokens == 0) {
		jr_fault(r->faults, n, FAULT_EMPTY, NULL);
		return;
	}
	add_group(r);
}

static void read_members(struct reading *r, const struct jr *members)
{
	enum lang l;

	if (!jr_is_object(members, r->faults))
		return;
	for (const struct jr *n = members->first; n != NULL; n = n->next) {
		if (!lang_read(n->key, &l)) {
			jr_fault(r->faults, n, FAULT_UNKNOWN_LANG, NULL);
			continue;
		}
		if (!jr_is_array(n, SYNONYM_MEMBERS_MAX, r->faults))
			continue;
		for (const struct jr *m = n->first; m != NULL; m = m->next)
			read_member(r, m);
	}
}

static void read_group(struct reading *r, const struct jr *n)
{
	static const char *const keys[] = {"weight", "members", NULL};
	struct synonyms *s = r->synonyms;
	double *weight = &s->weights[r->group];
	const struct jr *child_node;

	if (!jr_is_object(n, r->faults))
		return;
	jr_only_keys(n, keys, r->faults);
	child_node = jr_need(n, "weight", r->faults);
	if (child_node != NULL)
		jr_read_number(child_node, 0, 1, weight, r->faults);
	child_node = jr_need(n, "members", r->faults);
	if (child_node != NULL)
		read_members(r, child_node);
}

static void read_groups(struct reading *r, const struct jr *root)
{
	static const char *const keys[] = {"groups", NULL};
	const struct jr *groups;

	if (!jr_is_object(root, r->faults))
		return;
	jr_only_keys(root, keys, r->faults);
	groups = jr_need(root, "groups", r->faults);
	if (groups == NULL ||
	    !jr_is_array(groups, SYNONYM_GROUPS_MAX, r->faults))
		return;
	r->synonyms->count = groups->count;
	r->synonyms->weights = ARENA_ARRAY(r->arena, double, groups->count);
	for (const struct jr *n = groups->first; n != NULL; n = n->next) {
		r->group = n->index;
		read_group(r, n);
	}
}

enum err synonyms_read(struct arena *a, struct analyser *an,
		       const struct jr *root, struct synonyms **ret_synonyms,
		       struct faults *reterr_faults)
{
	struct synonyms *s = ARENA_NEW(a, struct synonyms);
	struct reading r = {.arena = a,
			    .analyser = an,
			    .synonyms = s,
			    .faults = reterr_faults};

	s->version = hash_tree(HASH_START, root);
	s->children = map_new(a);
	read_groups(&r, root);
	if (faults_any(reterr_faults))
		return ERR_INVALID;
	*ret_synonyms = s;
	return ERR_OK;
}

unsigned synonyms_count(const struct synonyms *s)
{
	return s == NULL ? 0 : s->count;
}

double synonyms_weight(const struct synonyms *s, unsigned group)
{
	return s->weights[group];
}

uint64_t synonyms_version(const struct synonyms *s)
{
	return s == NULL ? 0 : s->version;
}

bool synonyms_knows(const struct synonyms *s, struct slice word)
{
	return s != NULL && child(s, &s->root, word) != NULL;
}

static void report(struct synonym_walk *w, unsigned i)
{
	const struct group_link *g;

	for (g = w->at[i].node->groups; g != NULL; g = g->next) {
		struct synonym_hit hit = {.group = g->group,
					  .first = w->at[i].first,
					  .last = w->index,
					  .from = w->at[i].from,
					  .to = w->to};

		w->emit(w->ctx, &hit);
	}
}

void synonym_step(struct synonym_walk *w, bool han, struct slice term,
		  uint32_t from, uint32_t to)
{
	unsigned kept = 0;

	if (w->synonyms == NULL)
		return;
	if (han && w->han && from > w->to)
		w->open = 0;
	if (bit_has(w->synonyms->starts, start_of(term))) {
		w->at[w->open].node = &w->synonyms->root;
		w->at[w->open].first = w->index;
		w->at[w->open].from = from;
		w->open++;
	}
	w->han = han;
	w->to = to;
	for (unsigned i = 0; i < w->open; i++) {
		w->at[kept] = w->at[i];
		w->at[kept].node = child(w->synonyms, w->at[i].node, term);
		if (w->at[kept].node == NULL)
			continue;
		report(w, kept);
		kept++;
	}
	w->open = kept;
	w->index++;
}
