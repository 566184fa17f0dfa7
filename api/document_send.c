/* document_send - see document_send.h. */
#include "api/document_send.h"

#include <ctype.h>

#include "base/buf.h"

enum { FIELD_BYTES = 1000 };

/* A name in any script, as RFC 8187 has it. */
static void write_name(struct buf *to, struct slice name)
{
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		if ((c < 0x80 && isalnum(c)) || c == '.' || c == '-' ||
		    c == '_')
			buf_add_char(to, (char)c);
		else
			buf_print(to, "%%%02X", c);
	}
}

enum err document_send(const struct hands *h, struct reply *rp,
		       const struct stored_document *row)
{
	struct slice name;
	struct buf field;
	enum err e = document_row_name(h, row, &name);

	if (e == ERR_OK)
		e = document_row_open(h, row, &rp->http->body);
	if (e != ERR_OK) {
		/* A piece that opened is no part of the problem. */
		buf_clear(&rp->http->body);
		return e;
	}
	buf_init(&field, FIELD_BYTES);
	buf_add_text(&field, "attachment; filename=\"document.pdf\"; "
			     "filename*=UTF-8''");
	write_name(&field, name);
	net_reply_field(rp->http, "Content-Disposition", buf_slice(&field));
	buf_done(&field);
	rp->http->content_type = "application/pdf";
	rp->http->is_compressible = false;
	return ERR_OK;
}
