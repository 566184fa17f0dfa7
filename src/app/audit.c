/*
 * baybridge audit verify - does each entry of the chain fit the one before?
 *
 * Finds every entry that was changed, removed, added or moved.  What was cut
 * off at the end shows against a head that was printed before, and signed.
 * Nothing is written; the server may run.
 */
#include "store/audit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/keyring.h"
#include "base/arena.h"
#include "config/config.h"
#include "crypt/chain.h"
#include "crypt/keys.h"
#include "store/store.h"

command_fn command_audit;

static bool add(struct chain_check *c, const struct keys *keys,
		const struct stored_audit *row)
{
	const struct chain_entry entry = {.seq = row->seq,
					  .at_us = row->at_us,
					  .actor = row->actor,
					  .action = row->action,
					  .object = row->object,
					  .detail = row->detail};

	return chain_check_add(c, keys, &entry, row->hash);
}

/* ERR_CONFLICT: c->seq is the first that does not fit. */
static enum err walk(struct db *db, const struct keys *keys,
		     struct chain_check *c)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	enum err e = ERR_OK;
	size_t count;

	do {
		struct arena *a = arena_new(0);
		struct stored_audits rows = {.count = 0};

		e = audit_page(db, a, &page, &rows);
		count = rows.count;
		for (size_t i = 0; e == ERR_OK && i < count; i++) {
			page.number = rows.items[i].seq;
			if (!add(c, keys, &rows.items[i]))
				e = ERR_CONFLICT;
		}
		arena_free(a);
	} while (e == ERR_OK && count == PAGE_MAX);
	return e;
}

static void print_hex(const char *name, const unsigned char *octets, size_t n)
{
	printf("%s ", name);
	for (size_t i = 0; i < n; i++)
		printf("%02x", octets[i]);
	putchar('\n');
}

static void print_head(const struct keys *keys, const struct chain_check *c)
{
	unsigned char signature[CHAIN_SIGNATURE_BYTES];
	unsigned char signer[CHAIN_SIGNER_BYTES];

	printf("%lld entries fit.\n", (long long)c->count);
	if (c->count == 0)
		return;
	chain_sign(keys, c->seq, &c->head, signature);
	chain_signer(keys, signer);
	printf("entry %lld\n", (long long)c->seq);
	print_hex("head", c->head.octets, sizeof(c->head.octets));
	print_hex("signature", signature, sizeof(signature));
	print_hex("signer", signer, sizeof(signer));
}

static enum exit_code verify(struct arena *a, const struct config *config,
			     struct db *db)
{
	struct chain_check c = {0};
	struct stored_audit last;
	struct keys *keys;
	enum err e = audit_last(db, a, &last);

	if (e == ERR_NOT_FOUND) {
		puts("0 entries fit.");
		return EXIT_GOOD;
	}
	if (e == ERR_OK)
		e = keyring_find(a, config, &keys);
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "audit",
				    "the chain cannot be read.");
	e = walk(db, keys, &c);
	if (e == ERR_OK)
		print_head(keys, &c);
	keys_close(keys);
	if (e == ERR_CONFLICT)
		return command_fail(EXIT_REFUSED, "audit",
				    "entry %lld is broken: it was changed, or "
				    "one before it was removed, added or "
				    "moved.",
				    (long long)c.seq);
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "audit", "%s.",
				    err_title(e, LANG_EN));
	return EXIT_GOOD;
}

enum exit_code command_audit(struct arena *a, struct config *config,
			     const struct options *options)
{
	struct db *db;
	enum exit_code code;

	if (options->word_count != 1 ||
	    strcmp(options->words[0], "verify") != 0)
		return command_fail(EXIT_USAGE, "audit", "say `verify`.");
	if (access(config->store_db, F_OK) != 0)
		return command_fail(EXIT_REFUSED, "audit", "%s is not there.",
				    config->store_db);
	if (store_open(config->store_db, DB_READER, &db) != ERR_OK)
		return command_fail(EXIT_BROKEN, "audit",
				    "%s cannot be opened.", config->store_db);
	code = verify(a, config, db);
	store_close(db);
	return code;
}
