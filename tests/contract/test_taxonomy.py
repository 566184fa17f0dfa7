#!/usr/bin/env python3
"""occupations.json, skills.json, further titles: what a reader may rely on.

Grammar and references are the program's to judge; this looks at what it
cannot know: that ISCO-08 is complete, that four languages are everywhere and
each in its own script, that nothing is doubled and no title means everything.
"""
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "config/vocabulary"
LANGS = ("en", "zh-Hant", "zh-Hans", "pt")
HAN = re.compile(r"[\u3400-\u9fff]")
# Forms that OpenCC would change although Hong Kong prints them, or the
# Mainland does.
HANT_OK = set("丑占台岩床托斗游秘群里")
HANS_OK = set("著乾瞭")


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


OCCUPATIONS = read("occupations.json")
SKILLS = read("skills.json")
FURTHER = {"titles.json": ("es", "de"), "esco.json": ("en", "es", "de")}
UNITS = OCCUPATIONS["occupations"]


def opencc(conversion, lines):
    done = subprocess.run(["opencc", "-c", conversion], text=True, check=True,
                          input="".join(f"{x}\n" for x in lines),
                          capture_output=True)
    return done.stdout.split("\n")[:-1]


def lists():
    """(where, language, words, whether they are titles)"""
    for unit in UNITS:
        for lang, titles in unit["titles"].items():
            yield unit["code"], lang, titles, True
    for skill in SKILLS["skills"]:
        for lang, words in skill["alias"].items():
            yield skill["id"], lang, words, False


def texts(lang):
    """Every text in one language, with where it stands."""
    for row in OCCUPATIONS["groups"] + UNITS + SKILLS["skills"]:
        yield row.get("code", row.get("id")), row["label"][lang]
    for where, l, words, _ in lists():
        if l == lang:
            yield from ((where, word) for word in words)


class Isco(unittest.TestCase):
    def test_all_groups_of_isco_08_are_there_once(self):
        codes = [g["code"] for g in OCCUPATIONS["groups"] + UNITS]
        self.assertEqual(len(codes), len(set(codes)))
        count = collections.Counter(map(len, codes))
        self.assertEqual(count, {1: 10, 2: 43, 3: 130, 4: 436})

    def test_each_stands_under_the_code_without_its_last_digit(self):
        codes = {g["code"] for g in OCCUPATIONS["groups"]}
        for row in OCCUPATIONS["groups"] + UNITS:
            if len(row["code"]) > 1:
                self.assertEqual(row["parent"], row["code"][:-1])
                self.assertIn(row["parent"], codes)


class Words(unittest.TestCase):
    def test_four_languages_are_everywhere(self):
        for row in OCCUPATIONS["groups"] + UNITS + SKILLS["skills"]:
            self.assertEqual(set(row["label"]), set(LANGS), row)
            self.assertTrue(all(row["label"].values()), row)
        for unit in UNITS:
            self.assertEqual(set(unit["titles"]), set(LANGS), unit["code"])
            for lang, titles in unit["titles"].items():
                self.assertGreaterEqual(len(titles), 2, (unit["code"], lang))
        for skill in SKILLS["skills"]:
            self.assertEqual(set(skill["alias"]), set(LANGS), skill["id"])

    def test_nothing_is_doubled_in_a_list(self):
        for where, lang, words, _ in lists():
            self.assertEqual(len({w.casefold() for w in words}), len(words),
                             (where, lang))

    def test_texts_are_clean(self):
        odd = re.compile(r"[;|=\t()（）]|  |[\u3040-\u30ff]")
        for where, lang, words, _ in lists():
            for word in words:
                self.assertTrue(word and word == word.strip(), (where, word))
                self.assertIsNone(odd.search(word), (where, lang, word))

    def test_han_stands_where_it_is_due(self):
        for where, lang, words, titles in lists():
            for word in words:
                if not lang.startswith("zh"):
                    self.assertIsNone(HAN.search(word), (where, lang, word))
                elif titles:
                    self.assertTrue(
                        HAN.search(word) or
                        re.fullmatch(r"[A-Z][A-Za-z]{1,7}", word),
                        (where, lang, word))

    def test_no_title_means_more_than_three_things(self):
        for rows, key, words in ((UNITS, "code", "titles"),
                                 (SKILLS["skills"], "id", "alias")):
            for lang in LANGS:
                means = collections.defaultdict(set)
                for row in rows:
                    for word in row[words][lang]:
                        means[word.casefold()].add(row[key])
                for word, of in means.items():
                    self.assertLessEqual(len(of), 3, (word, of))

    def test_a_label_of_a_skill_is_its_own(self):
        for lang in LANGS:
            labels = {}
            for skill in SKILLS["skills"]:
                label = skill["label"][lang].casefold()
                self.assertNotIn(label, labels)
                labels[label] = skill["id"]
            for skill in SKILLS["skills"]:
                for word in skill["alias"][lang]:
                    self.assertIn(labels.get(word.casefold(), skill["id"]),
                                  (skill["id"],), word)


