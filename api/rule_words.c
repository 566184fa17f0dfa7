/* rule_words - see rule_words.h. */
#include "api/rule_words.h"

#include <math.h>
#include <string.h>

#include "base/day.h"

enum phrase {
	PHRASE_AT_LEAST,
	PHRASE_AT_MOST,
	PHRASE_BETWEEN,
	PHRASE_ABOVE,
	PHRASE_BELOW,
	PHRASE_ANY_OF,
	PHRASE_ALL_OF,
	PHRASE_NONE_OF,
	PHRASE_YES,
	PHRASE_NO,
	PHRASE_BEFORE,
	PHRASE_AFTER,
	PHRASE_NOT,
	PHRASE_COLON,
	PHRASE_COMMA,
	PHRASE_MEMBERS,
	PHRASE_AWARDS,
	PHRASE__COUNT
};

/* "{}" is the first operand, "[]" the second. */
static const char *const phrases[PHRASE__COUNT][LANG__COUNT] = {
	[PHRASE_AT_LEAST] = {"{} or more", "{} 或以上", "{} 及以上",
			     "{} ou mais"},
	[PHRASE_AT_MOST] = {"{} or less", "{} 或以下", "{} 及以下",
			    "{} ou menos"},
	[PHRASE_BETWEEN] = {"{} to []", "{} 至 []", "{} 至 []", "{} a []"},
	[PHRASE_ABOVE] = {"more than {}", "多於 {}", "大于 {}", "mais de {}"},
	[PHRASE_BELOW] = {"less than {}", "少於 {}", "小于 {}", "menos de {}"},
	[PHRASE_ANY_OF] = {"{}", "{}", "{}", "{}"},
	[PHRASE_ALL_OF] = {"all of {}", "須全部具備 {}", "须同时具备 {}",
			   "todos: {}"},
	[PHRASE_NONE_OF] = {"none of {}", "不可為 {}", "不得为 {}",
			    "nenhum de {}"},
	[PHRASE_YES] = {"yes", "是", "是", "sim"},
	[PHRASE_NO] = {"no", "否", "否", "não"},
	[PHRASE_BEFORE] = {"before {}", "早於 {}", "早于 {}", "antes de {}"},
	[PHRASE_AFTER] = {"after {}", "遲於 {}", "晚于 {}", "depois de {}"},
	[PHRASE_NOT] = {"not (", "非（", "非（", "não ("},
	[PHRASE_COLON] = {": ", "：", "：", ": "},
	[PHRASE_COMMA] = {" / ", "、", "、", " / "},
	[PHRASE_MEMBERS] = {"Members who meet the condition", "符合條件的成員",
			    "符合条件的成员", "Membros que cumprem a condição"},
	[PHRASE_AWARDS] = {"Qualifications that meet the condition",
			   "符合條件的學歷", "符合条件的学历",
			   "Habilitações que cumprem a condição"},
};

const char *verdict_label(enum verdict v, enum lang l)
{
	static const char *const labels[][LANG__COUNT] = {
		[VERDICT_ELIGIBLE] = {"Eligible", "符合資格", "符合条件",
				      "Elegível"},
		[VERDICT_MAYBE] = {"To be confirmed", "待確認", "待确认",
				   "Por confirmar"},
		[VERDICT_INELIGIBLE] = {"Not eligible", "不符合資格",
					"不符合条件", "Não elegível"},
	};

	return labels[v][l];
}

const char *incomplete_label(enum lang l)
{
	static const char *const labels[LANG__COUNT] = {
		"no known obstacle; not every condition is published",
		"未見不符；並非所有條件均已公布",
		"未见不符；并非所有条件均已公布",
		"sem impedimento conhecido; algumas condições não publicadas"};

	return labels[l];
}

const char *not_in_force_label(enum lang l)
{
	static const char *const labels[LANG__COUNT] = {
		"no rule is in force on that day", "當日沒有生效的規則",
		"当日没有生效的规则", "nenhuma regra em vigor nesse dia"};

	return labels[l];
}

static void put_day_phrase(const char *const phrase[LANG__COUNT], int32_t day,
			   enum lang l, struct buf *to)
{
	char text[DAY_TEXT_BYTES];
	const char *gap = strstr(phrase[l], "{}");

	day_write(day, text);
	buf_add(to, phrase[l], (size_t)(gap - phrase[l]));
	buf_add_text(to, text);
	buf_add_text(to, gap + 2);
}

void until_words(int32_t day, enum lang l, struct buf *to)
{
	static const char *const phrase[LANG__COUNT] = {
		"no longer from {}", "{} 起不再符合", "{} 起不再符合",
		"deixa de cumprir em {}"};

	put_day_phrase(phrase, day, l, to);
}

void from_words(int32_t day, enum lang l, struct buf *to)
{
	static const char *const phrase[LANG__COUNT] = {
		"from {}", "{} 起", "{} 起", "a partir de {}"};

	put_day_phrase(phrase, day, l, to);
}

