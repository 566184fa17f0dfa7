/*
 * fuzz_query - a query string, a line feed, then words: filters and words are
 * refused or answered, and an answer's pages, facets and evidence hold.
 */
#include <math.h>
#include <string.h>

#include "api/codec_filters.h"
#include "api/params.h"
#include "base/arena.h"
#include "base/day.h"
#include "fuzz/fuzz_world.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "net/target.h"

static const char catalogue[] =
	"[{\"id\":\"a\",\"kind\":\"job\",\"title\":{\"en\":\"Software tester\","
	"\"zh-Hant\":\"軟件測試員\",\"pt\":\"Testador de software\"},"
	"\"places\":[\"shenzhen\"],\"sectors\":[\"ict\"],"
	"\"skills\":[\"C++\",\"node.js\"],\"closes\":\"2026-12-31\"},"
	"{\"id\":\"b\",\"kind\":\"internship\",\"title\":{\"zh-Hans\":\"见习\"},"
	"\"body\":{\"en\":\"An internship in data science\"}},"
	"{\"id\":\"c\",\"kind\":\"funding\",\"title\":{\"zh-Hant\":\"創業資助\"},"
	"\"places\":[\"hong-kong\"]},"
	"{\"id\":\"d\",\"kind\":\"incubator\",\"title\":{\"pt\":\"Incubadora\"},"
	"\"places\":[\"macao\"],\"opens\":\"2026-01-01\"}]";

static const struct snapshot *fixed_snapshot(void)
{
	static struct snapshot *s;

	if (s == NULL)
		s = fuzz_snapshot(slice_of(catalogue));
	return s;
}

/* False: the query string is refused. */
static bool read_filters(struct arena *a, struct slice query,
			 struct filters *ret)
{
	struct net_request rq = {.is_known = true};
	struct slice raw =
		arena_print(a, "/v1/openings?%.*s", SLICE_ARG(query));
	struct target target;
	struct faults f = {0};
	const char *words;
	bool good;

	if (target_read(a, raw, NET_GET, &target, &words) != ERR_OK)
		return false;
	rq.parameters = target.parameters;
	rq.parameter_count = target.parameter_count;
	good = codec_filters_of_query(a, fuzz_world()->reader.vocabulary, &rq,
				      ret, &f);
	ASSERT(good == !faults_any(&f));
	fuzz_check_faults(&f);
	return good;
}

static void check_pages(struct arena *a, const struct snapshot *s,
			struct search_query q,
			const struct search_answer *whole)
{
	struct search_key key;
	size_t at = 0;

	q.limit = 1;
	for (;;) {
		struct search_answer page;

		search_run(a, s, &q, &page);
		ASSERT(page.total == whole->total);
		if (page.item_count == 0)
			break;
		ASSERT(at < whole->item_count);
		ASSERT(page.items[0].opening == whole->items[at++].opening);
		key = page.items[0].key;
		q.after = &key;
	}
	ASSERT(at == whole->item_count);
}

static void check_evidence(struct arena *a, const struct snapshot *s,
			   const struct search_answer *answer)
{
	struct evidence items[TEXTQUERY_EVIDENCE_MAX];

	for (size_t i = 0; i < answer->item_count; i++) {
		const struct search_item *item = &answer->items[i];
		struct textdoc doc;
		struct explained source = {(uint32_t)item->opening, &doc};
		double sum = 0;
		size_t n;

		ASSERT(isfinite(item->score) && item->score >= 0);
		if (answer->query == NULL)
			continue;
		snapshot_describe(a, s, item->opening, &doc);
		n = textquery_explain(a, fuzz_world()->analyser, answer->query,
				      &source, items);
		for (size_t k = 0; k < n; k++)
			sum += items[k].share;
		ASSERT(sum <= 1 + 1e-6);
	}
}

static void check_total(const struct search_answer *answer,
			const struct filters *f)
{
	const struct facet *kinds = &answer->facets[FILTER_KIND];
	size_t sum = 0;

	for (size_t i = 0; i < kinds->count; i++)
		sum += kinds->values[i].count;
	ASSERT(f->kinds == 0 ? sum == answer->total : sum >= answer->total);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct snapshot *s = fixed_snapshot();
	struct arena *a = arena_new(0);
	struct slice words;
	struct slice query = slice_split(
		(struct slice){(const char *)data, size}, '\n', &words);
	struct filters filters = filters_none(day_of(2026, 2, 28));

	if (read_filters(a, query, &filters)) {
		struct search_query q = {
			.analyser = fuzz_world()->analyser,
			.words = words,
			.filters = filters,
			.sort = (enum sort)(size % SORT__COUNT),
			.limit = 20};
		struct search_answer answer;

		search_run(a, s, &q, &answer);
		check_total(&answer, &filters);
		check_pages(a, s, q, &answer);
		check_evidence(a, s, &answer);
	}
	arena_free(a);
	return 0;
}
