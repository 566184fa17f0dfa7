/* rules - see rules.h. */
#include "jobs/rules.h"

#include "config/config.h"

struct life_rules rules_of(const struct config *c)
{
	return (struct life_rules){.remind_first = c->clock_remind_first,
				   .remind_second = c->clock_remind_second,
				   .answer = c->clock_answer,
				   .results = c->clock_results,
				   .act = c->clock_act,
				   .offer = c->clock_offer,
				   .confirm = c->clock_confirm,
				   .reopen = c->clock_reopen,
				   .site = c->mail_site};
}
