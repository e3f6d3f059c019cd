"""The files to screen that the pack ships: how many, how mixed, and how they are written in both languages."""

import re
from collections.abc import Iterator

from cms.pack.facts import Pack, Words
from cms.pack.screenings import Screening

LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
EASTERN_DIGIT = re.compile(r"[\u0660-\u0669]")
BARE_SPACE = re.compile(r"(?:« | »| [:;?!%](?:\s|$))")
NARRATIVE = range(180, 700)  # French words: one to two pages


def words_in(file: Screening) -> Iterator[Words]:
    yield from (file.title, file.summary, file.content_note, file.narrative)
    yield from (seen.comment for seen in file.key)


def test_at_least_eight_files_on_adults_and_children_read_in_several_ways(morocco: Pack) -> None:
    files = morocco.screenings

    assert len(files) >= 8
    assert min(sum(each.audience == audience for each in files) for audience in ("adult", "child")) >= 4
    assert {"presumed-victim", "forced-labour", "labour-law", "presumed-child", "undecided"} <= {
        each.reading for each in files
    }


def test_a_file_is_one_or_two_pages_with_a_note_and_a_comment_for_each_indicator(morocco: Pack) -> None:
    for file in morocco.screenings:
        assert len(file.narrative.fr.split()) in NARRATIVE, file.slug
        assert file.content_note.fr, file.slug
        assert file.content_note.ar, file.slug
        assert [seen.indicator for seen in file.key if not (seen.comment.fr and seen.comment.ar)] == [], file.slug


def test_each_language_is_written_as_itself(morocco: Pack) -> None:
    for file in morocco.screenings:
        for words in words_in(file):
            assert BARE_SPACE.findall(words.fr) == [], file.slug
            assert LATIN.findall(words.ar) + EASTERN_DIGIT.findall(words.ar) == [], file.slug