class Further(unittest.TestCase):
    """Titles in languages that nothing is shown in, and those of ESCO."""

    def test_each_group_stands_once_with_its_languages(self):
        units = [u["code"] for u in UNITS]
        for name, langs in FURTHER.items():
            rows = read(name)["titles"]
            codes = [row["code"] for row in rows]
            self.assertEqual(codes, sorted(set(codes)), name)
            self.assertLessEqual(set(codes), set(units), name)
            for row in rows:
                self.assertLessEqual(set(row) - {"code"}, set(langs))
        self.assertEqual([r["code"] for r in read("titles.json")["titles"]],
                         units)

    def test_words_are_clean_and_stand_once(self):
        for name, langs in FURTHER.items():
            for row in read(name)["titles"]:
                for lang in set(row) - {"code"}:
                    words = row[lang]
                    self.assertEqual(len({w.casefold() for w in words}),
                                     len(words), (name, row["code"], lang))
                    for word in words:
                        self.assertEqual(word, " ".join(word.split()))
                        self.assertIsNone(HAN.search(word), word)


class Scripts(unittest.TestCase):
    def test_nothing_traditional_in_simplified(self):
        rows = list(texts("zh-Hans"))
        for (where, text), turned in zip(
                rows, opencc("t2s", [t for _, t in rows])):
            bad = [a for a, b in zip(text, turned)
                   if a != b and a not in HANS_OK]
            self.assertEqual(bad, [], (where, text))

    def test_nothing_simplified_in_traditional(self):
        rows = list(texts("zh-Hant"))
        han = sorted({c for _, t in rows for c in t if HAN.match(c)})
        simplified = {c for c, s, t in zip(han, opencc("s2t", han),
                                           opencc("t2s", han))
                      if s != c and t == c} - HANT_OK
        for where, text in rows:
            self.assertEqual([c for c in text if c in simplified], [],
                             (where, text))


class Skills(unittest.TestCase):
    def test_there_are_more_than_500_in_two_levels(self):
        ids = {s["id"]: s for s in SKILLS["skills"]}
        self.assertEqual(len(ids), len(SKILLS["skills"]))
        self.assertGreaterEqual(len(ids), 500)
        for skill in ids.values():
            self.assertRegex(skill["id"], r"^[a-z0-9]+(-[a-z0-9]+)*$")
            if "parent" in skill:
                self.assertNotIn("parent", ids[skill["parent"]], skill["id"])

    def test_children_apart_are_those_of_which_one_says_nothing_of_another(
            self):
        apart = [s["id"] for s in SKILLS["skills"]
                 if not s.get("siblings", True)]
        self.assertEqual(apart, ["languages", "soft-skills"])


if __name__ == "__main__":
    if shutil.which("opencc") is None:
        print("opencc is not installed")
        sys.exit(77)
    unittest.main()
