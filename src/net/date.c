/* date - see date.h. */
#include "net/date.h"

#include <stdio.h>

#include "base/compiler.h"
#include "base/day.h"

enum { DAY_SECONDS = 86400 };

void date_write(int64_t unix_second, char text[DATE_BYTES])
{
	/* 1970-01-01 was a Thursday. */
	static const char *const weekdays[] = {"Thu", "Fri", "Sat", "Sun",
					       "Mon", "Tue", "Wed"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr",
					     "May", "Jun", "Jul", "Aug",
					     "Sep", "Oct", "Nov", "Dec"};
	int32_t day = (int32_t)(unix_second / DAY_SECONDS);
	int second = (int)(unix_second % DAY_SECONDS);
	int year;
	int month;
	int mday;
	int n;

	day_split(day, &year, &month, &mday);
	n = snprintf(text, DATE_BYTES, "%s, %02d %s %04d %02d:%02d:%02d GMT",
		     weekdays[day % 7], mday, months[month - 1], year,
		     second / 3600, second / 60 % 60, second % 60);
	ASSERT(n == DATE_BYTES - 1);
}
