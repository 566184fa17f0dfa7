#!/usr/bin/env python3
"""What is kept about a person is told to them, and what for.

Every table in which schema/personal.txt knows something of a person, and every
column of it, has its line in src/store/export.def with a purpose; the statement
of each table selects what is told, in that order.  Two people are planted in
every table: the statements give what is the one's and nothing of the other.
"""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import test_personal as personal  # noqa: E402

ROOT = personal.ROOT
# Its octets are a paper's, which has a route of its own.
ELSEWHERE = ('document_chunk',)
NUMBERS = ('NUMBER', 'TIME', 'DAY', 'FLAG', 'HUNDREDTHS')


def read_def():
    """{table: [(column, kind, purpose)]} in order of export.def."""
    text = (ROOT / 'src' / 'store' / 'export.def').read_text('utf-8')
    tables, words = {}, {}
    for line in text.splitlines():
        table = re.fullmatch(r'EXPORT_TABLE\((\w+), "(\w+)", "(\w*)"\)', line)
        field = re.fullmatch(
            r'EXPORT_FIELD\((\w+), (\w+), (\w+), (\w+)\)', line)
        if table:
            words[table[1]] = table[2]
            tables[table[2]] = []
        if field:
            tables[words[field[1]]].append((field[2], field[3], field[4]))
    return tables


def read_purposes():
    text = (ROOT / 'people' / 'purposes.def').read_text('utf-8')
    return set(re.findall(r'^PURPOSE\((\w+),', text, re.M))


class Export(personal.Personal):
    """Plants as test_personal does; its own tests are not run again."""

    def setUp(self):
        super().setUp()
        self.tables = read_def()

    def of_person(self):
        return {t for t, cs in self.fates.items() if set(cs.values()) - {'kept'}}

    def queries(self):
        return {q.name.removeprefix('export_'): q.sql
                for q in self.make_queries.read_queries(ROOT / 'schema')
                if q.name.startswith('export_')}

    def planted(self):
        self.db.execute('PRAGMA foreign_keys = OFF')
        self.db.execute('PRAGMA ignore_check_constraints = ON')
        for who in ('ann', 'bob'):
            personal.plant(self.db, self.fates, who)

    def test_every_table_and_column_about_a_person_has_a_line(self):
        missing = self.of_person() - set(self.tables) - set(ELSEWHERE)
        self.assertEqual(missing, set(), 'add them to src/store/export.def')
        for table, fields in self.tables.items():
            self.assertEqual({c for c, _, _ in fields},
                             set(self.fates[table]), table)

    def test_every_purpose_is_said_in_words(self):
        said = read_purposes()
        for table, fields in self.tables.items():
            for column, _, purpose in fields:
                self.assertIn(purpose, said, f'{table}.{column}')

    def test_each_statement_selects_what_is_told_in_order(self):
        queries = self.queries()
        self.assertEqual(set(queries), set(self.tables))
        for table, sql in queries.items():
            got = [d[0] for d in self.db.execute(sql, {'1': 'x'}).description]
            told = [c for c, kind, _ in self.tables[table] if kind != 'SECRET']
            self.assertEqual(got[1:], told, table)

    def test_numbers_are_read_as_numbers(self):
        for table, fields in self.tables.items():
            types = personal.columns_of(self.db, table)
            for column, kind, _ in fields:
                if kind != 'SECRET':
                    self.assertEqual(types[column] == 'BIGINT',
                                     kind in NUMBERS, f'{table}.{column}')

    def test_what_is_sealed_is_opened_and_no_hash_is_told(self):
        for table, fields in self.tables.items():
            for column, kind, _ in fields:
                if column.endswith('sealed') and kind != 'SECRET':
                    self.assertTrue(kind.startswith('SEALED'), column)
                if re.search(r'hash|password$|wrapped|index', column):
                    self.assertEqual(kind, 'SECRET', f'{table}.{column}')

    def test_a_planted_row_of_each_table_is_told_and_no_other(self):
        self.planted()
        for table, sql in self.queries().items():
            rows = self.db.execute(sql, {'1': 'ann'}).fetchall()
            self.assertEqual(len(rows), 1, table)
            self.assertNotIn('bob', str(rows), table)


for name in [n for n in dir(personal.Personal) if n.startswith('test_')]:
    setattr(Export, name, None)

if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], 'Export'])
