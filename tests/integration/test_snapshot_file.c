/*
 * The file of a base: what is loaded answers as what was saved, and anything
 * that is not whole, or of another world, is refused.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "api/codec_list.h"
#include "api/codec_match.h"
#include "app/snapshot_file.h"
#include "base/arena.h"
#include "base/log.h"
#include "matcher/analyse.h"
#include "matcher/catalogue.h"
#include "matcher/match.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "support/linked_world.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"
#include "support/vocabulary_json.h"
#include "support/vocabulary_shipped.h"

enum {
	ROUNDS = 6,
	DOCUMENTS = 120,
	ASKED = 12,
	FLIPS = 400,
	SHOWN = 50,
	PATH_BYTES = 256,
	SEQ = 142
};

static struct {
	char folder[PATH_BYTES - 16];
	char path[PATH_BYTES];
} f;

static int set_up(void **state)
{
	(void)state;
	snprintf(f.folder, sizeof(f.folder), "/tmp/snapshot-XXXXXX");
	assert_non_null(mkdtemp(f.folder));
	snprintf(f.path, sizeof(f.path), "%s/base", f.folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(f.path);
	return rmdir(f.folder);
}

/* Everything that a profile or words are answered, as one text. */
struct asker {
	struct arena *arena;
	struct analyser *analyser;
	const struct snapshot *snapshot;
	struct buf said;
};

static struct asker asker_new(struct analyser *an, const struct snapshot *s)
{
	struct asker a = {arena_new(0), an, s, {.p = NULL}};

	buf_init(&a.said, SIZE_MAX / 2);
	return a;
}

static void asker_done(struct asker *a)
{
	buf_done(&a->said);
	arena_free(a->arena);
}

/* The profile with ' for ". */
static void ask_match(struct asker *a, const char *profile)
{
	const char *body = arena_print(a->arena, "{'profile':%s}", profile).p;
	struct match_request rq;
	struct match_answer answer;
	struct faults faults = {.count = 0};
	struct json_writer w;

	if (codec_match_read(a->arena, a->snapshot, world_json(body),
			     world_day("2025-06-01"), &rq, &faults) != ERR_OK)
		fail_msg("%s: %s", body, stall_refusals(&faults));
	rq.query.analyser = a->analyser;
	rq.query.limit = SHOWN;
	match_rank(a->arena, a->snapshot, &rq.query, &answer);
	jw_init(&w, &a->said);
	codec_match_write(a->arena, &w, a->snapshot, &rq, &answer);
	buf_add_char(&a->said, '\n');
}

static void ask_words(struct asker *a, const char *words)
{
	struct search_query q = {.analyser = a->analyser,
				 .words = slice_of(words),
				 .filters =
					 filters_none(world_day("2025-06-01")),
				 .limit = SHOWN};
	struct list_view view = {.arena = a->arena,
				 .analyser = a->analyser,
				 .snapshot = a->snapshot,
				 .lang = LANG_ALL,
				 .day = q.filters.day};
	struct search_answer answer;
	struct json_writer w;

	search_run(a->arena, a->snapshot, &q, &answer);
	jw_init(&w, &a->said);
	codec_list_write(&w, &view, &answer);
	buf_add_char(&a->said, '\n');
}

static void same_answers(struct asker *a, struct asker *b)
{
	struct slice x = buf_slice(&a->said), y = buf_slice(&b->said);

	assert_true(x.n > 0);
	if (!slice_eq(x, y))
		fail_msg("%.*s\n%.*s", SLICE_ARG(x), SLICE_ARG(y));
}

static const char *const words[] = {
	"",         "internship", "實習",      "machine learning",
	"机器学习", "a",          "inernship", "startup funding in hong kong",
	"estágio",  "data C++"};

static void ask_all_words(struct asker *a)
{
	for (size_t i = 0; i < COUNT(words); i++)
		ask_words(a, words[i]);
}

/* A snapshot of the loaded base, in the place of the other. */
static struct snapshot *loaded(const struct snapshot_parts *p)
{
	struct segment *base;
	int64_t seq;

	assert_int_equal(snapshot_file_load(f.path, p, &base, &seq), ERR_OK);
	assert_int_equal(seq, SEQ);
	return snapshot_new(base, SEQ);
}

static void save_base(const struct snapshot_parts *p, const struct snapshot *s)
{
	assert_int_equal(snapshot_file_save(f.path, p, s->leaves->segment, SEQ),
			 ERR_OK);
}

static struct snapshot *random_snapshot(struct random *r)
{
	const char *documents[DOCUMENTS];

	random_documents(r, DOCUMENTS, documents);
	return stall_snapshot(documents_array(documents, DOCUMENTS));
}

/* The name of a snapshot is of its seq, and is in the answers. */
static struct snapshot *named(struct snapshot *s)
{
	struct snapshot *again =
		snapshot_new(segment_hold(s->leaves->segment), SEQ);

