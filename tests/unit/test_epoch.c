/*
 * epoch: what is retired is freed once nobody sees it, and never before; alone,
 * and with readers that pin and unpin as fast as they can.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "matcher/epoch.h"

enum { READERS = 3, PUBLISHED = 20000, ALIVE = 0x600D, DEAD = 0xDEAD };

struct object {
	int state;
	long number;
};

static _Atomic long freed;

static struct object *object(long number)
{
	struct object *o = malloc(sizeof(*o));

	assert_non_null(o);
	*o = (struct object){ALIVE, number};
	return o;
}

static void free_it(void *p)
{
	struct object *o = p;

	o->state = DEAD; /* a second free, or a late reader, would see it */
	atomic_fetch_add(&freed, 1);
	free(o);
}

static int nothing_freed(void **state)
{
	(void)state;
	atomic_store(&freed, 0);
	return 0;
}

static void nothing_is_published_at_first(void **state)
{
	struct epoch *e = epoch_new(1, free_it);

	(void)state;
	assert_null(epoch_pin(e, 0));
	epoch_unpin(e, 0);
	assert_int_equal(epoch_retired(e), 0);
	epoch_free(e);
	assert_int_equal(freed, 0);
}

static void the_last_is_seen_and_freed_at_the_end(void **state)
{
	struct epoch *e = epoch_new(1, free_it);
	struct object *o = object(1);

	(void)state;
	epoch_publish(e, o);
	assert_ptr_equal(epoch_pin(e, 0), o);
	epoch_unpin(e, 0);
	assert_int_equal(freed, 0);
	epoch_free(e);
	assert_int_equal(freed, 1);
}

static void unseen_it_is_freed_at_once(void **state)
{
	struct epoch *e = epoch_new(2, free_it);

	(void)state;
	epoch_publish(e, object(1));
	epoch_publish(e, object(2));
	assert_int_equal(freed, 1);
	assert_int_equal(epoch_retired(e), 0);
	epoch_free(e);
	assert_int_equal(freed, 2);
}

static void pinned_it_is_kept_until_after_unpin(void **state)
{
	struct epoch *e = epoch_new(2, free_it);
	const struct object *seen;

	(void)state;
	epoch_publish(e, object(1));
	seen = epoch_pin(e, 1);
	epoch_publish(e, object(2));
	assert_int_equal(freed, 0);
	assert_int_equal(epoch_retired(e), 1);
	assert_int_equal(seen->state, ALIVE);
	assert_int_equal(seen->number, 1);
	epoch_unpin(e, 1);
	epoch_publish(e, object(3));
	assert_int_equal(freed, 2);
	assert_int_equal(epoch_retired(e), 0);
	epoch_free(e);
	assert_int_equal(freed, 3);
}

static void a_pin_keeps_what_it_may_see_and_what_came_after(void **state)
{
	struct epoch *e = epoch_new(2, free_it);
	const struct object *first, *second;

	(void)state;
	epoch_publish(e, object(1));
	first = epoch_pin(e, 0);
	epoch_publish(e, object(2));
	second = epoch_pin(e, 1);
	epoch_publish(e, object(3));
	assert_int_equal(freed, 0);
	assert_int_equal(first->number, 1);
	assert_int_equal(second->number, 2);
	epoch_unpin(e, 0);
	epoch_publish(e, object(4));
	/* 1 was only the first reader's; 2 is the second's still. */
	assert_int_equal(second->state, ALIVE);
	assert_true(freed >= 1);
	epoch_unpin(e, 1);
	epoch_publish(e, object(5));
	assert_int_equal(freed, 4);
	epoch_free(e);
	assert_int_equal(freed, 5);
}

static void who_pins_later_does_not_keep_what_was_retired(void **state)
{
	struct epoch *e = epoch_new(2, free_it);

	(void)state;
	epoch_publish(e, object(1));
	(void)epoch_pin(e, 0);
	epoch_publish(e, object(2));
	(void)epoch_pin(e, 1);
	epoch_unpin(e, 0);
	epoch_publish(e, object(3));
	assert_int_equal(freed, 1);
	epoch_unpin(e, 1);
	epoch_free(e);
	assert_int_equal(freed, 3);
}

