/* target_read(): forms, escapes, dot segments and queries, a row for each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "net/target.h"

/* `want` is the path, then each parameter as " name=value"; NULL: refused. */
static struct row {
	const char *name;
	const char *target;
	const char *want;
} rows[] = {
	{"the root", "/", "/"},
	{"a path", "/v1/openings", "/v1/openings"},
	{"a slash at the end stays", "/v1/", "/v1/"},
	{"two slashes stay", "//a", "//a"},
	{"escapes are decoded", "/a%20b%C3%A9", "/a b\xC3\xA9"},
	{"small hexadecimal digits", "/%c3%a9", "/\xC3\xA9"},
	{"a plus in a path is a plus", "/a+b", "/a+b"},
	{"half an escape", "/a%2", NULL},
	{"an escape of one percent", "/a%", NULL},
	{"an escape of letters", "/a%zz", NULL},
	{"an encoded slash", "/a%2Fb", NULL},
	{"an encoded slash in small letters", "/a%2fb", NULL},
	{"an encoded NUL", "/a%00", NULL},
	{"an overlong slash is no UTF-8", "/%C0%AF", NULL},
	{"a broken sequence", "/%C3", NULL},
	{"a surrogate", "/%ED%A0%80", NULL},
	{"a backslash", "/a\\b", NULL},
	{"one dot", "/a/./b", "/a/b"},
	{"one dot at the end", "/a/.", "/a/"},
	{"two dots", "/a/../b", "/b"},
	{"two dots at the end", "/a/b/..", "/a/"},
	{"two dots at the root's end", "/a/..", "/"},
	{"two dots twice", "/a/b/../../c", "/c"},
	{"encoded dots are dots", "/a/%2e%2E/b", "/b"},
	{"half encoded dots", "/a/.%2e/b", "/b"},
	{"three dots are a name", "/a/.../b", "/a/.../b"},
	{"dots within a name", "/a/..b/c.", "/a/..b/c."},
	{"out of the root", "/..", NULL},
	{"out of the root behind a name", "/a/../../b", NULL},
	{"out of the root, encoded", "/%2e%2e/etc", NULL},
	{"back in does not help", "/../a", NULL},
	{"twice-encoded dots are a name", "/a/%252e%252e/b", "/a/%2e%2e/b"},
	{"a query", "/a?b=c&d=e", "/a b=c d=e"},
	{"a query with escapes", "/a?q=%E6%B8%AF+x", "/a q=\xE6\xB8\xAF x"},
	{"a name without value", "/a?b&c=", "/a b= c="},
	{"a value with equals signs", "/a?b=c=d", "/a b=c=d"},
	{"an empty query", "/a?", "/a"},
	{"empty parameters are passed over", "/a?&b=c&&", "/a b=c"},
	{"a second question mark is data", "/a?b=c?d", "/a b=c?d"},
	{"dots in a query are data", "/a?../b", "/a ../b="},
	{"a slash in a query, encoded", "/a?b=%2F", "/a b=/"},
	{"a NUL in a query", "/a?b=%00", NULL},
	{"a broken escape in a query", "/a?b=%4", NULL},
	{"no UTF-8 in a query", "/a?b=%FF", NULL},
	{"an absolute target", "http://ours.example/a?b=c", "/a b=c"},
	{"its scheme in other letters", "HTTP://ours.example/a", "/a"},
	{"without path", "http://ours.example", "/"},
	{"without path, with a query", "http://ours.example?b=c", "/ b=c"},
	{"without authority", "http:///a", NULL},
	{"with user information", "http://u@ours.example/a", NULL},
	{"with a broken port", "http://ours.example:x/a", NULL},
	{"with a scheme that is no token", "ht tp://ours.example/a", NULL},
	{"another scheme", "ftp://ours.example/a", NULL},
	{"neither path nor address", "a", NULL},
	{"an authority alone", "ours.example:80", NULL},
	{"the asterisk is not for GET", "*", NULL},
};

static struct slice shown(struct arena *a, const struct target *t)
{
	struct slice s = arena_copy(a, t->path);

	for (size_t i = 0; i < t->parameter_count; i++)
		s = arena_print(a, "%.*s %.*s=%.*s", SLICE_ARG(s),
				SLICE_ARG(t->parameters[i].name),
				SLICE_ARG(t->parameters[i].value));
	return s;
}

static void is_read_as_it_should(void **state)
{
	const struct row *row = *state;
	struct arena *a = arena_new(0);
	struct target t;
	const char *words = NULL;
	enum err e = target_read(a, slice_of(row->target), NET_GET, &t, &words);

	if (row->want == NULL) {
		assert_int_not_equal(e, ERR_OK);
		assert_non_null(words);
	} else {
		assert_int_equal(e, ERR_OK);
		assert_string_equal(shown(a, &t).p, row->want);
	}
	arena_free(a);
}

static void the_asterisk_is_for_options(void **state)
{
	struct target t;
	const char *words;

	(void)state;
	assert_int_equal(target_read(NULL, SLICE("*"), NET_OPTIONS, &t, &words),
			 ERR_OK);
	assert_true(slice_is(t.path, "*"));
}

static void an_absolute_target_tells_its_authority(void **state)
{
	struct arena *a = arena_new(0);
	struct target t;
	const char *words;

	(void)state;
	assert_int_equal(target_read(a, SLICE("https://[::1]:81/a"), NET_GET,
				     &t, &words),
			 ERR_OK);
	assert_true(t.is_absolute && t.is_https);
	assert_true(slice_is(t.authority, "[::1]:81"));
	assert_true(slice_is(t.parts.host, "[::1]"));
	assert_int_equal(t.parts.port, 81);
	assert_int_equal(target_read(a, SLICE("ftp://x/"), NET_GET, &t, &words),
			 ERR_MISDIRECTED);
	arena_free(a);
}

int main(void)
{
	enum { OTHERS = 2 };
	struct CMUnitTest tests[COUNT(rows) + OTHERS] = {
		cmocka_unit_test(the_asterisk_is_for_options),
		cmocka_unit_test(an_absolute_target_tells_its_authority),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[OTHERS + i].name = rows[i].name;
		tests[OTHERS + i].test_func = is_read_as_it_should;
		tests[OTHERS + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
