/* fault - see fault.h. */
#include "base/fault.h"

#include <string.h>

static const struct {
	const char *word;
	const char *in[LANG__COUNT];
} table[FAULT__COUNT] = {
#define FAULT(name, code, en, hant, hans, pt)                                  \
	[FAULT_##name] = {code, {en, hant, hans, pt}},
#include "base/faults.def"
#undef FAULT
};

static void copy_cut(char *to, size_t size, const char *from)
{
	size_t n = strlen(from);

	if (n >= size) {
		n = size - 1;
		while (n > 0 && ((unsigned char)from[n] & 0xC0u) == 0x80u)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

static void add(struct faults *f, struct fault fault, const char *at,
		const char *arg)
{
	if (f->count == FAULTS_MAX) {
		f->more++;
		return;
	}
	fault.line = f->line;
	copy_cut(fault.at, sizeof(fault.at), at);
	copy_cut(fault.arg, sizeof(fault.arg), arg == NULL ? "" : arg);
	f->items[f->count++] = fault;
}

void fault_at_pointer(struct faults *f, enum fault_code code,
		      const char *pointer, const char *arg)
{
	add(f, (struct fault){.code = code, .place = FAULT_AT_POINTER}, pointer,
	    arg);
}

void fault_at_parameter(struct faults *f, enum fault_code code,
			const char *parameter, const char *arg)
{
	add(f, (struct fault){.code = code, .place = FAULT_AT_PARAMETER},
	    parameter, arg);
}

bool faults_any(const struct faults *f)
{
	return f->count > 0;
}

const char *fault_code_word(enum fault_code code)
{
	return table[code].word;
}

void fault_words(const struct fault *f, enum lang l, struct buf *to)
{
	const char *words = table[f->code].in[l == LANG_ALL ? LANG_EN : l];
	const char *gap = strstr(words, "{}");

	if (gap == NULL) {
		buf_add_text(to, words);
		return;
	}
	buf_add(to, words, (size_t)(gap - words));
	buf_add_text(to, f->arg);
	buf_add_text(to, gap + 2);
}
