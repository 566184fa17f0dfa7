/*
 * answer_clock - applications that wait for an answer: whoever should give it is
 * reminded, and what nobody answered ends.
 */
#include "jobs/task.h"
#include "people/life.h"
#include "store/applications.h"

enum { BATCH = 100 };

task_fn task_answer_clock;

struct looking {
	struct life_rules rules;
	const struct stored_application *it;
};

/* As it is now: since it was found somebody may have answered. */
static enum err look_at(const struct hands *h, void *arg)
{
	const struct looking *l = arg;
	struct stored_application now;
	enum err e = applications_get(h->db, h->arena, l->it->id, &now);

	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_OK && (now.due_us == 0 || now.due_us > h->now_us))
		return ERR_OK;
	return e == ERR_OK ? life_clock(h, &l->rules, &now) : e;
}

static enum err look_at_all(struct task *t,
			    const struct stored_applications *them,
			    enum err *failed)
{
	struct looking l = {.rules = life_rules_of(t->plan->config)};
	enum err e = ERR_OK;

	for (size_t i = 0;
	     e == ERR_OK && i < them->count && !task_is_stopping(t); i++) {
		l.it = &them->items[i];
		e = task_went(task_write(t, look_at, &l), failed);
	}
	return e;
}

enum err task_answer_clock(struct task *t)
{
	struct page page = {.id = SLICE(""), .limit = BATCH};
	struct stored_applications them;
	enum err failed = ERR_OK;

	do {
		enum err e = applications_due(t->hands.db, t->hands.arena,
					      t->hands.now_us, &page, &them);

		if (e == ERR_OK)
			e = look_at_all(t, &them, &failed);
		if (e != ERR_OK)
			return e;
		if (them.count > 0) {
			page.number = them.items[them.count - 1].due_us;
			page.id = them.items[them.count - 1].id;
		}
	} while (them.count == BATCH && !task_is_stopping(t));
	return failed;
}
