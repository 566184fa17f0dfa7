/* GET /v1/me/documents - the papers that a seeker keeps here.  READ. */
#include "api/document_row.h"
#include "api/handler.h"
#include "api/paging.h"

handler_fn handle_document_list;

enum err handle_document_list(struct request *rq, struct reply *rp)
{
	struct stored_documents rows;
	struct page page, last = {.number = 0};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = documents_of_account(rq->db, rq->arena, rq->caller.id,
					 &page, &rows);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
		e = document_row_write(&rq->hands, rp->json, &rows.items[i]);
		last.id = rows.items[i].id;
	}
	paging_close(rq, rp, &page, rows.count, &last);
	return e;
}
