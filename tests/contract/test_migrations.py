#!/usr/bin/env python3
"""Each migration runs on a file that has rows, and none of them is lost."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import test_query_plans as plans  # noqa: E402

ROWS = {
    'setting': "('analyser_version', '1')",
    'organisation': "('acme', '{}', 1, 5, 5)",
    'opening': "('o', 'opening', 'open', 'acme', '{}', 1, 5, 5)",
    'opening_text': "(1, 'o', 't', 's', 'm', 'a', 'b')",
    'feed': "(0, 1, 'organisation', 'acme'), (0, 2, 'opening', 'o')",
}


def migrations():
    texts = plans.load_make_queries().read_migrations(plans.ROOT / 'schema')
    return [text.replace("tokenize = 'baybridge'", "tokenize = 'unicode61'")
            for _, text in texts]


class Migrations(unittest.TestCase):
    def setUp(self):
        self.db = plans.sqlite3.connect(':memory:', isolation_level=None)
        self.db.execute('PRAGMA foreign_keys = ON')

    def rows(self, table, columns):
        return self.db.execute(
            f'SELECT {columns} FROM {table} ORDER BY {columns}').fetchall()

    def columns(self, table):
        names = self.db.execute(f'PRAGMA table_info({table})').fetchall()
        return ', '.join(row[1] for row in names)

    def test_rows_of_the_first_schema_reach_the_newest(self):
        first, *later = migrations()
        self.db.executescript(first)
        for table, values in ROWS.items():
            self.db.execute(f'INSERT INTO {table} VALUES {values}')
        columns = {table: self.columns(table) for table in ROWS}
        before = {t: self.rows(t, c) for t, c in columns.items()}
        for text in later:
            self.db.executescript(f'BEGIN; {text} COMMIT;')
        after = {t: self.rows(t, c) for t, c in columns.items()}
        self.assertEqual(before, after)
        self.assertEqual(self.db.execute('PRAGMA foreign_key_check')
                         .fetchall(), [])

    def test_a_migration_that_stops_half_way_leaves_the_old_schema(self):
        for text in migrations():
            was = self.schema()
            half = text[:text.rindex('CREATE')]
            with self.assertRaises(plans.sqlite3.Error):
                self.db.executescript(f'BEGIN; {half}\nSELECT 1 FROM nowhere;')
            self.db.execute('ROLLBACK')
            self.assertEqual(was, self.schema())
            self.db.executescript(f'BEGIN; {text} COMMIT;')

    def schema(self):
        return self.db.execute('SELECT name, sql FROM sqlite_schema '
                               'ORDER BY name').fetchall()


if __name__ == '__main__':
    unittest.main()
