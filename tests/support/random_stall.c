/* random_stall - see random_stall.h. */
#include "support/random_stall.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "support/random.h"
#include "support/stall.h"

static const char *const words[] = {"tester",  "engineer",   "python",
				    "data",    "internship", "實習",
				    "见习",    "软件测试",   "創業",
				    "funding", "estágio",    "machine learning",
				    "C++"};
static const char *const kinds[] = {"job", "internship", "incubator",
				    "funding"};
static const char *const places[] = {"gba",       "mainland", "guangdong",
				     "shenzhen",  "qianhai",  "guangzhou",
				     "hong-kong", "macao",    "overseas"};
static const char *const sectors[] = {"ict", "ai", "finance", "fintech",
				      "biotech"};
static const char *const skills[] = {"python",   "C++",      "C",
				     "軟件測試", "软件测试", "machine learning",
				     "機器學習"};
static const char *const occupations[] = {"2512", "2519", "5120", "251"};
static const char *const statuses[] = {"open",     "open",     "open",
				       "open",     "draft",    "closed",
				       "historic", "withdrawn"};
static const char *const criteria[] = {
	"{'attr':'age','op':'between','min':18,'max':29}",
	"{'attr':'residency','op':'has_any','values':['hk_resident']}",
	"{'attr':'education','op':'min','value':'bachelor'}",
	"{'attr':'languages','op':'min','key':'english','value':'basic'}",
	"{'attr':'has_company','op':'is','value':true}",
	"{'attr':'years_experience','op':'max','value':3}"};

#define PICK(r, array) (array)[random_below((r), (int)COUNT(array))]

static const char *taken(struct buf *b)
{
	const char *text = arena_copy(world_get()->arena, buf_slice(b)).p;

	buf_done(b);
	return text;
}

static void add_list(struct random *r, struct buf *b, const char *key,
		     const char *const *pool, int n, int most)
{
	int count = random_below(r, most + 1);

	if (random_chance(r, 25))
		return;
	buf_print(b, ",'%s':[", key);
	for (int i = 0; i < count; i++)
		buf_print(b, "%s'%s'", i == 0 ? "" : ",",
			  pool[random_below(r, n)]);
	buf_add_text(b, "]");
}

static void add_words(struct random *r, struct buf *b, const char *key)
{
	buf_print(b, ",'%s':{'en':'%s %s','zh-Hant':'%s'}", key, PICK(r, words),
		  PICK(r, words), PICK(r, words));
}

static void add_days(struct random *r, struct buf *b)
{
	if (random_chance(r, 40))
		buf_print(b, ",'opens':'2025-0%d-01'", random_range(r, 1, 3));
	if (random_chance(r, 60))
		buf_print(b, ",'closes':'2025-0%d-15'", random_range(r, 4, 8));
	if (random_chance(r, 50))
		buf_print(b, ",'starts':'2025-0%d-01'", random_range(r, 5, 9));
	if (random_chance(r, 50))
		buf_print(b, ",'confirmed':'202%d-05-01'",
			  random_range(r, 3, 5));
}

static void add_pay(struct random *r, struct buf *b)
{
	int min = random_range(r, 1, 30) * 1000;

	if (random_chance(r, 40))
		return;
	buf_print(b, ",'pay':{'min':%d,'max':%d,'currency':'%s','per':'month'}",
		  min, min + random_below(r, 4) * 2500,
		  random_chance(r, 80) ? "HKD" : "CNY");
}

static void add_rules(struct random *r, struct buf *b)
{
	if (random_chance(r, 70))
		buf_print(b, ",'criteria':{'all':[%s,%s]},'complete':%s",
			  PICK(r, criteria), PICK(r, criteria),
			  random_chance(r, 80) ? "true" : "false");
	if (random_chance(r, 30))
		buf_print(b,
			  ",'preferences':[{'attr':'education','op':'min',"
			  "'value':'master','weight':%d}]",
			  random_below(r, 4));
}

