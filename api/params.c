/* params - see params.h. */
#include "api/params.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"

void params_only(const struct net_request *rq, const char *const *known,
		 struct faults *f)
{
	for (size_t i = 0; i < rq->parameter_count; i++) {
		char name
			[1024]; /* cut to fit, between characters, by the fault */
		const char *const *k = known;

		while (*k != NULL && !slice_is(rq->parameters[i].name, *k))
			k++;
		if (*k != NULL)
			continue;
		snprintf(name, sizeof(name), "%.*s",
			 SLICE_ARG(rq->parameters[i].name));
		fault_at_parameter(f, FAULT_UNKNOWN_PARAM, name, NULL);
	}
}

bool params_none(const struct net_request *rq, struct faults *f)
{
	static const char *const known[] = {NULL};

	params_only(rq, known, f);
	return !faults_any(f);
}

bool params_one(const struct net_request *rq, const char *name,
		struct slice *ret, struct faults *f)
{
	*ret = (struct slice){NULL, 0};
	for (size_t i = 0; i < rq->parameter_count; i++) {
		if (!slice_is(rq->parameters[i].name, name))
			continue;
		if (ret->p != NULL) {
			fault_at_parameter(f, FAULT_REPEATED, name, NULL);
			return false;
		}
		*ret = rq->parameters[i].value;
		if (ret->p == NULL)
			ret->p = "";
	}
	return true;
}

static size_t parts_of(struct slice value, struct slice *to)
{
	size_t n = 0;

	while (value.n > 0) {
		struct slice part = slice_trim(slice_split(value, ',', &value));

		if (part.n == 0)
			continue;
		if (to != NULL)
			to[n] = part;
		n++;
	}
	return n;
}

struct params_list params_all(struct arena *a, const struct net_request *rq,
			      const char *name)
{
	struct params_list list = {NULL, 0};
	size_t most = 0;

	for (size_t i = 0; i < rq->parameter_count; i++) {
		if (slice_is(rq->parameters[i].name, name))
			most += parts_of(rq->parameters[i].value, NULL);
	}
	if (most == 0)
		return list;
	list.values = ARENA_ARRAY(a, struct slice, most);
	for (size_t i = 0; i < rq->parameter_count; i++) {
		if (slice_is(rq->parameters[i].name, name))
			list.count += parts_of(rq->parameters[i].value,
					       list.values + list.count);
	}
	return list;
}

bool params_day(const struct net_request *rq, const char *name, int32_t *ret,
		struct faults *f)
{
	struct slice value;

	if (!params_one(rq, name, &value, f))
		return false;
	if (value.p == NULL || day_read(value, ret))
		return true;
	fault_at_parameter(f, FAULT_DATE, name, NULL);
	return false;
}

/* Digits only, so that nothing but a plain whole number is ever a number. */
static bool read_whole(struct slice text, double *ret)
{
	double n = 0;

	if (text.n == 0 || text.n > 12)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		n = n * 10 + (text.p[i] - '0');
	}
	*ret = n;
	return true;
}

/* "18000" or "18000.5": no sign, no exponent. */
static bool read_decimal(struct slice text, double *ret)
{
	struct slice part;
	struct slice whole = slice_split(text, '.', &part);
	double fraction = 0, unit = 1;

	if (!read_whole(whole, ret))
		return false;
	if (whole.n == text.n)
		return true;
	if (!read_whole(part, &fraction))
		return false;
	for (size_t i = 0; i < part.n; i++)
		unit *= 10;
	*ret += fraction / unit;
	return true;
}

bool params_number(const struct net_request *rq, const char *name, double most,
		   double *ret, struct faults *f)
{
	struct slice value;
	double n;
	char range[64];

	if (!params_one(rq, name, &value, f))
		return false;
	if (value.p == NULL)
		return true;
	if (read_decimal(value, &n) && n <= most) {
		*ret = n;
		return true;
	}
	snprintf(range, sizeof(range), "[0, %.0f]", most);
	fault_at_parameter(f, FAULT_RANGE, name, range);
	return false;
}

bool params_count(const struct net_request *rq, const char *name, size_t most,
		  size_t *ret, struct faults *f)
{
	struct slice value;
	double n;
	char range[64];

	if (!params_one(rq, name, &value, f))
		return false;
	if (value.p == NULL)
		return true;
	if (read_whole(value, &n) && n >= 1 && n <= (double)most) {
		*ret = (size_t)n;
		return true;
	}
	snprintf(range, sizeof(range), "[1, %zu]", most);
	fault_at_parameter(f, FAULT_RANGE, name, range);
	return false;
}
