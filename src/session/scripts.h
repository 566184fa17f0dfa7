/*
 * scripts - what must happen in Redis in one step, in Lua.
 *
 * Each knows its keys from its arguments and the prefix, so it is for one
 * Redis (with replicas, if any), not for a Redis Cluster.
 */
#ifndef SESSION_SCRIPTS_H
#define SESSION_SCRIPTS_H

enum script {
	/*
	 * KEYS: login, logins of the account.  ARGV: record, milliseconds to
	 * live, name of the login in the set, end of its whole life (ms since
	 * 1970), prefix of logins, most of an account, now (ms).
	 */
	SCRIPT_MAKE,

	/* KEYS: login, logins of the account.  ARGV: account, name.  1 or 0. */
	SCRIPT_DROP,

	/* KEYS: logins of the account.  ARGV: prefix of logins, name of the one
	 * kept or "". */
	SCRIPT_DROP_ALL,

	/* KEYS: logins of the account.  ARGV: prefix of logins.  Records. */
	SCRIPT_LIST,

	/* KEYS: limit.  ARGV: window, step (microseconds).  {1 or 0, ahead}. */
	SCRIPT_LIMIT,

	SCRIPT__COUNT
};

const char *script_text(enum script s);

#endif
