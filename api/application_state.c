/* application_state - see application_state.h. */
#include "api/application_state.h"

#include "api/params.h"
#include "people/life.h"

enum err application_state_read(struct request *rq, struct slice *ret,
				struct faults *f)
{
	enum life_state state;
	struct slice text;

	*ret = SLICE("");
	if (!params_one(rq->http, "state", &text, f))
		return ERR_INVALID;
	if (text.p == NULL)
		return ERR_OK;
	if (!life_of_word(text, &state)) {
		fault_at_parameter(f, FAULT_NOT_ACCEPTED, "state",
				   "submitted, seen, shortlisted, interview, "
				   "reserve, offered, accepted, ...");
		return ERR_INVALID;
	}
	*ret = slice_of(life_word(state));
	return ERR_OK;
}
