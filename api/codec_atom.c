/* codec_atom - see codec_atom.h. */
#include "api/codec_atom.h"

#include "base/day.h"
#include "matcher/snapshot.h"

/* XML 1.0 has no way to write the other controls. */
static void put_text(struct buf *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '&')
			buf_add_text(to, "&amp;");
		else if (c == '<')
			buf_add_text(to, "&lt;");
		else if (c == '>')
			buf_add_text(to, "&gt;");
		else if (c == '"')
			buf_add_text(to, "&quot;");
		else if (c >= ' ' || c == '\n' || c == '\t')
			buf_add_char(to, (char)c);
	}
}

static void put_element(struct buf *to, const char *name, struct slice text)
{
	buf_print(to, "<%s>", name);
	put_text(to, text);
	buf_print(to, "</%s>\n", name);
}

static void put_time(struct buf *to, int32_t day, int64_t second)
{
	char text[DAY_TEXT_BYTES];

	day_write(day, text);
	buf_print(to, "<updated>%sT%02d:%02d:%02dZ</updated>\n", text,
		  (int)(second / 3600), (int)(second / 60 % 60),
		  (int)(second % 60));
}

void codec_atom_begin(struct buf *to, const struct opening_view *v,
		      const struct atom_feed *feed)
{
	static const char *const titles[LANG__COUNT] = {
		"Baybridge: a saved search", "Baybridge：已儲存的搜尋",
		"Baybridge：已保存的搜索", "Baybridge: uma pesquisa guardada"};
	int64_t second = feed->at_us / 1000000;

	buf_print(to,
		  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		  "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
		  "xml:lang=\"%s\">\n"
		  "<id>urn:baybridge:search:%.*s</id>\n",
		  lang_code(v->lang), SLICE_ARG(feed->id));
	put_element(to, "title", slice_of(titles[v->lang]));
	put_time(to, (int32_t)(second / 86400), second % 86400);
	buf_add_text(to, "<author><name>Baybridge</name></author>\n");
}

void codec_atom_entry(struct buf *to, const struct opening_view *v,
		      const struct atom_feed *feed, size_t opening)
{
	const struct opening *o =
		snapshot_opening(v->arena, v->snapshot, opening);
	enum lang used;

	buf_add_text(to, "<entry>\n<id>urn:baybridge:opening:");
	put_text(to, o->id);
	buf_add_text(to, "</id>\n");
	put_element(to, "title", text_in(&o->title, v->lang, &used));
	put_time(to,
		 o->confirmed == DAY_NONE ? (int32_t)(feed->at_us / 86400000000)
					  : o->confirmed,
		 0);
	buf_add_text(to, "<link rel=\"alternate\" href=\"");
	put_text(to, slice_of(feed->site));
	buf_add_text(to, "/#/openings/");
	put_text(to, o->id);
	buf_add_text(to, "\"/>\n");
	if (!text_is_empty(&o->summary))
		put_element(to, "summary",
			    text_in(&o->summary, v->lang, &used));
	buf_add_text(to, "</entry>\n");
}

void codec_atom_end(struct buf *to)
{
	buf_add_text(to, "</feed>\n");
}
