/* thread - starting a thread that no signal will choose. */
#ifndef WORK_THREAD_H
#define WORK_THREAD_H

#include <pthread.h>

#include "base/err.h"

/* ERR_INTERNAL: the system gives no more threads; logged. */
MUST_USE enum err thread_start(void *(*body)(void *), void *arg,
			       pthread_t *ret_thread);

#endif
