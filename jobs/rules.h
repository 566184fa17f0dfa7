/* rules - what the configuration says of the life of an application. */
#ifndef JOBS_RULES_H
#define JOBS_RULES_H

#include "people/life.h"

struct config;

/* Lives as long as the configuration. */
struct life_rules rules_of(const struct config *c);

#endif