/* One operand, ready to be put into a phrase. */
static void put_number(struct buf *to, double x)
{
	if (x == floor(x))
		buf_print(to, "%.0f", x);
	else
		buf_print(to, "%g", x);
}

static void put_bound(struct buf *to, const struct test *t, double x,
		      enum lang l)
{
	enum lang used;
	char day[DAY_TEXT_BYTES];

	if (t->attr != NULL && t->attr->type == ATTR_DATE) {
		day_write((int32_t)x, day);
		buf_add_text(to, day);
	} else if (t->attr != NULL && (t->attr->type == ATTR_ORDINAL ||
				       t->attr->type == ATTR_LEVELS)) {
		buf_add_slice(to,
			      text_in(&t->attr->values->items[(size_t)x].label,
				      l, &used));
	} else {
		put_number(to, x);
		if (t->attr == NULL &&
		    t->quantifier->measure != MEASURE_COUNT &&
		    t->quantifier->measure != MEASURE_MEAN_AGE)
			buf_add_char(to, '%');
	}
}

static void put_values(struct buf *to, const struct test *t, enum lang l)
{
	enum lang used;

	for (size_t i = 0; i < t->value_count; i++) {
		int k = t->attr->values == NULL
				? -1
				: values_find(t->attr->values, t->names[i]);

		if (i > 0)
			buf_add_text(to, phrases[PHRASE_COMMA][l]);
		if (k < 0)
			buf_add_slice(to, t->names[i]);
		else
			buf_add_slice(to,
				      text_in(&t->attr->values->items[k].label,
					      l, &used));
	}
}

static enum phrase phrase_of(const struct test *t)
{
	switch (t->op) {
	case OP_MIN:
		return PHRASE_AT_LEAST;
	case OP_MAX:
		return PHRASE_AT_MOST;
	case OP_BETWEEN:
		return PHRASE_BETWEEN;
	case OP_ABOVE:
		return PHRASE_ABOVE;
	case OP_BELOW:
		return PHRASE_BELOW;
	case OP_IN:
	case OP_HAS_ANY:
		return PHRASE_ANY_OF;
	case OP_NOT_IN:
	case OP_HAS_NONE:
		return PHRASE_NONE_OF;
	case OP_HAS_ALL:
		return PHRASE_ALL_OF;
	case OP_IS:
		return t->want ? PHRASE_YES : PHRASE_NO;
	case OP_BEFORE:
		return PHRASE_BEFORE;
	case OP_AFTER:
		return PHRASE_AFTER;
	case OP__COUNT:
		break;
	}
	return PHRASE_ANY_OF;
}

static bool has_range(enum phrase p)
{
	return p <= PHRASE_BELOW || p == PHRASE_BEFORE || p == PHRASE_AFTER;
}

static void put_first(struct buf *to, const struct test *t, enum phrase p,
		      enum lang l)
{
	bool from_above =
		p == PHRASE_AT_MOST || p == PHRASE_BELOW || p == PHRASE_BEFORE;

	if (has_range(p))
		put_bound(to, t, from_above ? t->range.hi : t->range.lo, l);
	else
		put_values(to, t, l);
}

static void put_phrase(struct buf *to, const struct test *t, enum lang l)
{
	enum phrase p = phrase_of(t);

	for (const char *c = phrases[p][l]; *c != '\0'; c++) {
		if (*c == '{') {
			put_first(to, t, p, l);
			c++;
		} else if (*c == '[') {
			put_bound(to, t, t->range.hi, l);
			c++;
		} else {
			buf_add_char(to, *c);
		}
	}
}

static void put_subject(struct buf *to, const struct test *t, enum lang l)
{
	enum lang used;

	if (t->quantifier != NULL) {
		buf_add_text(to, phrases[t->quantifier->over == OVER_MEMBERS
						 ? PHRASE_MEMBERS
						 : PHRASE_AWARDS][l]);
		return;
	}
	buf_add_slice(to, text_in(&t->attr->label, l, &used));
	if (t->attr->type == ATTR_LEVELS)
		buf_print(to, " (%.*s)",
			  SLICE_ARG(text_in(&t->attr->keys->items[t->key].label,
					    l, &used)));
}

void rule_words(const struct test *t, bool negated, enum lang l, struct buf *to)
{
	enum lang used;

	if (l == LANG_ALL)
		l = LANG_EN;
	if (negated)
		buf_add_text(to, phrases[PHRASE_NOT][l]);
	if (!text_is_empty(&t->text)) {
		buf_add_slice(to, text_in(&t->text, l, &used));
	} else {
		put_subject(to, t, l);
		buf_add_text(to, phrases[PHRASE_COLON][l]);
		put_phrase(to, t, l);
	}
	if (negated)
		buf_add_text(to, l == LANG_ZH_HANT || l == LANG_ZH_HANS ? "）"
									: ")");
}
