/*
 * forget - the end of erasures: the file of the record is written anew, so that
 * no octet of the erased is in it or its log (store_forget), the file of the
 * snapshot goes, and the audit chain says so.
 */
#ifndef APP_FORGET_H
#define APP_FORGET_H

struct writer_seat;

/*
 * On the writer's thread, outside a transaction.  Erasures are gathered: at
 * most one rewrite in half a minute.  What fails was logged, and is done the
 * next time: jobs/forget.c sees to it that there is one.
 */
void forget_tend(struct writer_seat *w);

#endif
