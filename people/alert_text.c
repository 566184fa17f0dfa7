/* alert_text - the news of a search as text of a letter; see alerts.h. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/snapshot.h"
#include "people/alerts.h"

/* A letter's values have 64 KiB together; a title has 1,000 octets at most. */
enum { TOLD_MAX = 30, ROOM_BYTES = 40 * 1024, TEXT_BYTES_MAX = 60 * 1024 };

static const char *const headings[][LANG__COUNT] = {
	[ALERT_NEW] = {"New", "新機會", "新机会", "Novas"},
	[ALERT_ELIGIBLE] = {"You are now eligible", "你現已符合資格",
			    "您现已符合条件", "Agora é elegível"},
	[ALERT_SOON] = {"Closing within a week", "一星期內截止", "一周内截止",
			"Terminam dentro de uma semana"},
};
static const char *const closes[LANG__COUNT] = {"closes", "截止日期",
						"截止日期", "prazo"};
static const char *const more[LANG__COUNT] = {
	"There are more: open the search to see them all.",
	"還有更多：請開啟搜尋查看全部。", "还有更多：请打开搜索查看全部。",
	"Há mais: abra a pesquisa para as ver todas."};

static void put_hit(const struct hands *h, const struct alert_world *world,
		    const struct alert_hit *hit, enum lang l, const char *site,
		    struct buf *to)
{
	const struct opening *o =
		snapshot_opening(h->arena, world->snapshot, hit->opening);
	char day[DAY_TEXT_BYTES];
	enum lang used;
	struct slice title = text_in(&o->title, l, &used);

	buf_print(to, "- %.*s", SLICE_ARG(title));
	if (hit->closes != DAY_NONE) {
		day_write(hit->closes, day);
		buf_print(to, " (%s %s)", closes[l], day);
	}
	buf_print(to, "\n  %s/#/openings/%.*s\n", site, SLICE_ARG(hit->id));
}

static void put_section(const struct hands *h, const struct alert_world *world,
			const struct alert_hits *hits, enum alert_news news,
			enum lang l, const char *site, struct buf *to)
{
	size_t told = 0;

	for (size_t i = 0; i < hits->count; i++) {
		const struct alert_hit *hit = &hits->items[i];

		if (hit->news != news || !hit->is_told)
			continue;
		if (told == 0)
			buf_print(to, "%s%s\n\n", to->n > 0 ? "\n" : "",
				  headings[news][l]);
		if (told++ == TOLD_MAX || to->n > ROOM_BYTES) {
			buf_print(to, "%s\n", more[l]);
			break;
		}
		put_hit(h, world, hit, l, site, to);
	}
}

struct slice alert_text(const struct hands *h, const struct alert_world *world,
			const struct alert_hits *hits, enum lang l,
			const char *site)
{
	static const enum alert_news order[] = {ALERT_NEW, ALERT_ELIGIBLE,
						ALERT_SOON};
	struct slice text;
	struct buf to;

	buf_init(&to, TEXT_BYTES_MAX);
	for (size_t i = 0; i < COUNT(order); i++)
		put_section(h, world, hits, order[i], l, site, &to);
	text = arena_copy(h->arena, buf_slice(&to));
	buf_done(&to);
	return text;
}
