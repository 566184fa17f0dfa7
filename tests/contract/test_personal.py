#!/usr/bin/env python3
"""What schema/personal.txt says of a column is what an erasure does to it.

Every column of the schema has a line there.  Then two people are planted in
every table, one is erased by schema/queries/erase.sql, and nothing that was to
go is found in any cell, while all that is the other's stands as it was.
"""
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import test_query_plans as plans  # noqa: E402

ROOT = plans.ROOT
FATES = ('kept', 'deleted', 'emptied', 'stand-in')
SHADOWS = re.compile(r'opening_fts|sqlite_')
# Sealed, and an organisation's.
NOBODYS = ('webhook.secret_sealed',)
# Words that tables link by without a reference.
LINKS = {'account': 'account', 'person': 'account', 'lead': 'account',
         'actor': 'account', 'reviewer': 'account', 'by_account': 'account',
         'decided_by': 'account', 'search': 'saved_search',
         'application': 'application', 'document': 'document',
         'placement': 'placement', 'venture': 'venture'}


def read_fates():
    """{table: {column: fate}} as written."""
    fates = {}
    text = (ROOT / 'schema' / 'personal.txt').read_text('utf-8')
    for line in text.splitlines():
        if line and not line.startswith('#'):
            name, fate = line.split()
            table, column = name.split('.')
            fates.setdefault(table, {})[column] = fate
    return fates


def tables_of(db):
    rows = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [name for (name,) in rows if not SHADOWS.match(name)]


def columns_of(db, table):
    return {row[1]: row[2] for row in db.execute(f'PRAGMA table_info({table})')}


def value_of(who, table, column, kind, fate):
    """Unique to the person where it is to go, ids so that rows are linked."""
    if column == 'email_index':
        return f'gone {who} email'.encode()
    if column == 'id':
        return who if table == 'account' else f'{table} of {who}'
    link = LINKS.get(column)
    if link and kind == 'TEXT' and table != link:
        return who if link == 'account' else f'{link} of {who}'
    if column == 'state':
        return 'active'
    if kind == 'BIGINT' or kind == 'INTEGER':
        return 555001 if who == 'ann' else 777002
    word = 'gone' if fate in ('deleted', 'emptied') else 'stays'
    return f'{word} {who} {table}.{column}'


def plant(db, fates, who):
    for table in tables_of(db):
        columns = columns_of(db, table)
        values = [value_of(who, table, c, k, fates[table][c])
                  for c, k in columns.items()]
        marks = ','.join('?' * len(values))
        db.execute(f'INSERT INTO {table} ({",".join(columns)}) '
                   f'VALUES ({marks})', values)


def cells(db):
    """(table, column, value) of everything."""
    for table in tables_of(db):
        columns = list(columns_of(db, table))
        for row in db.execute(f'SELECT * FROM {table}'):
            yield from ((table, c, v.decode() if isinstance(v, bytes) else v)
                        for c, v in zip(columns, row))


def erase_queries(make_queries):
    return [q for q in make_queries.read_queries(ROOT / 'schema')
            if pathlib.Path(q.where.split(':')[0]).name == 'erase.sql']


class Personal(unittest.TestCase):
    def setUp(self):
        self.make_queries = plans.load_make_queries()
        self.db = plans.open_schema(self.make_queries)
        self.fates = read_fates()

    def erase(self):
        self.db.execute('PRAGMA foreign_keys = OFF')
        self.db.execute('PRAGMA ignore_check_constraints = ON')
        plant(self.db, self.fates, 'ann')
        plant(self.db, self.fates, 'bob')
        self.before = [c for c in cells(self.db)]
        for query in erase_queries(self.make_queries):
            given = {'1': 'ann'}
            if '$2' in query.sql:
                given = {'1': 'nobody', '2': 'ann'}
            self.db.execute(query.sql, given)

    def test_every_column_has_a_fate_and_every_fate_a_column(self):
        have = {t: set(columns_of(self.db, t)) for t in tables_of(self.db)}
        said = {t: set(c) for t, c in self.fates.items()}
        self.assertEqual(have, said)
        for table, columns in self.fates.items():
            for column, fate in columns.items():
                self.assertIn(fate, FATES, f'{table}.{column}')

    def test_sealed_columns_and_wrapped_keys_are_never_kept(self):
        for table, columns in self.fates.items():
            for column, fate in columns.items():
                if (re.search(r'sealed|wrapped|email|password', column)
                        and f'{table}.{column}' not in NOBODYS):
                    self.assertNotEqual(fate, 'kept', f'{table}.{column}')

    def test_what_is_to_go_is_in_no_cell(self):
        self.erase()
        left = [(t, c) for t, c, v in cells(self.db)
                if isinstance(v, str) and v.startswith('gone ann')]
        self.assertEqual(left, [])

    def test_deleted_rows_and_emptied_numbers_are_gone(self):
        self.erase()
        for table, columns in self.fates.items():
            for column, fate in columns.items():
                if fate not in ('deleted', 'emptied'):
                    continue
                left = [v for t, c, v in cells(self.db)
                        if (t, c) == (table, column) and v == 555001]
                self.assertEqual(left, [], f'{table}.{column}')

    def test_the_account_is_named_only_where_its_id_is_kept(self):
        self.erase()
        for table, column, value in cells(self.db):
            if value == 'ann':
                self.assertEqual(self.fates[table][column], 'kept',
                                 f'{table}.{column}')
            if value == 'nobody':
                self.assertEqual(self.fates[table][column], 'stand-in',
                                 f'{table}.{column}')

    def test_a_stand_in_is_where_one_was_promised(self):
        self.erase()
        want = {(t, c) for t, cs in self.fates.items()
                for c, fate in cs.items() if fate == 'stand-in'}
        have = {(t, c) for t, c, v in cells(self.db) if v == 'nobody'}
        # The row with this column went with the address it was made for.
        want.discard(('invitation', 'by_account'))
        self.assertEqual(have, want)

    def test_the_other_person_is_untouched(self):
        def of_bob(all_cells):
            return sorted((t, c, str(v)) for t, c, v in all_cells
                          if 'bob' in str(v) or v == 777002)
        self.erase()
        self.assertEqual(of_bob(self.before), of_bob(cells(self.db)))

    def test_the_program_runs_all_of_them_in_order(self):
        source = (ROOT / 'src' / 'store' / 'erase.c').read_text('utf-8')
        steps = re.findall(r'\{QUERY_(ERASE_\w+), (true|false)\}', source)
        want = [(q.name.upper(), 'true' if '$2' in q.sql else 'false')
                for q in erase_queries(self.make_queries)]
        self.assertEqual(steps, want)


if __name__ == '__main__':
    unittest.main()
