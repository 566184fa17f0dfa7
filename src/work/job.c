/* job - see job.h. */
#include "work/job.h"

#include "base/clock.h"

enum err job_work(const struct job *job, void *seat)
{
	if (clock_monotonic_us() > job->deadline_us)
		return ERR_BUSY;
	return job->run(job->arg, seat);
}
