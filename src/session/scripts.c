/*
 * scripts - see scripts.h.
 *
 * Numbers in Lua are doubles: microseconds since 1970 are exact in them until
 * the year 2255.
 */
#include "session/scripts.h"

static const char *const texts[SCRIPT__COUNT] = {
	[SCRIPT_MAKE] =
		"redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])\n"
		"redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[7])\n"
		"redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])\n"
		"local over = redis.call('ZCARD', KEYS[2]) - ARGV[6]\n"
		"if over > 0 then\n"
		"  local gone = redis.call('ZRANGE', KEYS[2], 0, over)\n"
		"  for _, name in ipairs(gone) do\n"
		"    if over > 0 and name ~= ARGV[3] then\n"
		"      redis.call('DEL', ARGV[5] .. name)\n"
		"      redis.call('ZREM', KEYS[2], name)\n"
		"      over = over - 1\n"
		"    end\n"
		"  end\n"
		"end\n"
		"local last = redis.call('ZRANGE', KEYS[2], -1, -1,"
		" 'WITHSCORES')\n"
		"redis.call('PEXPIRE', KEYS[2], last[2] - ARGV[7] + 60000)\n"
		"return 1\n",

	/* The account stands in the record at RECORD_ACCOUNT_AT. */
	[SCRIPT_DROP] =
		"local record = redis.call('GET', KEYS[1])\n"
		"if not record then\n"
		"  redis.call('ZREM', KEYS[2], ARGV[2])\n"
		"  return 0\n"
		"end\n"
		"local account = string.match(string.sub(record, 34, 59),"
		" '^[^%z]*')\n"
		"if account ~= ARGV[1] then return 0 end\n"
		"redis.call('DEL', KEYS[1])\n"
		"redis.call('ZREM', KEYS[2], ARGV[2])\n"
		"return 1\n",

	[SCRIPT_DROP_ALL] =
		"local names = redis.call('ZRANGE', KEYS[1], 0, -1)\n"
		"for _, name in ipairs(names) do\n"
		"  if name ~= ARGV[2] then\n"
		"    redis.call('DEL', ARGV[1] .. name)\n"
		"    redis.call('ZREM', KEYS[1], name)\n"
		"  end\n"
		"end\n"
		"return #names\n",

	[SCRIPT_LIST] = "local names = redis.call('ZRANGE', KEYS[1], 0, -1)\n"
			"local records = {}\n"
			"for _, name in ipairs(names) do\n"
			"  local record = redis.call('GET', ARGV[1] .. name)\n"
			"  if record then records[#records + 1] = record end\n"
			"end\n"
			"return records\n",

	/*
	 * As limit_take() does it.  Whose act it was stands nowhere: the key is a
	 * digest, which Redis makes so that the same one is asked for.
	 */
	[SCRIPT_LIMIT] =
		"local time = redis.call('TIME')\n"
		"local now = time[1] * 1000000 + time[2]\n"
		"local window, step = ARGV[1] + 0, ARGV[2] + 0\n"
		"local key = ARGV[3] .. redis.sha1hex(KEYS[1])\n"
		"local arrival = redis.call('GET', key)\n"
		"local ahead = (arrival or 0) - now\n"
		"if ahead < 0 then ahead = 0 end\n"
		"if ahead > window then ahead = window end\n"
		"if ahead + step > window then return {0, ahead} end\n"
		"ahead = ahead + step\n"
		"redis.call('SET', key, string.format('%.0f', now + ahead),"
		" 'PX', math.ceil(ahead / 1000))\n"
		"return {1, ahead}\n",
};

const char *script_text(enum script s)
{
	return texts[s];
}