static void a_slot_is_used_again(void **state)
{
	struct epoch *e = epoch_new(1, free_it);

	(void)state;
	for (long i = 1; i <= 100; i++) {
		const struct object *o;

		epoch_publish(e, object(i));
		o = epoch_pin(e, 0);
		assert_int_equal(o->number, i);
		epoch_unpin(e, 0);
	}
	epoch_free(e);
	assert_int_equal(freed, 100);
}

static void freeing_what_is_not_there_is_fine(void **state)
{
	(void)state;
	epoch_free(NULL);
}

struct reader {
	struct epoch *epoch;
	size_t slot;
	_Atomic bool *done;
	long looks, wrong;
};

/* Numbers never fall, and what is pinned is alive at both ends of the look. */
static void *look(void *ctx)
{
	struct reader *r = ctx;
	long last = 0;

	while (!atomic_load(r->done)) {
		const struct object *o = epoch_pin(r->epoch, r->slot);

		if (o != NULL) {
			r->wrong += o->state != ALIVE || o->number < last;
			last = o->number;
			r->wrong += o->state != ALIVE;
		}
		epoch_unpin(r->epoch, r->slot);
		r->looks++;
	}
	return NULL;
}

static void readers_never_see_what_is_freed(void **state)
{
	struct epoch *e = epoch_new(READERS, free_it);
	_Atomic bool done = false;
	struct reader readers[READERS];
	pthread_t threads[READERS];
	size_t most = 0;

	(void)state;
	for (size_t i = 0; i < READERS; i++) {
		readers[i] = (struct reader){e, i, &done, 0, 0};
		assert_int_equal(
			pthread_create(&threads[i], NULL, look, &readers[i]),
			0);
	}
	for (long i = 1; i <= PUBLISHED; i++) {
		epoch_publish(e, object(i));
		if (epoch_retired(e) > most)
			most = epoch_retired(e);
	}
	atomic_store(&done, true);
	for (size_t i = 0; i < READERS; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(readers[i].wrong, 0);
	}
	epoch_publish(e, object(PUBLISHED + 1));
	assert_int_equal(epoch_retired(e), 0);
	assert_int_equal(freed, PUBLISHED);
	epoch_free(e);
	assert_int_equal(freed, PUBLISHED + 1);
}

/* A reader that stands still holds everything back; then all of it goes. */
static void a_stalled_reader_keeps_and_lets_go(void **state)
{
	struct epoch *e = epoch_new(READERS, free_it);
	_Atomic bool done = false;
	struct reader reader = {e, 0, &done, 0, 0};
	const struct object *held;
	pthread_t thread;

	(void)state;
	epoch_publish(e, object(1));
	held = epoch_pin(e, 1);
	assert_int_equal(pthread_create(&thread, NULL, look, &reader), 0);
	for (long i = 2; i <= 1000; i++)
		epoch_publish(e, object(i));
	assert_int_equal(freed, 0);
	assert_int_equal(epoch_retired(e), 999);
	assert_int_equal(held->state, ALIVE);
	epoch_unpin(e, 1);
	atomic_store(&done, true);
	pthread_join(thread, NULL);
	assert_int_equal(reader.wrong, 0);
	epoch_publish(e, object(1001));
	assert_int_equal(freed, 1000);
	epoch_free(e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(nothing_is_published_at_first,
				       nothing_freed),
		cmocka_unit_test_setup(the_last_is_seen_and_freed_at_the_end,
				       nothing_freed),
		cmocka_unit_test_setup(unseen_it_is_freed_at_once,
				       nothing_freed),
		cmocka_unit_test_setup(pinned_it_is_kept_until_after_unpin,
				       nothing_freed),
		cmocka_unit_test_setup(
			a_pin_keeps_what_it_may_see_and_what_came_after,
			nothing_freed),
		cmocka_unit_test_setup(
			who_pins_later_does_not_keep_what_was_retired,
			nothing_freed),
		cmocka_unit_test_setup(a_slot_is_used_again, nothing_freed),
		cmocka_unit_test(freeing_what_is_not_there_is_fine),
		cmocka_unit_test_setup(readers_never_see_what_is_freed,
				       nothing_freed),
		cmocka_unit_test_setup(a_stalled_reader_keeps_and_lets_go,
				       nothing_freed),
	};

	return cmocka_run_group_tests_name("epoch", tests, NULL, NULL);
}
