/* document_send - a paper as the file that it was; never shown inline. */
#ifndef API_DOCUMENT_SEND_H
#define API_DOCUMENT_SEND_H

#include "api/document_row.h"

/* Whoever may see it was asked before. */
MUST_USE enum err document_send(const struct hands *h, struct reply *rp,
				const struct stored_document *row);

#endif
