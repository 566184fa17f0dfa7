/* day - see day.h. */
#include "base/day.h"

#include <stdio.h>

#include "base/compiler.h"

static bool is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int days_in_month(int y, int m)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

int32_t day_of(int y, int m, int d)
{
	int era, yoe, doy, doe;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return (int32_t)(era * 146097 + doe - 719468);
}

void day_split(int32_t day, int *year, int *month, int *mday)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int day_year(int32_t day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return y;
}

static bool digits(const char *p, int n, int *ret)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		v = v * 10 + (p[i] - '0');
	}
	*ret = v;
	return true;
}

bool day_read(struct slice t, int32_t *ret_day)
{
	int y, m, d;

	if (t.n != 10 || t.p[4] != '-' || t.p[7] != '-')
		return false;
	if (!digits(t.p, 4, &y) || !digits(t.p + 5, 2, &m) ||
	    !digits(t.p + 8, 2, &d))
		return false;
	if (y < 1000 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m))
		return false;
	*ret_day = day_of(y, m, d);
	return true;
}

void day_write(int32_t day, char text[DAY_TEXT_BYTES])
{
	int y, m, d;
	unsigned yy;

	day_split(day, &y, &m, &d);
	yy = (unsigned)y % 10000u;
	snprintf(text, DAY_TEXT_BYTES, "%04u-%02u-%02u", yy, (unsigned)m % 100u,
		 (unsigned)d % 100u);
}

int32_t day_anniversary(int32_t start, int years)
{
	int y, m, d;

	day_split(start, &y, &m, &d);
	y += years;
	if (m == 2 && d == 29 && !is_leap(y))
		return day_of(y, 3, 1);
	return day_of(y, m, d);
}

int day_whole_years(int32_t start, int32_t day)
{
	int years = day_year(day) - day_year(start);

	return day_anniversary(start, years) <= day ? years : years - 1;
}