static const char *random_opening(struct random *r, size_t number, size_t n)
{
	bool is_programme = number % 10 == 3;
	struct buf b;

	buf_init(&b, 64 * 1024);
	/* Numbers that are no order, so that ids and places differ. */
	buf_print(&b, "{'id':'o%03zu','kind':'%s','status':'%s'",
		  number * 7919 % 1000, PICK(r, kinds), PICK(r, statuses));
	if (is_programme)
		buf_add_text(&b, ",'type':'programme'");
	else if (n > 3 && random_chance(r, 20))
		buf_print(&b, ",'programme':'o%03zu'", (size_t)3 * 7919 % 1000);
	add_words(r, &b, "title");
	if (random_chance(r, 50))
		add_words(r, &b, "body");
	if (random_chance(r, 40))
		buf_print(&b, ",'occupation':'%s'", PICK(r, occupations));
	if (random_chance(r, 60))
		buf_print(&b, ",'organisation':'org-%c'",
			  'a' + random_below(r, 3));
	add_list(r, &b, "places", places, (int)COUNT(places), 3);
	add_list(r, &b, "sectors", sectors, (int)COUNT(sectors), 2);
	add_list(r, &b, "skills", skills, (int)COUNT(skills), 4);
	add_days(r, &b);
	add_pay(r, &b);
	add_rules(r, &b);
	buf_add_text(&b, "}");
	return taken(&b);
}

void random_documents(struct random *r, size_t n, const char **ret_documents)
{
	ret_documents[0] = "{'type':'organisation','id':'org-a',"
			   "'name':{'en':'Tester Guild'}}";
	ret_documents[1] = "{'type':'organisation','id':'org-b',"
			   "'name':{'zh-Hant':'軟件公會'}}";
	for (size_t i = 2; i < n; i++)
		ret_documents[i] = random_opening(r, i, n);
}

const char *documents_array(const char *const *documents, size_t n)
{
	struct buf b;

	buf_init(&b, 4 * 1024 * 1024);
	for (size_t i = 0; i < n; i++)
		buf_print(&b, "%s%s", i == 0 ? "[" : ",", documents[i]);
	buf_add_text(&b, "]");
	return taken(&b);
}

void documents_shuffle(struct random *r, const char **documents, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = (size_t)random_below(r, (int)i);
		const char *other = documents[k];

		documents[k] = documents[i - 1];
		documents[i - 1] = other;
	}
}

static void add_facts(struct random *r, struct buf *b)
{
	buf_add_text(b, "'facts':{'has_company':false");
	if (random_chance(r, 70))
		buf_print(b, ",'birth_year':%d", random_range(r, 1990, 2010));
	if (random_chance(r, 70))
		buf_print(b, ",'residency':['%s']",
			  random_chance(r, 70) ? "hk_permanent" : "mainland");
	if (random_chance(r, 60))
		buf_print(b, ",'education':'%s'",
			  random_chance(r, 50) ? "bachelor" : "none");
	if (random_chance(r, 50))
		buf_print(b, ",'languages':{'english':'%s'}",
			  random_chance(r, 50) ? "fluent" : "none");
	if (random_chance(r, 50))
		buf_print(b, ",'years_experience':%d", random_below(r, 6));
	buf_add_text(b, "}");
}

const char *random_profile(struct random *r)
{
	struct buf b;

	buf_init(&b, 64 * 1024);
	buf_add_text(&b, "{");
	add_facts(r, &b);
	buf_add_text(&b, ",'texts':{'experience':''");
	if (random_chance(r, 70))
		buf_print(&b, ",'headline':'%s %s'", PICK(r, words),
			  PICK(r, words));
	if (random_chance(r, 40))
		buf_print(&b, ",'wants':'%s'", PICK(r, words));
	add_list(r, &b, "skills", skills, (int)COUNT(skills), 3);
	buf_add_text(&b, "},'wishes':{'kinds':[]");
	add_list(r, &b, "places", places, (int)COUNT(places), 2);
	add_list(r, &b, "sectors", sectors, (int)COUNT(sectors), 2);
	if (random_chance(r, 40))
		buf_print(&b,
			  ",'pay_min':{'amount':%d,'currency':'%s',"
			  "'per':'month'}",
			  random_range(r, 1, 30) * 1000,
			  random_chance(r, 80) ? "HKD" : "CNY");
	if (random_chance(r, 40))
		buf_add_text(&b, ",'from':'2025-07-01'");
	buf_add_text(&b, "}}");
	return taken(&b);
}
