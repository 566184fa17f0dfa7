/* people - see people.h. */
#include "app/people.h"

#include <stdio.h>

#include "app/files.h"
#include "app/world.h"
#include "base/arena.h"
#include "json/jr.h"
#include "matcher/snapshot.h"

enum err people_open(struct arena *a, const char *path,
		     struct person_file *ret_file)
{
	struct slice bytes, after;
	struct slice first;
	struct faults *ignored = ARENA_NEW(a, struct faults);
	const struct jr *root;
	enum err e = file_read(a, path, &bytes);

	if (e != ERR_OK) {
		fprintf(stderr, "%s: cannot be read\n", path);
		return e;
	}
	bytes = slice_strip(bytes);
	if (bytes.n == 0) {
		fprintf(stderr, "%s: it is empty; a profile is a JSON object\n",
			path);
		return ERR_MALFORMED;
	}
	first = slice_strip(slice_split(bytes, '\n', &after));
	*ret_file = (struct person_file){.path = path, .rest = bytes};
	/* Lines, when the first of several is a document of its own. */
	ret_file->is_lines = slice_strip(after).n > 0 &&
			     jr_parse(a, first, &root, ignored) == ERR_OK;
	return ERR_OK;
}

static enum err read_request(struct arena *a, const struct snapshot *s,
			     const struct jr *root, int32_t as_of,
			     struct match_request *ret, struct faults *f)
{
	const struct jr *venture = jr_get(root, "venture");

	*ret = codec_match_preset(as_of);
	if (jr_get(root, "profile") != NULL)
		return codec_match_read(a, s, root, as_of, ret, f);
	if (venture != NULL)
		root = jr_without(a, root, "venture");
	return profile_read(a, s->vocabulary, s->rates, root, venture,
			    &ret->query.profile, f);
}

static struct slice next_text(struct person_file *f)
{
	struct slice text;

	if (!f->is_lines) {
		text = f->rest;
		f->rest = (struct slice){NULL, 0};
		return text;
	}
	do {
		text = slice_strip(slice_split(f->rest, '\n', &f->rest));
		f->line++;
	} while (text.n == 0 && f->rest.n > 0);
	return text;
}

enum err people_next(struct arena *a, struct person_file *f,
		     const struct snapshot *s, int32_t as_of,
		     struct match_request *ret_request)
{
	struct faults faults = {.count = 0};
	struct slice text = next_text(f);
	const struct jr *root;
	enum err e;

	if (text.n == 0)
		return ERR_NOT_FOUND;
	faults.line = f->line;
	e = jr_parse(a, text, &root, &faults);
	if (e == ERR_OK)
		e = read_request(a, s, root, as_of, ret_request, &faults);
	if (e != ERR_OK)
		faults_print(f->path, &faults);
	return e;
}
