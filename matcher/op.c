/* op - see op.h. */
#include "matcher/op.h"

#include <math.h>
#include <stdio.h>

enum {
	NUMBER = 1 << ATTR_NUMBER,
	ORDINAL = 1 << ATTR_ORDINAL,
	CHOICE = 1 << ATTR_CHOICE,
	SET = 1 << ATTR_SET,
	LEVELS = 1 << ATTR_LEVELS,
	FLAG = 1 << ATTR_FLAG,
	DATE = 1 << ATTR_DATE,
};

static const struct {
	const char *word;
	int types;
} table[OP__COUNT] = {
	[OP_MIN] = {"min", NUMBER | ORDINAL | LEVELS},
	[OP_MAX] = {"max", NUMBER | ORDINAL},
	[OP_BETWEEN] = {"between", NUMBER | ORDINAL | DATE},
	[OP_ABOVE] = {"above", NUMBER},
	[OP_BELOW] = {"below", NUMBER},
	[OP_IN] = {"in", CHOICE},
	[OP_NOT_IN] = {"not_in", CHOICE},
	[OP_HAS_ANY] = {"has_any", SET},
	[OP_HAS_ALL] = {"has_all", SET},
	[OP_HAS_NONE] = {"has_none", SET},
	[OP_IS] = {"is", FLAG},
	[OP_BEFORE] = {"before", DATE},
	[OP_AFTER] = {"after", DATE},
};

const char *op_word(enum op op)
{
	return table[op].word;
}

bool op_find(struct slice word, enum op *ret_op)
{
	for (int i = 0; i < OP__COUNT; i++) {
		if (slice_is(word, table[i].word)) {
			*ret_op = (enum op)i;
			return true;
		}
	}
	return false;
}

bool op_fits(enum op op, enum attr_type type)
{
	return (table[op].types & (1 << type)) != 0;
}

size_t ops_of_type(enum attr_type t, enum op ops[OP__COUNT])
{
	size_t count = 0;

	for (int i = 0; i < OP__COUNT; i++) {
		if (op_fits((enum op)i, t))
			ops[count++] = (enum op)i;
	}
	return count;
}

void op_list(enum attr_type type, char text[FAULT_ARG_BYTES])
{
	enum op ops[OP__COUNT];
	size_t count = ops_of_type(type, ops);
	size_t used = 0;

	/* A list is not tested but counted over. */
	snprintf(text, FAULT_ARG_BYTES, "over");
	for (size_t i = 0; i < count && used < FAULT_ARG_BYTES; i++)
		used += (size_t)snprintf(text + used, FAULT_ARG_BYTES - used,
					 "%s%s", i == 0 ? "" : ", ",
					 op_word(ops[i]));
}

struct range op_range(enum op op, double bound)
{
	struct range all = {-INFINITY, INFINITY, false, false};

	switch (op) {
	case OP_MIN:
		all.lo = bound;
		return all;
	case OP_ABOVE:
	case OP_AFTER:
		all.lo = bound;
		all.lo_open = true;
		return all;
	case OP_MAX:
		all.hi = bound;
		return all;
	case OP_BELOW:
	case OP_BEFORE:
		all.hi = bound;
		all.hi_open = true;
		return all;
	case OP_BETWEEN:
	case OP_IN:
	case OP_NOT_IN:
	case OP_HAS_ANY:
	case OP_HAS_ALL:
	case OP_HAS_NONE:
	case OP_IS:
	case OP__COUNT:
		break;
	}
	return all;
}
