/* skill_sums - how much each opening's skills are worth to a profile. */
#include "base/arena.h"
#include "matcher/skill_index_parts.h"

/* By number: the openings that name it, as often as they do. */
static void list_holders(struct arena *a, struct skill_index *x)
{
	size_t named = x->first[x->count];
	uint32_t *first = ARENA_ARRAY(a, uint32_t, x->df_count + 2);
	uint32_t *holders = ARENA_ARRAY(a, uint32_t, named + 1);

	for (size_t i = 0; i < named; i++)
		first[x->numbers[i] + 2]++;
	for (size_t k = 2; k < x->df_count + 2; k++)
		first[k] += first[k - 1];
	for (size_t o = 0; o < x->count; o++) {
		for (size_t i = x->first[o]; i < x->first[o + 1]; i++)
			holders[first[x->numbers[i] + 1]++] = (uint32_t)o;
	}
	x->first_holder = first;
	x->holders = holders;
}

static bool is_occupation(const struct skill_index *x, size_t number)
{
	return x->different[number]->occupation.n > 0;
}

void skill_sums_settle(struct arena *a, struct skill_index *x)
{
	list_holders(a, x);
	for (int with = 0; with < 2; with++)
		x->shares[with] = ARENA_ARRAY(a, float, x->count + 1);
	for (size_t o = 0; o < x->count; o++) {
		double sum[2] = {0, 0};

		for (size_t i = x->first[o]; i < x->first[o + 1]; i++) {
			double idf = x->idfs[x->numbers[i]];

			sum[1] += idf;
			sum[0] += is_occupation(x, x->numbers[i]) ? 0 : idf;
		}
		for (int with = 0; with < 2; with++)
			x->shares[with][o] =
				sum[with] > 0 ? (float)(1 / sum[with]) : 0;
	}
}

void skill_index_values(const struct skill_index *x,
			const struct skill_values *asked, float *ret_values)
{
	const float *shares = x->shares[asked->with_occupations];

	for (size_t o = 0; o < x->count; o++)
		ret_values[o] = 0;
	for (size_t k = 0; k < x->df_count; k++) {
		float value = (float)(x->idfs[k] * asked->similarities[k]);

		if (value <= 0 ||
		    (!asked->with_occupations && is_occupation(x, k)))
			continue;
		for (uint32_t i = x->first_holder[k];
		     i < x->first_holder[k + 1]; i++)
			ret_values[x->holders[i]] += value;
	}
	for (size_t o = 0; o < x->count; o++)
		ret_values[o] = shares[o] > 0 ? ret_values[o] * shares[o]
					      : asked->prior;
}