	snapshot_free(s);
	return again;
}

static void a_loaded_base_answers_the_same(void **state)
{
	struct snapshot_parts p = stall_parts();
	struct random r;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t seed = 8800 + (uint64_t)round;
		struct snapshot *built, *again;
		struct asker x, y;

		print_message("seed %llu\n", (unsigned long long)seed);
		random_seed(&r, seed);
		built = named(random_snapshot(&r));
		save_base(&p, built);
		again = loaded(&p);
		x = asker_new(p.analyser, built);
		y = asker_new(p.analyser, again);
		for (int i = 0; i < ASKED; i++) {
			const char *profile = random_profile(&r);

			ask_match(&x, profile);
			ask_match(&y, profile);
		}
		ask_all_words(&x);
		ask_all_words(&y);
		same_answers(&x, &y);
		asker_done(&x);
		asker_done(&y);
		snapshot_free(built);
		snapshot_free(again);
	}
}

/* One opening more, in a leaf of its own. */
static struct snapshot *extended(struct snapshot *s)
{
	static const struct slice id = SLICE_INIT("new");
	static const struct id_list ids = {1, &id}, none = {0, NULL};
	struct opening_reader reader = stall_get()->reader;
	struct snapshot_parts p = stall_parts();
	struct faults faults = {.count = 0};
	struct snapshot *next;
	struct catalogue *c;

	reader.arena = arena_new(0);
	c = catalogue_new(&reader);
	assert_int_equal(
		catalogue_add(c,
			      world_json("{'id':'new','kind':'job','title':"
					 "{'en':'Internship data tester'},"
					 "'skills':['python','C++']}"),
			      &faults),
		ERR_OK);
	next = snapshot_revise(
		s, &(struct revision){
			   .seq = SEQ + 1,
			   .gone = &none,
			   .added = segment_extend(arena_new(0), &p, c, &ids,
						   s->leaves->segment)});
	arena_free(reader.arena);
	snapshot_free(s);
	return next;
}

static void a_leaf_on_a_loaded_base_answers_the_same(void **state)
{
	struct snapshot_parts p = stall_parts();
	struct snapshot *built, *again;
	struct asker x, y;
	struct random r;

	(void)state;
	random_seed(&r, 8900);
	built = named(random_snapshot(&r));
	save_base(&p, built);
	again = extended(loaded(&p));
	built = extended(built);
	x = asker_new(p.analyser, built);
	y = asker_new(p.analyser, again);
	ask_all_words(&x);
	ask_all_words(&y);
	same_answers(&x, &y);
	asker_done(&x);
	asker_done(&y);
	snapshot_free(built);
	snapshot_free(again);
}

/* The vocabulary, the taxonomy and the catalogue that ship. */
static struct segment *shipped_segment(const struct snapshot_parts *p)
{
	static const char *const names[] = {
		"funding", "incubators",      "internships",
		"jobs",    "organisations-a", "organisations-b"};
	struct opening_reader reader = {arena_new(0), p->vocabulary, p->rates,
					NULL};
	struct catalogue *c = catalogue_new(&reader);
	struct segment *s;

	for (size_t i = 0; i < COUNT(names); i++) {
		struct faults faults = {0};
		struct slice path =
			arena_print(reader.arena, "%s/../../catalogue/%s.json",
				    VOCABULARY_DIR, names[i]);

		if (catalogue_add_file(c, file_bytes(reader.arena, path.p),
				       &faults) != ERR_OK)
			fail_msg("%s: %s", names[i], stall_refusals(&faults));
	}
	s = segment_new(arena_new(0), p, c);
	arena_free(reader.arena);
	return s;
}

static const char *const seekers[] = {
	"{'texts':{'headline':'software developer','wants':'internship'}}",
	"{'facts':{'birth_date':'2001-03-04'},'texts':{'wants':'創業 資助'},"
	"'wishes':{'places':['shenzhen'],'sectors':['fintech']}}",
	"{'facts':{'birth_year':2000},'texts':{'skills':['python','會計'],"
	"'experience':'estágio em contabilidade'}}",
	"{}"};

static void the_shipped_catalogue_answers_the_same(void **state)
{
	struct arena *a = arena_new(0);
	struct snapshot_parts p = stall_parts();
	struct snapshot *built, *again;
	struct asker x, y;

	(void)state;
	p.vocabulary = vocabulary_shipped(a, VOCABULARY_DIR);
	p.known.linker = linked_shipped(a, p.analyser);
	built = snapshot_new(shipped_segment(&p), SEQ);
	assert_true(built->count > 100);
	save_base(&p, built);
	again = loaded(&p);
	x = asker_new(p.analyser, built);
	y = asker_new(p.analyser, again);
	for (size_t i = 0; i < COUNT(seekers); i++) {
		ask_match(&x, seekers[i]);
		ask_match(&y, seekers[i]);
	}
	ask_all_words(&x);
	ask_all_words(&y);
	same_answers(&x, &y);
	asker_done(&x);
	asker_done(&y);
	snapshot_free(built);
	snapshot_free(again);
	arena_free(a);
}

