/* life - the rules; see life.h. */
#include "people/life.h"

#define TEXTS(en, hant, hans, pt)                                              \
	{                                                                      \
		en, hant, hans, pt                                             \
	}

static const struct {
	const char *word;
	bool is_live;
	const char *text[LANG__COUNT];
} states[LIFE__STATES] = {
#define STATE(name, word, is_live, texts) {word, is_live, texts},
#include "people/states.def"
#undef STATE
};

static const struct row {
	enum life_state from, to;
	enum life_actor actor;
	enum reason_group reason;
} moves[] = {
#define MOVE(from, to, actor, reason)                                          \
	{LIFE_##from, LIFE_##to, LIFE_BY_##actor, REASON_##reason},
#include "people/transitions.def"
#undef MOVE
};

enum { MOVES = sizeof(moves) / sizeof(moves[0]) };

const char *const life_words[] = {
#define STATE(name, word, is_live, texts) word,
#include "people/states.def"
#undef STATE
	NULL};

static const char *const actor_words[LIFE__ACTORS] = {
	[LIFE_BY_SEEKER] = "seeker",
	[LIFE_BY_POSTER] = "poster",
	[LIFE_BY_ADMINISTRATOR] = "administrator",
	[LIFE_BY_SYSTEM] = "system",
};

const char *life_word(enum life_state state)
{
	return states[state].word;
}

bool life_of_word(struct slice word, enum life_state *ret_state)
{
	for (int i = 0; i < LIFE__STATES; i++) {
		if (slice_is(word, states[i].word)) {
			*ret_state = (enum life_state)i;
			return true;
		}
	}
	return false;
}

const char *life_text(enum life_state state, enum lang l)
{
	return states[state].text[l == LANG_ALL ? LANG_EN : l];
}

const char *life_actor_word(enum life_actor actor)
{
	return actor_words[actor];
}

bool life_is_live(enum life_state state)
{
	return states[state].is_live;
}

static const struct row *find(enum life_state from, enum life_state to,
			      enum life_actor actor)
{
	for (size_t i = 0; i < MOVES; i++) {
		const struct row *m = &moves[i];

		if (m->from == from && m->to == to && m->actor == actor)
			return m;
	}
	return NULL;
}

bool life_may(enum life_state from, enum life_state to, enum life_actor actor)
{
	return find(from, to, actor) != NULL;
}

size_t life_allowed(enum life_state from, enum life_actor actor,
		    enum life_state ret_list[LIFE__STATES])
{
	size_t n = 0;

	for (int to = 0; to < LIFE__STATES; to++) {
		if (life_may(from, (enum life_state)to, actor))
			ret_list[n++] = (enum life_state)to;
	}
	return n;
}

enum reason_group life_reasons(enum life_state from, enum life_state to,
			       enum life_actor actor)
{
	const struct row *m = find(from, to, actor);

	return m == NULL ? REASON_NONE : m->reason;
}
