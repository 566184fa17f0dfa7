/* thread - see thread.h. */
#include "work/thread.h"

#include <signal.h>
#include <string.h>

#include "base/log.h"

/* Signals belong to the main thread and its loop: the new thread blocks all. */
enum err thread_start(void *(*body)(void *), void *arg, pthread_t *ret_thread)
{
	sigset_t all;
	sigset_t before;
	char words[128];
	int failed;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	failed = pthread_create(ret_thread, NULL, body, arg);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (failed == 0)
		return ERR_OK;
	log_event(LOG_SYSTEM_FAILED, "pthread_create",
		  strerror_r(failed, words, sizeof(words)));
	return ERR_INTERNAL;
}
