/*
 * steps - what a connection does in each state, without waiting for anything.
 */
#ifndef NET_STEPS_H
#define NET_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct conn;

/* One step; false when it needs octets, room in the socket, or the service. */
bool steps_next(struct conn *c);

/* The reply of the turn at hand is filled in: it joins the output. */
void steps_answer(struct conn *c);

/* Net's own answer to the turn at hand, the last on this connection. */
void steps_refuse(struct conn *c, enum err e, const char *words);

/* A deadline of the state has passed. */
void steps_deadline(struct conn *c);

void steps_enter_idle(struct conn *c);

/* The last octets are in the output: close once they are sent. */
void steps_enter_last_send(struct conn *c);

/* Done with the turn whose body was sent from where it is; status 0: cut. */
void steps_end_tail(struct conn *c, int status);

/* Octets that came and were not yet understood. */
size_t steps_unread(const struct conn *c);

int64_t steps_after_ms(int64_t us, uint32_t ms);

#endif
