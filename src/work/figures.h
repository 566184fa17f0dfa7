/*
 * figures - how the jobs of the clock are doing, for whoever counts.
 *
 * jobs/ writes them, /metrics reads them; relaxed atomics, any thread.
 */
#ifndef WORK_FIGURES_H
#define WORK_FIGURES_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

enum { JOB_FIGURES_MAX = 32 };

struct job_figure {
	const char *name;
	_Atomic int64_t last_us; /* its last run ended; 0: none did */
	_Atomic uint64_t runs;
	_Atomic uint64_t failures;
};

struct job_figures {
	_Atomic size_t count; /* set after the names, once */
	struct job_figure of[JOB_FIGURES_MAX];
	_Atomic int64_t letters_waiting;
	_Atomic int64_t letters_failed;
};

#endif
