/* law - see law.h. */
#include "law.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void law_add(struct law *l, double measured, double first, double second)
{
	if (l->count == LAW_POINTS_MAX) {
		fprintf(stderr, "more than %d measurements\n",
			(int)LAW_POINTS_MAX);
		exit(EXIT_FAILURE);
	}
	l->points[l->count++] = (struct law_point){{first, second}, measured};
}

/* What is counted, centred: the constant is then fitted by itself. */
struct centre {
	double counted[LAW_RATES], measured;
};

static struct centre centre_of(const struct law *l)
{
	struct centre c = {{0}, 0};

	for (size_t i = 0; i < l->count; i++) {
		for (size_t k = 0; k < l->rates; k++)
			c.counted[k] += l->points[i].of[k] / (double)l->count;
		c.measured += l->points[i].measured / (double)l->count;
	}
	return c;
}

/* The normal equations of one rate, or of two by Cramer's rule. */
static void solve(const struct law *l, const struct centre *c,
		  double rates[LAW_RATES])
{
	double xx = 0, xy = 0, yy = 0, xm = 0, ym = 0, det;

	for (size_t i = 0; i < l->count; i++) {
		const struct law_point *p = &l->points[i];
		double x = p->of[0] - c->counted[0];
		double y = l->rates > 1 ? p->of[1] - c->counted[1] : 0;
		double m = p->measured - c->measured;

		xx += x * x;
		xy += x * y;
		yy += y * y;
		xm += x * m;
		ym += y * m;
	}
	if (l->rates == 1) {
		rates[0] = xm / xx;
		return;
	}
	det = xx * yy - xy * xy;
	rates[0] = (xm * yy - ym * xy) / det;
	rates[1] = (ym * xx - xm * xy) / det;
}

static double explained(const struct law *l, const struct centre *c,
			const struct line *line)
{
	double off = 0, all = 0;

	for (size_t i = 0; i < l->count; i++) {
		const struct law_point *p = &l->points[i];
		double said = line->constant;

		for (size_t k = 0; k < l->rates; k++)
			said += line->rates[k] * p->of[k];
		off += (p->measured - said) * (p->measured - said);
		all += (p->measured - c->measured) *
		       (p->measured - c->measured);
	}
	return all > 0 ? 1 - off / all : 1;
}

struct line law_fit(const struct law *l)
{
	struct centre c = centre_of(l);
	struct line line = {.constant = c.measured};

	solve(l, &c, line.rates);
	for (size_t k = 0; k < l->rates; k++)
		line.constant -= line.rates[k] * c.counted[k];
	line.r2 = explained(l, &c, &line);
	return line;
}

double law_power(const struct law *l)
{
	static struct law logs;

	logs.rates = 1;
	logs.count = 0;
	for (size_t i = 0; i < l->count; i++)
		law_add(&logs, log(l->points[i].measured),
			log(l->points[i].of[0]), 0);
	return law_fit(&logs).rates[0];
}
