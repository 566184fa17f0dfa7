#!/usr/bin/env python3
"""Runs SQL on a database file: sqlite.py FILE SQL.  Rows go out as JSON."""
import json
import sqlite3
import sys

with sqlite3.connect(sys.argv[1], isolation_level=None) as db:
    print(json.dumps(db.execute(sys.argv[2]).fetchall()))
