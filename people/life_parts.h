/* life_parts - what the deeds of life.h share; for people/life_*.c alone. */
#ifndef PEOPLE_LIFE_PARTS_H
#define PEOPLE_LIFE_PARTS_H

#include "people/life.h"
#include "people/terms.h"
#include "store/applications.h"

#define LIFE_DAY_US  (INT64_C(86400) * 1000000)
#define LIFE_ZONE_US (INT64_C(8) * 3600 * 1000000)

/* An application, the opening it is for, and who works on it with what. */
struct life_case {
	const struct hands *h;
	const struct life_rules *rules;
	struct stored_application it; /* as it was before the step */
	enum life_state state;
	int64_t submitted_us; /* or opened again, or corrected */
	struct terms terms;   /* of a removed opening: its id alone */
};

/* ERR_NOT_FOUND. */
MUST_USE enum err life_case_read(const struct hands *h,
				 const struct life_rules *rules,
				 struct slice application,
				 struct life_case *ret_case);
/* Of a row that was read already. */
MUST_USE enum err life_case_of(const struct hands *h,
			       const struct life_rules *rules,
			       const struct stored_application *it,
			       struct life_case *ret_case);

/* The end of a day at +08:00. */
int64_t life_end_of_day(int32_t day);

/* When the clock looks at it once it has the state `to`; 0 never. */
int64_t life_due(const struct life_case *c, enum life_state to, int32_t day);

/* The span of an answer clock and the next moment after now within it. */
struct life_span {
	int64_t from_us, to_us;
};
struct life_span life_answer_span(const struct life_case *c);
int64_t life_next_due(const struct life_case *c, const struct life_span *s);

/* A placement, its check-ins, its quota, and the end of the person's others. */
MUST_USE enum err life_start(const struct life_case *c, int32_t day,
			     struct slice actor);

/* Of a step that was made: `number` is its event's. */
struct life_step {
	enum life_state from, to;
	enum life_actor actor;
	struct slice account;
	struct slice reason;
	int64_t number;
	int64_t due_us;
};
MUST_USE enum err life_tell(const struct life_case *c,
			    const struct life_step *step);

/* To the members of the organisation; `everyone`: reviewers as well. */
struct life_reminder {
	int64_t days; /* it has waited for */
	bool is_to_everyone;
	int64_t ends_us;
};
MUST_USE enum err life_remind(const struct life_case *c,
			      const struct life_reminder *r);

/* To the seeker: whether they did start. */
MUST_USE enum err life_ask_start(const struct life_case *c);

#endif