static enum err load_fails(const struct snapshot_parts *p)
{
	struct segment *s;
	int64_t seq;
	enum err e = snapshot_file_load(f.path, p, &s, &seq);

	if (e == ERR_OK)
		segment_release(s);
	return e;
}

/* The bits of `by` in the byte at `at`, turned over. */
static void spoil(FILE *file, long at, int by)
{
	int was;

	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	was = fgetc(file);
	assert_int_equal(fseek(file, at, SEEK_SET), 0);
	assert_int_not_equal(fputc(was ^ by, file), EOF);
	assert_int_equal(fflush(file), 0);
}

static void a_spoiled_or_cut_file_is_refused(void **state)
{
	struct snapshot_parts p = stall_parts();
	struct snapshot *s;
	struct random r;
	struct stat st;
	FILE *file;

	(void)state;
	random_seed(&r, 9000);
	s = random_snapshot(&r);
	save_base(&p, s);
	snapshot_free(s);
	assert_int_equal(stat(f.path, &st), 0);
	file = fopen(f.path, "r+b");
	assert_non_null(file);
	for (int i = 0; i < FLIPS; i++) {
		long at = random_below(&r, (int)st.st_size);
		int by = 1 << random_below(&r, 8);

		spoil(file, at, by);
		assert_int_not_equal(load_fails(&p), ERR_OK);
		spoil(file, at, by);
	}
	assert_int_equal(load_fails(&p), ERR_OK);
	for (int i = 0; i < FLIPS && st.st_size > 0; i++) {
		st.st_size -= random_range(&r, 1, (int)st.st_size / 8 + 1);
		assert_int_equal(truncate(f.path, st.st_size), 0);
		assert_int_equal(load_fails(&p), ERR_MALFORMED);
	}
	fclose(file);
}

static void a_file_of_another_world_is_stale(void **state)
{
	struct arena *a = arena_new(0);
	struct snapshot_parts p = stall_parts(), other = p;
	struct snapshot *s = stall_snapshot("[]");

	(void)state;
	save_base(&p, s);
	assert_int_equal(load_fails(&p), ERR_OK);
	other.vocabulary = vocabulary_shipped(a, VOCABULARY_DIR);
	assert_int_equal(load_fails(&other), ERR_STALE);
	other = p;
	other.known.synonyms = NULL;
	assert_int_equal(load_fails(&other), ERR_STALE);
	other = p;
	other.known.linker = NULL;
	assert_int_equal(load_fails(&other), ERR_STALE);
	snapshot_free(s);
	arena_free(a);
}

static void where_there_is_none_none_is_found(void **state)
{
	struct snapshot_parts p = stall_parts();

	(void)state;
	assert_int_equal(load_fails(&p), ERR_NOT_FOUND);
}

/* As on a full disk: the file that was there is still there, and whole. */
static void a_save_that_fails_leaves_the_file_before_it(void **state)
{
	struct snapshot_parts p = stall_parts();
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'Internship'}}]");
	struct rlimit before, small;
	struct stat st;
	char name[PATH_BYTES + 32];

	(void)state;
	save_base(&p, s);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 4096;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(
		snapshot_file_save(f.path, &p, s->leaves->segment, SEQ + 1),
		ERR_INTERNAL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	snapshot_free(loaded(&p));
	snprintf(name, sizeof(name), "%s.%ld.new", f.path, (long)getpid());
	assert_int_not_equal(stat(name, &st), 0);
	snapshot_free(s);
}

static void nobody_else_may_read_it(void **state)
{
	struct snapshot_parts p = stall_parts();
	struct snapshot *s = stall_snapshot("[]");
	struct stat st;

	(void)state;
	save_base(&p, s);
	assert_int_equal(stat(f.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	snapshot_free(s);
}

int main(void)
{
#define PROOF(run) cmocka_unit_test_setup_teardown(run, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		PROOF(a_loaded_base_answers_the_same),
		PROOF(a_leaf_on_a_loaded_base_answers_the_same),
		PROOF(the_shipped_catalogue_answers_the_same),
		PROOF(a_spoiled_or_cut_file_is_refused),
		PROOF(a_file_of_another_world_is_stale),
		PROOF(where_there_is_none_none_is_found),
		PROOF(a_save_that_fails_leaves_the_file_before_it),
		PROOF(nobody_else_may_read_it),
	};

	return cmocka_run_group_tests_name("snapshot_file", tests, stall_open,
					   stall_close);
}
