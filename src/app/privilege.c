/* privilege - see privilege.h. */
#include "app/privilege.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include "base/log.h"

unsigned privilege_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 ? (unsigned)n : 1;
}

enum err privilege_drop(const char *user)
{
	const struct passwd *p;

	if (geteuid() != 0)
		return ERR_OK;
	if (user[0] == '\0') {
		log_event(LOG_START_REFUSED,
			  "it runs as root: name a user to become with "
			  "server.user");
		return ERR_INVALID;
	}
	p = getpwnam(user);
	if (p == NULL || p->pw_uid == 0) {
		log_event(LOG_START_REFUSED,
			  "server.user is no ordinary user of this system");
		return ERR_INVALID;
	}
	if (setgid(p->pw_gid) != 0 || initgroups(user, p->pw_gid) != 0 ||
	    setuid(p->pw_uid) != 0 || setuid(0) == 0) {
		log_event(LOG_START_REFUSED, "server.user cannot be become");
		return ERR_INTERNAL;
	}
	return ERR_OK;
}
