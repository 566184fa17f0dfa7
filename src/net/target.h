/*
 * target - the target of a request (RFC 9112, section 3.2), read strictly.
 *
 * origin-form, absolute-form, and asterisk-form for OPTIONS.  The path is
 * decoded first and then rid of its dot segments (RFC 3986, 5.2.4), so that
 * "%2e%2e" is no way around; a path that would leave the root is refused, as
 * are "%2F", "%00" and what is no UTF-8 after decoding.  In the query "+" is a
 * space, as forms write it.
 */
#ifndef NET_TARGET_H
#define NET_TARGET_H

#include <stdbool.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/slice.h"
#include "net/authority.h"
#include "net/service.h"

struct arena;

struct target {
	bool is_absolute;
	bool is_https;          /* the scheme of an absolute target */
	struct slice authority; /* of an absolute target, as written */
	struct authority parts; /* the same, read */
	struct slice path;
	struct net_pair *parameters;
	size_t parameter_count;
};

/*
 * Slices point into the arena.  ERR_MALFORMED; ERR_MISDIRECTED for a scheme
 * that is neither http nor https.
 */
MUST_USE enum err target_read(struct arena *a, struct slice raw,
			      enum net_method method, struct target *ret_target,
			      const char **reterr_words);

#endif
