/* crowd - see crowd.h. */
#include "app/crowd.h"

#include <stdint.h>
#include <stdio.h>

#include "app/files.h"
#include "app/progress.h"
#include "app/world.h"
#include "base/arena.h"
#include "json/jr.h"
#include "matcher/people.h"

struct crowd_reading {
	const struct world *world;
	const char *path;
	struct people_maker *maker;
	struct arena *own; /* of one line */
	struct buf lines;  /* unsigned, of each profile that was added */
	unsigned line;
	enum err err; /* the last */
};

static void read_id(const struct crowd_reading *r, const struct jr *root,
		    struct slice *ret_id, struct faults *f)
{
	const struct jr *n = jr_get(root, "id");

	*ret_id = arena_print(r->own, "%u", r->line);
	if (n != NULL)
		jr_read_id(n, ret_id, f);
}

static enum err read_person(const struct crowd_reading *r,
			    const struct jr *root, struct person_given *ret,
			    struct faults *f)
{
	static const char *const keys[] = {"id", "profile", "venture", NULL};
	const struct jr *venture = jr_get(root, "venture");
	const struct jr *profile = jr_get(root, "profile");
	enum err e;

	if (!jr_is_object(root, f))
		return ERR_INVALID;
	read_id(r, root, &ret->id, f);
	if (profile != NULL) {
		jr_only_keys(root, keys, f);
	} else {
		profile = jr_without(r->own, root, "id");
		profile = jr_without(r->own, profile, "venture");
	}
	ret->has_venture = venture != NULL;
	e = profile_read(r->own, r->world->vocabulary, r->world->rates, profile,
			 venture, &ret->profile, f);
	return faults_any(f) ? ERR_INVALID : e;
}

static void read_line(struct crowd_reading *r, struct slice text)
{
	struct faults faults = {.line = r->line};
	struct person_given given;
	const struct jr *root;
	enum err e = jr_parse(r->own, text, &root, &faults);

	if (e == ERR_OK)
		e = read_person(r, root, &given, &faults);
	if (e != ERR_OK) {
		faults_print(r->path, &faults);
		r->err = e;
		return;
	}
	people_add(r->maker, &given);
	buf_add(&r->lines, &r->line, sizeof(r->line));
}

static void read_lines(struct crowd_reading *r, struct slice bytes)
{
	struct progress bar = progress_new("Reading", bytes.n);
	struct slice rest = bytes;

	while (rest.n > 0) {
		struct slice text = slice_strip(slice_split(rest, '\n', &rest));

		r->line++;
		arena_reset(r->own);
		if (text.n > 0)
			read_line(r, text);
		progress_step(&bar, bytes.n - rest.n);
	}
	progress_end(&bar);
}

static enum err finish(struct crowd_reading *r, struct people **ret_people)
{
	const unsigned *lines = (const unsigned *)(const void *)r->lines.p;
	struct faults faults = {.count = 0};
	size_t number;
	enum err e;

	if (r->err != ERR_OK) {
		people_maker_free(r->maker);
		return r->err;
	}
	e = people_finish(r->maker, ret_people, &number);
	if (e == ERR_OK)
		return e;
	faults.line = lines[number];
	fault_at_pointer(&faults, FAULT_DUPLICATE_ID, "/id", NULL);
	faults_print(r->path, &faults);
	return ERR_INVALID;
}

enum err crowd_read(struct arena *a, const struct world *w, const char *path,
		    struct people **ret_people)
{
	struct snapshot_parts parts = world_parts(w);
	struct crowd_reading r = {.world = w, .path = path};
	struct slice bytes;
	enum err e = file_read(a, path, &bytes);

	if (e != ERR_OK) {
		fprintf(stderr, "%s: cannot be read\n", path);
		return e;
	}
	r.maker = people_begin(&parts);
	r.own = arena_new(0);
	buf_init(&r.lines, SIZE_MAX / 2);
	read_lines(&r, bytes);
	e = finish(&r, ret_people);
	buf_done(&r.lines);
	arena_free(r.own);
	return e;
}
