/* GET /v1/me/documents - the papers that a seeker keeps here.  READ. */
#include "api/document_row.h"
#include "api/handler.h"
#include "api/paging.h"
#include "api/params.h"

handler_fn handle_document_list;

enum err handle_document_list(struct request *rq, struct reply *rp)
{
	struct stored_documents rows;
	struct page page, last = {.number = 0};
	enum err e;

	params_only(rq->http, paging_params, rp->faults);
	e = paging_read(rq, 0, &page, rp->faults);
	if (e == ERR_OK && faults_any(rp->faults))
		e = ERR_INVALID;
	if (e == ERR_OK)
		e = documents_of_account(rq->db, rq->arena, rq->caller.id,
					 &page, &rows);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
		e = document_row_write(&rq->hands, rp->json, &rows.items[i]);
		last.id = rows.items[i].id;
	}
	jw_end(rp->json);
	paging_write(rq, rp, &page, rows.count, &last);
	jw_end(rp->json);
	return e;
}
