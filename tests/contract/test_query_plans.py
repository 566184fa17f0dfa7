#!/usr/bin/env python3
"""No query scans a table or sorts in a temporary b-tree unless it says why.

Asks SQLite for the plan of each statement in schema/queries, on the schema as
the migrations leave it.  `-- scan: why` allows what it excuses, and one that
excuses nothing is refused too.
"""
import importlib.machinery
import importlib.util
import pathlib
import re
import sqlite3
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COSTLY = re.compile(r'\bSCAN\b|TEMP B-TREE')
# The text index is a virtual table: FTS5's own look-up is called a scan.
FULL_TEXT = re.compile(r'SCAN opening_fts VIRTUAL TABLE INDEX \d+:M\d+')


def load_make_queries():
    path = str(ROOT / 'tools' / 'make-queries')
    loader = importlib.machinery.SourceFileLoader('make_queries', path)
    spec = importlib.util.spec_from_loader('make_queries', loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def open_schema(make_queries):
    db = sqlite3.connect(':memory:', isolation_level=None)
    for _, text in make_queries.read_migrations(ROOT / 'schema'):
        # Plans do not depend on the tokenizer, which only the program has.
        db.executescript(text.replace("tokenize = 'baybridge'",
                                      "tokenize = 'unicode61'"))
    return db


def costly_steps(db, sql):
    plan = db.execute(f'EXPLAIN QUERY PLAN {sql}', {
        str(n): 1 for n in range(1, 100)})
    return [row[3] for row in plan
            if COSTLY.search(row[3]) and not FULL_TEXT.fullmatch(row[3])]


def findings(db, query):
    steps = costly_steps(db, query.sql)
    if steps and not query.scan:
        yield (f'{query.where}: {query.name}: {"; ".join(steps)}. '
               'Add an index, or "-- scan: why that is fine".')
    if query.scan and not steps:
        yield f'{query.where}: {query.name}: "-- scan:" excuses nothing.'


def main():
    make_queries = load_make_queries()
    db = open_schema(make_queries)
    bad = [finding for query in make_queries.read_queries(ROOT / 'schema')
           if not query.once for finding in findings(db, query)]
    print('\n'.join(bad))
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
