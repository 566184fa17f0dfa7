#!/usr/bin/env python3
"""The catalogue that ships: what a reader may rely on without reading it all.

Grammar, vocabulary values and references are the program's to judge
(`baybridge import --dry-run`, run here too); this looks at what it cannot know:
dates that follow from sources, hosts not to send people to, languages.
"""
import json
import os
import pathlib
import re
import subprocess
import unittest
from urllib.parse import urlsplit

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Copies of other people's pages: never to be linked to.
MIRRORS = ("tsdianying02.cn", "zuizhijiaoyu.com", "wantthatphoto.com",
           "javascriptjump.com", "49uv.com", "g885.cn", "dongskj.cn",
           "txyhg.com", "best-e.com.cn", "xfafinance.com", "xunzhengchuang.cn",
           "wouwservice.com")
MACAO = ("macao", "hengqin")


def read():
    for path in sorted((ROOT / "catalogue").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            yield path.name, entry


def urls_of(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("url", "source", "website") and isinstance(value, str):
                yield value
            else:
                yield from urls_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from urls_of(value)


class Catalogue(unittest.TestCase):
    entries = list(read())
    openings = [(name, e) for name, e in entries
                if e.get("type") != "organisation"]
    organisations = {e["id"]: e for _, e in entries
                     if e.get("type") == "organisation"}

    at = ""

    def each(self, rows=None):
        for name, entry in rows or self.openings:
            self.at = f"{name}, {entry['id']}"
            yield entry

    def _formatMessage(self, msg, standardMsg):
        return f"{self.at}: {super()._formatMessage(msg, standardMsg)}"

    def test_the_program_accepts_every_file(self):
        program = os.environ.get("BAYBRIDGE", str(ROOT / "build/dev/baybridge"))
        files = sorted(str(p) for p in (ROOT / "catalogue").glob("*.json"))
        done = subprocess.run(
            [program, "import", "--dry-run", "--db", "/nonexistent/never.db", *files],
            cwd=ROOT, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_at_least_a_hundred_openings_ship(self):
        self.assertGreaterEqual(len(self.openings), 100)

    def test_every_opening_has_a_source_and_is_confirmed_on_its_newest_day(self):
        for entry in self.each():
            days = [source["held"] for source in entry["sources"]]
            self.assertEqual(entry["confirmed"], max(days))

    def test_nobody_is_sent_to_a_mirror(self):
        for entry in self.each(self.entries):
            for url in urls_of(entry):
                host = urlsplit(url).hostname
                self.assertFalse(
                    any(host == m or host.endswith("." + m) for m in MIRRORS),
                    url)

    def test_nobody_applies_into_a_void(self):
        for entry in self.each():
            self.assertIn(entry["apply"]["by"], ("link", "school", "post"))

    def test_titles_and_summaries_are_there_in_english_and_both_scripts(self):
        for entry in self.each():
            for key in ("title", "summary"):
                for lang in ("en", "zh-Hant", "zh-Hans"):
                    self.assertTrue(entry[key].get(lang), f"{key} {lang}")

    def test_macao_openings_are_there_in_portuguese(self):
        for entry in self.each():
            if entry.get("places") and all(p in MACAO for p in entry["places"]):
                self.assertTrue(entry["title"].get("pt"))
                self.assertTrue(entry["summary"].get("pt"))

    def test_every_organisation_named_is_described(self):
        for entry in self.each():
            for id_ in [entry.get("organisation"), *entry.get("partners", [])]:
                if id_ is not None:
                    self.assertIn(id_, self.organisations)

    def test_every_rule_says_whether_it_is_complete_and_every_test_has_words(self):
        for entry in self.each():
            for rule in entry.get("rules", []):
                self.assertIn("complete", rule)
                for text in re.findall(r'"text": (\{[^}]*\})',
                                       json.dumps(rule, ensure_ascii=False)):
                    for lang in ("en", "zh-Hant", "zh-Hans", "pt"):
                        self.assertIn(f'"{lang}"', text)

    def test_only_the_two_schemes_merge_their_editions(self):
        merged = [e["id"] for _, e in self.openings
                  if e.get("type") == "programme"]
        self.assertEqual(sorted(merged), ["gbayes", "hyab-corporate"])

    def test_the_employment_scheme_has_its_rounds(self):
        scheme = next(e for _, e in self.openings if e["id"] == "gbayes")
        years = [rule["from"][:4] for rule in scheme["rules"]]
        self.assertEqual(years, ["2021", "2023", "2024", "2025", "2026"])


if __name__ == "__main__":
    unittest.main()
