/* verdict - see verdict.h. */
#include "matcher/verdict.h"

const char *verdict_word(enum verdict v)
{
	static const char *const words[] = {
		[VERDICT_INELIGIBLE] = "ineligible",
		[VERDICT_MAYBE] = "maybe",
		[VERDICT_ELIGIBLE] = "eligible",
	};

	return words[v];
}

enum verdict verdict_not(enum verdict v)
{
	return (enum verdict)(VERDICT_ELIGIBLE - v);
}

enum verdict verdict_all(enum verdict a, enum verdict b)
{
	return a < b ? a : b;
}

enum verdict verdict_any(enum verdict a, enum verdict b)
{
	return a > b ? a : b;
}

enum verdict verdict_of(bool truth)
{
	return truth ? VERDICT_ELIGIBLE : VERDICT_INELIGIBLE;
}
