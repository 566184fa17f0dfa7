/* me_row - an account as its owner sees it. */
#ifndef API_ME_ROW_H
#define API_ME_ROW_H

#include "api/handler.h"

/* As the record has it now. */
MUST_USE enum err me_row_write(struct request *rq, struct reply *rp);

#endif
