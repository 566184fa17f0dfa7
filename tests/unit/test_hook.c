/* hook: what is signed is what everybody's library of it expects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "crypt/hook.h"

/* The example of the specification's own libraries. */
static void a_known_message_has_the_known_signature(void **state)
{
	struct arena *a = arena_new(0);
	struct hook_signed what = {SLICE("msg_p5jXN8AQM9LWM0D4loKWxJek"),
				   1614265330, SLICE("{\"test\": 2432232314}")};
	struct slice signature;

	(void)state;
	assert_int_equal(
		hook_sign(a, SLICE("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
			  &what, &signature),
		ERR_OK);
	assert_true(slice_is(signature, "v1,g0hM9SsE+OTPJTGt/"
					"tmIKtSyZlE3uFJELVlNIOLJ1OE="));
	arena_free(a);
}

static void what_is_no_secret_signs_nothing(void **state)
{
	struct arena *a = arena_new(0);
	struct hook_signed what = {SLICE("a"), 1, SLICE("b")};
	struct slice signature;

	(void)state;
	assert_int_equal(hook_sign(a, SLICE("MfKQ9r8G"), &what, &signature),
			 ERR_INVALID);
	assert_int_equal(hook_sign(a, SLICE("whsec_!"), &what, &signature),
			 ERR_INVALID);
	arena_free(a);
}

static void no_two_secrets_are_the_same(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	assert_false(slice_eq(hook_secret_new(a), hook_secret_new(a)));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_known_message_has_the_known_signature),
		cmocka_unit_test(what_is_no_secret_signs_nothing),
		cmocka_unit_test(no_two_secrets_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
