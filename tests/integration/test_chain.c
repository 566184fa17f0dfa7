/* chain: each edit, removal, addition, move and cut of the history shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "crypt/chain.h"
#include "support/key_folder.h"

enum { ENTRIES = 12 };

struct row {
	struct chain_entry entry;
	struct chain_hash hash;
};

struct history {
	struct row rows[ENTRIES + 1];
	size_t count;
};

static struct keys *keys;

static int open_keys(void **state)
{
	(void)state;
	keys = keys_of(1, -1);
	return 0;
}

static int close_keys(void **state)
{
	(void)state;
	keys_close(keys);
	return 0;
}

/* From that entry on, by the rule of the chain. */
static void hash_from(struct history *h, const struct keys *with, size_t first)
{
	struct chain_hash before = {{0}};

	if (first > 0)
		before = h->rows[first - 1].hash;
	for (size_t i = first; i < h->count; i++) {
		before = chain_next(with, &before, &h->rows[i].entry);
		h->rows[i].hash = before;
	}
}

static struct history make(const struct keys *with)
{
	static const char *const actors[] = {"admin-1", "admin-2", ""};
	struct history h = {.count = ENTRIES};

	for (size_t i = 0; i < ENTRIES; i++)
		h.rows[i].entry = (struct chain_entry){
			(int64_t)i + 1,          1760000000000000 + (int64_t)i,
			slice_of(actors[i % 3]), SLICE("profile.read"),
			SLICE("acc-1"),          SLICE("desk"),
		};
	hash_from(&h, with, 0);
	return h;
}

/* The seq of the first broken entry, 0 when all fit. */
static int64_t broken(const struct history *h, const struct keys *with,
		      struct chain_check *c)
{
	*c = (struct chain_check){0};
	for (size_t i = 0; i < h->count; i++) {
		const struct row *r = &h->rows[i];

		if (!chain_check_add(
			    c, with, &r->entry,
			    (struct slice){(const char *)r->hash.octets,
					   CHAIN_HASH_BYTES}))
			return c->seq;
	}
	return 0;
}

static int64_t broken_at(const struct history *h)
{
	struct chain_check c;

	return broken(h, keys, &c);
}

static void a_history_as_it_was_written_fits(void **state)
{
	struct history h = make(keys);
	struct chain_check c;

	(void)state;
	assert_int_equal(broken(&h, keys, &c), 0);
	assert_int_equal(c.count, ENTRIES);
	assert_int_equal(c.seq, ENTRIES);
	assert_memory_equal(&c.head, &h.rows[ENTRIES - 1].hash, sizeof(c.head));
}

static void an_edit_of_any_part_shows_where_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < ENTRIES; i++) {
		for (int part = 0; part < 6; part++) {
			struct history h = make(keys);
			struct chain_entry *e = &h.rows[i].entry;
			struct slice *const texts[] = {&e->actor, &e->action,
						       &e->object, &e->detail};

			if (part < 4)
				*texts[part] = SLICE("other");
			else if (part == 4)
				e->at_us++;
			else
				h.rows[i].hash.octets[31] ^= 1;
			assert_int_equal(broken_at(&h), i + 1);
		}
	}
}

static void letters_that_move_to_the_next_part_show(void **state)
{
	struct history h = make(keys);

	(void)state;
	h.rows[4].entry.object = SLICE("acc-1d");
	h.rows[4].entry.detail = SLICE("esk");
	assert_int_equal(broken_at(&h), 5);
}

static void a_removed_entry_shows_at_the_one_behind_it(void **state)
{
	(void)state;
	for (size_t i = 0; i + 1 < ENTRIES; i++) {
		struct history h = make(keys);

		h.count--;
		memmove(&h.rows[i], &h.rows[i + 1],
			(h.count - i) * sizeof(h.rows[0]));
		assert_int_equal(broken_at(&h), i + 2);
	}
}

static void a_second_copy_and_a_swap_show(void **state)
{
	struct history h = make(keys);
	struct row moved;

	(void)state;
	moved = h.rows[6];
	h.rows[6] = h.rows[7];
	h.rows[7] = moved;
	assert_int_equal(broken_at(&h), 8);
	h = make(keys);
	h.rows[ENTRIES] = h.rows[ENTRIES - 1];
	h.count++;
	assert_int_equal(broken_at(&h), ENTRIES);
}

static void hashes_made_without_our_key_do_not_fit(void **state)
{
	struct keys *theirs = keys_of(9, -1);
	struct history h = make(keys);

	(void)state;
	h.rows[5].entry.detail = SLICE("nothing");
	hash_from(&h, theirs, 5);
	assert_int_equal(broken_at(&h), 6);
	keys_close(theirs);
}

static void entries_of_the_old_key_fit_before_those_of_the_new(void **state)
{
	struct keys *both = keys_of(2, 1);
	struct keys *after = keys_of(2, -1);
	struct history h = make(keys);
	struct chain_check c;

	(void)state;
	hash_from(&h, both, 7);
	assert_int_equal(broken(&h, both, &c), 0);
	assert_int_equal(broken(&h, after, &c), 1);
	hash_from(&h, keys, 9); /* the old key again, after the new one */
	assert_int_equal(broken(&h, both, &c), 10);
	keys_close(both);
	keys_close(after);
}

/* A history cut at its end fits by itself; the signed head tells. */
static void a_cut_shows_against_the_signed_head(void **state)
{
	struct history h = make(keys);
	const struct chain_hash *head = &h.rows[ENTRIES - 1].hash;
	unsigned char signature[CHAIN_SIGNATURE_BYTES];
	unsigned char signer[CHAIN_SIGNER_BYTES];
	struct chain_check c;

	(void)state;
	chain_sign(keys, ENTRIES, head, signature);
	chain_signer(keys, signer);
	assert_true(chain_is_signed(signer, ENTRIES, head, signature));
	h.count -= 3;
	assert_int_equal(broken(&h, keys, &c), 0);
	assert_false(chain_is_signed(signer, c.seq, &c.head, signature));
	assert_false(chain_is_signed(signer, ENTRIES, &c.head, signature));
	assert_false(chain_is_signed(signer, c.seq, head, signature));
}

static void each_octet_of_a_signature_counts(void **state)
{
	struct chain_hash head = {{1}};
	unsigned char signature[CHAIN_SIGNATURE_BYTES];
	unsigned char signer[CHAIN_SIGNER_BYTES];

	(void)state;
	chain_sign(keys, 7, &head, signature);
	chain_signer(keys, signer);
	for (size_t i = 0; i < sizeof(signature); i++) {
		signature[i] ^= 4;
		assert_false(chain_is_signed(signer, 7, &head, signature));
		signature[i] ^= 4;
	}
	assert_true(chain_is_signed(signer, 7, &head, signature));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_history_as_it_was_written_fits),
		cmocka_unit_test(an_edit_of_any_part_shows_where_it_is),
		cmocka_unit_test(letters_that_move_to_the_next_part_show),
		cmocka_unit_test(a_removed_entry_shows_at_the_one_behind_it),
		cmocka_unit_test(a_second_copy_and_a_swap_show),
		cmocka_unit_test(hashes_made_without_our_key_do_not_fit),
		cmocka_unit_test(
			entries_of_the_old_key_fit_before_those_of_the_new),
		cmocka_unit_test(a_cut_shows_against_the_signed_head),
		cmocka_unit_test(each_octet_of_a_signature_counts),
	};

	return cmocka_run_group_tests_name("chain", tests, open_keys,
					   close_keys);
}
