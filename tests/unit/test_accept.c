/* accept_form_of(): RFC 9110, section 12.5.1, for the three forms we have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/accept.h"
#include "base/compiler.h"

static struct row {
	const char *field;
	enum accept_form want;
} rows[] = {
	{"", ACCEPT_JSON},
	{"*/*", ACCEPT_JSON},
	{"application/json", ACCEPT_JSON},
	{"application/*", ACCEPT_JSON},
	{"text/calendar", ACCEPT_CALENDAR},
	{"application/ld+json", ACCEPT_JSON_LD},
	{"Text/Calendar", ACCEPT_CALENDAR},
	{"  text/calendar  ", ACCEPT_CALENDAR},
	{"text/calendar;charset=utf-8", ACCEPT_CALENDAR},
	{"application/ld+json; profile=\"x\"", ACCEPT_JSON_LD},
	{"image/png", ACCEPT_JSON},
	{"image/png, text/calendar", ACCEPT_CALENDAR},
	{"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
	 "image/webp,*/*;q=0.8",
	 ACCEPT_JSON},
	{"text/calendar;q=0.5, application/ld+json;q=0.6", ACCEPT_JSON_LD},
	{"text/calendar;q=0.61, application/ld+json;q=0.6", ACCEPT_CALENDAR},
	{"text/calendar;q=0.501, application/ld+json;q=0.5", ACCEPT_CALENDAR},
	{"text/calendar;q=0.5, */*;q=0.1", ACCEPT_CALENDAR},
	{"*/*;q=0.1, text/calendar;q=0.5", ACCEPT_CALENDAR},
	{"text/calendar, application/ld+json", ACCEPT_CALENDAR},
	{"application/ld+json, text/calendar", ACCEPT_JSON_LD},
	{"application/json;q=0.9, text/calendar;q=1.0", ACCEPT_CALENDAR},
	{"text/calendar;q=1.000, application/json", ACCEPT_CALENDAR},
	{"text/calendar;q=0", ACCEPT_JSON},
	{"text/calendar;q=0.000, application/ld+json;q=0.001", ACCEPT_JSON_LD},
	{"text/calendar;Q=0.1, application/ld+json;q=0.2", ACCEPT_JSON_LD},
	{"text/calendar ; q=0.1 , application/ld+json ; q=0.2", ACCEPT_JSON_LD},
	{"text/calendar;level=1;q=0.1, application/ld+json;q=0.2",
	 ACCEPT_JSON_LD},
	{"text/calendars", ACCEPT_JSON},
	{"calendar", ACCEPT_JSON},
	{",,,text/calendar,,", ACCEPT_CALENDAR},
	{";q=1", ACCEPT_JSON},
};

static void asks_for(void **state)
{
	const struct row *row = *state;

	assert_int_equal(accept_form_of(slice_of(row->field)), row->want);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows)] = {0};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i] = (struct CMUnitTest){rows[i].field, asks_for, NULL,
					       NULL, &rows[i]};
		if (rows[i].field[0] == '\0')
			tests[i].name = "nothing is asked";
	}
	return cmocka_run_group_tests_name("accept", tests, NULL, NULL);
}
