#!/usr/bin/env python3
"""tools/make-queries: what it refuses, where, and that it writes the same
bytes every time."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOOD = '-- name: one\n-- The one.\nSELECT a FROM t WHERE b = $1;\n'


def run(queries, sqlite_queries='', migrations=('0001_first.sql',)):
    """Exit code, what it said, and {file name: bytes} of what it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        schema = pathlib.Path(folder, 'schema')
        (schema / 'queries' / 'sqlite').mkdir(parents=True)
        (schema / 'migrations').mkdir()
        (schema / 'queries' / 'q.sql').write_text(queries)
        (schema / 'queries' / 'sqlite' / 'q.sql').write_text(sqlite_queries)
        for name in migrations:
            (schema / 'migrations' / name).write_text('SELECT 1;\n')
        out = pathlib.Path(folder, 'out')
        done = subprocess.run(
            [sys.executable, ROOT / 'tools' / 'make-queries', schema, out],
            capture_output=True, text=True, check=False)
        written = {p.name: p.read_bytes() for p in out.glob('*')}
        return done.returncode, done.stderr, written


class MakeQueries(unittest.TestCase):
    def refuses(self, queries, words, **others):
        code, said, written = run(queries, **others)
        self.assertEqual((code, written), (1, {}), said)
        self.assertIn(words, said)

    def test_a_good_query_becomes_an_enum_and_a_row(self):
        code, _, written = run(GOOD)
        self.assertEqual(code, 0)
        self.assertIn(b'QUERY_ONE,\n\tQUERY__COUNT', written['queries.h'])
        self.assertIn(b'"SELECT a FROM t WHERE b = $1"},',
                      written['queries.inc'])

    def test_the_same_schema_gives_the_same_bytes(self):
        self.assertEqual(run(GOOD), run(GOOD))

    def test_a_migration_ends_with_its_number(self):
        _, _, written = run(GOOD, migrations=('0001_a.sql', '0002_b.sql'))
        text = written['migrations.inc'].decode()
        body = text.split('migration_0002_b[] = {')[1].split('}')[0]
        octets = bytes(int(n) for n in body.split(','))
        self.assertTrue(
            octets.endswith(b'\nPRAGMA user_version = 2;\n\0'))

    def test_parameters_out_of_order_are_refused(self):
        self.refuses('-- name: x\n-- A.\nSELECT a FROM t WHERE b = $2 '
                     'AND c = $1;\n', 'first appear as $2, $1')

    def test_a_missing_parameter_is_refused(self):
        self.refuses('-- name: x\n-- A.\nSELECT $1, $3;\n', '$1, $3')

    def test_a_parameter_in_a_text_does_not_count(self):
        self.assertEqual(run("-- name: x\n-- A.\nSELECT '$9', $1;\n")[0], 0)

    def test_a_parameter_may_come_again(self):
        self.assertEqual(run('-- name: x\n-- A.\nSELECT $1, $2, $1;\n')[0], 0)

    def test_a_name_twice_is_refused_with_both_places(self):
        self.refuses(GOOD + GOOD, 'q.sql:1 already')

    def test_a_query_without_a_sentence_is_refused(self):
        self.refuses('-- name: x\nSELECT 1;\n', 'a sentence')

    def test_a_statement_without_a_name_is_refused(self):
        self.refuses('SELECT 1;\n' + GOOD, 'without a name')

    def test_two_statements_under_one_name_are_refused(self):
        self.refuses('-- name: x\n-- A.\nSELECT 1; SELECT 2;\n', 'one state')

    def test_a_statement_without_an_end_is_refused(self):
        self.refuses('-- name: x\n-- A.\nSELECT 1\n', 'ends in ";"')

    def test_scan_must_say_why(self):
        self.refuses('-- name: x\n-- A.\n-- scan:\nSELECT 1;\n', 'say why')

    def test_sqlites_own_words_are_refused_outside_its_folder(self):
        for sql in ('INSERT OR REPLACE INTO t VALUES ($1)', 'PRAGMA x',
                    'SELECT rowid FROM t', 'SELECT "a" FROM t',
                    "SELECT datetime('now')", 'SELECT a->$1 FROM t',
                    'SELECT json_extract(a, $1) FROM t', 'SELECT ?'):
            query = f'-- name: x\n-- A.\n{sql};\n'
            with self.subTest(sql):
                self.refuses(query, "SQLite's own")
                if '?' not in sql:
                    self.assertEqual(run(GOOD, query)[0], 0)

    def test_a_gap_in_the_migrations_is_refused(self):
        self.refuses(GOOD, 'expected 0002_',
                     migrations=('0001_a.sql', '0003_b.sql'))


if __name__ == '__main__':
    unittest.main()
