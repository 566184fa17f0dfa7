/* cluster - decoding, NFKC, case, marks and Han forms; see cluster.h. */
#include "matcher/cluster.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "matcher/fold.h"

/* A base and its marks as UTF-8; marks that do not fit are dropped. */
enum { RAW_BYTES = 128 };

static bool is_between(uint32_t code, uint32_t first, uint32_t last)
{
	return code >= first && code <= last;
}

/* Ideographs that NFKC leaves as they are. */
static bool is_unified_han(uint32_t code)
{
	return is_between(code, 0x4E00, 0x9FFF) ||
	       is_between(code, 0x3400, 0x4DBF) ||
	       is_between(code, 0x20000, 0x2F7FF) ||
	       is_between(code, 0x30000, 0x3FFFD);
}

static bool is_han(uint32_t code)
{
	if (code < 0x2E80)
		return false;
	return is_unified_han(code) || is_between(code, 0x2E80, 0x2FDF) ||
	       is_between(code, 0x3005, 0x3007) ||
	       is_between(code, 0x3021, 0x3029) ||
	       is_between(code, 0x3038, 0x303B) ||
	       is_between(code, 0x3041, 0x3096) ||
	       is_between(code, 0x309D, 0x309F) ||
	       is_between(code, 0x30A1, 0x30FA) ||
	       is_between(code, 0x30FC, 0x30FF) ||
	       is_between(code, 0x31F0, 0x31FF) ||
	       is_between(code, 0xF900, 0xFAFF) ||
	       is_between(code, 0x2F800, 0x2FA1F) ||
	       is_between(code, 0x1B000, 0x1B16F);
}

static bool is_skipped(uint32_t code)
{
	return code == 0xAD || is_between(code, 0x200B, 0x200D) ||
	       code == 0x2060 || code == 0xFEFF ||
	       is_between(code, 0xFE00, 0xFE0F) ||
	       is_between(code, 0xE0100, 0xE01EF);
}

static bool is_mark(uint32_t code)
{
	utf8proc_category_t category;

	if (code < 0x300 || is_unified_han(code))
		return false;
	if (code == 0xFF9E || code == 0xFF9F)
		return true; /* half-width dakuten, letters by category */
	category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

/* Accents of Latin, Greek and Cyrillic, and marks around symbols. */
static bool is_dropped_mark(uint32_t code)
{
	return is_between(code, 0x300, 0x36F) ||
	       is_between(code, 0x1AB0, 0x1AFF) ||
	       is_between(code, 0x1DC0, 0x1DFF) ||
	       is_between(code, 0x20D0, 0x20FF) ||
	       is_between(code, 0xFE20, 0xFE2F);
}

enum char_class char_class_of(uint32_t code)
{
	if (code < 0x80) {
		if (is_between(code, 'a', 'z') || is_between(code, 'A', 'Z'))
			return CHAR_LETTER;
		return is_between(code, '0', '9') ? CHAR_DIGIT : CHAR_SEPARATOR;
	}
	if (is_han(code))
		return CHAR_HAN;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return CHAR_LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return CHAR_MARK;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return CHAR_DIGIT;
	default:
		return CHAR_SEPARATOR;
	}
}

/*
 * Composes; the marks that Latin letters lose are taken out first unless they
 * are kept.  Returns how many code points it wrote.
 */
static unsigned compose(const utf8proc_int32_t *from, size_t n, bool keep_marks,
			uint32_t *to)
{
	utf8proc_int32_t codes[CLUSTER_CODES_MAX + 1];
	utf8proc_ssize_t count = 0;

	for (size_t i = 0; i < n; i++) {
		if (keep_marks || !is_dropped_mark((uint32_t)from[i]))
			codes[count++] = from[i];
	}
	count = utf8proc_normalize_utf32(codes, count,
					 UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	for (utf8proc_ssize_t i = 0; i < count; i++)
		to[i] = fold_han((uint32_t)codes[i]);
	return count < 0 ? 0 : (unsigned)count;
}

/* NFKD with case folding; 0 when it is longer than a cluster may be. */
static size_t decompose(const char *raw, size_t bytes, utf8proc_int32_t *codes)
{
	utf8proc_ssize_t n;

	n = utf8proc_decompose(
		(const utf8proc_uint8_t *)raw, (utf8proc_ssize_t)bytes, codes,
		CLUSTER_CODES_MAX,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
	return n < 0 || n > CLUSTER_CODES_MAX ? 0 : (size_t)n;
}

static void fold_general(const char *raw, size_t bytes, struct cluster *c)
{
	utf8proc_int32_t codes[CLUSTER_CODES_MAX + 1];
	size_t n = decompose(raw, bytes, codes);

	c->marked_count = compose(codes, n, true, c->marked);
	c->count = compose(codes, n, false, c->codes);
}

static void set_single(struct cluster *c, uint32_t code)
{
	c->count = 1;
	c->marked_count = 1;
	c->codes[0] = code;
	c->marked[0] = code;
}

/* The code point at `at`; 0 in length at the end and at what is not UTF-8. */
static size_t peek(const struct cluster_reader *r, size_t at, uint32_t *ret)
{
	if (at >= r->text.n)
		return 0;
	return (size_t)utf8_decode(r->text.p + at, r->text.n - at, ret);
}

/* Adds the marks that follow to raw; returns the bytes in raw. */
static size_t take_marks(struct cluster_reader *r, char *raw, size_t bytes,
			 struct cluster *c)
{
	size_t at = r->at;
	size_t length;
	uint32_t code;

	while ((length = peek(r, at, &code)) > 0) {
		bool skipped = is_skipped(code);

		if (!skipped && !is_mark(code))
			break;
		at += length;
		if (skipped)
			continue;
		if (bytes + 4 <= RAW_BYTES)
			bytes += (size_t)utf8_encode(code, raw + bytes);
		r->at = at;
		c->to = (uint32_t)at;
	}
	return bytes;
}

static void read_cluster(struct cluster_reader *r, uint32_t code,
			 struct cluster *c)
{
	char raw[RAW_BYTES];
	size_t bytes = (size_t)utf8_encode(code, raw);
	size_t base = bytes;

	bytes = take_marks(r, raw, bytes, c);
	if (bytes == base && code < 0x80) {
		set_single(c, is_between(code, 'A', 'Z') ? code + 32 : code);
		return;
	}
	if (bytes == base && is_unified_han(code)) {
		set_single(c, fold_han(code));
		return;
	}
	fold_general(raw, bytes, c);
}

bool cluster_next(struct cluster_reader *r, struct cluster *ret)
{
	while (r->at < r->text.n) {
		uint32_t code = 0;
		size_t length = peek(r, r->at, &code);

		ret->from = (uint32_t)r->at;
		r->at += length == 0 ? 1 : length;
		ret->to = (uint32_t)r->at;
		if (length > 0 && is_skipped(code))
			continue;
		if (length > 0)
			code = fold_private(code);
		if (length == 0 || code == 0)
			set_single(ret, 0);
		else
			read_cluster(r, code, ret);
		return true;
	}
	return false;
}
