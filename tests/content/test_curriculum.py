"""What the curriculum promises: its size, its languages, what it cites and what its questions test."""

import re
from collections.abc import Iterator

from assessments.models import Kind
from cms.pack.facts import Module, Pack, Question, Words
from cms.pack.penalties import bare_penalty
from library.rules import PENALTY_MARK
from tests.content import review
from tests.content.glossary import exceptions, glossary
from tests.content.measures import answers, cited, lessons, missing_terms, plain, words_of

ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN_WORD = re.compile(r"(?<![\w/.@-])[A-Za-zÀ-ÿ]{2,}(?![\w.@-])")
# Names and codes that keep their letters in an Arabic text: law codes, units, acronyms of sources, Latin file words.
LATIN_KEPT = {"ar", "fr", "IP", "PDF", "SIM", "GPS", "VPN", "URL", "QR", "E", "MNR", "SMS", "USB", "HTML"}
RATIO = (0.70, 0.95)  # Arabic words to French ones, a lesson: Arabic writes articles and prepositions with the noun
LESSON_WORDS = (400, 1000)


def texts(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Every lesson and guide with its name, French and Arabic."""
    for module, lesson in lessons(pack):
        yield f"{module.code} {lesson.slug}", plain(lesson.fr), plain(lesson.ar)
    for module in pack.modules:
        if module.guide:
            yield f"{module.code} guide", plain(module.guide.fr), plain(module.guide.ar)


def sayings(question: Question) -> list[Words]:
    """Every text of a question, in both languages; an answer too many has no stem, and a file no feedback."""
    told = [question.text, *(each.text for each in question.choices)]
    if question.kind != Kind.CLUSTER:
        told.append(question.feedback)
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        told += [each.feedback for each in question.choices]
    for pair in question.pairs:
        told += [pair.stem, pair.answer] if pair.stem.fr else [pair.answer]
    for criterion in question.rubric:
        told += [criterion.title, *(level.text for level in criterion.levels)]
    return told


def test_ten_modules_and_four_courses_are_whole(morocco: Pack) -> None:
    assert [module.code for module in morocco.modules] == [f"M{n}" for n in range(1, 11)]
    assert sorted(course.code for course in morocco.courses) == ["AJ-I", "AS-C", "EXP", "MAG-C"]
    assert len(list(lessons(morocco))) >= 40
    assert {module.code: len(module.questions) for module in morocco.modules if len(module.questions) < 20} == {}
    assert [module.code for module in morocco.modules if not 4 <= len(module.lessons) <= 6 or not module.guide] == []


def test_the_hours_of_a_course_are_the_minutes_of_its_modules(morocco: Pack) -> None:
    minutes = {module.slug: module.minutes for module in morocco.modules}

    told = {
        f"{course.code} {edition.number}": (edition.hours or course.hours) * 60
        for course in morocco.courses
        for edition in course.editions
    }

    assert told == {
        f"{course.code} {edition.number}": sum(minutes[slug] for slug in edition.modules)
        for course in morocco.courses
        for edition in course.editions
    }


def test_every_lesson_has_a_case_a_check_a_key_point_and_cites_law_or_indicators(morocco: Pack) -> None:
    wanted = {"case", "check", "key-point"}

    lacking = {
        lesson.slug: sorted(wanted - {block.name for block in lesson.fr.blocks})
        for _module, lesson in lessons(morocco)
        if not wanted <= {block.name for block in lesson.fr.blocks} or not cited(lesson)
    }

    assert lacking == {}


def test_the_lessons_are_neither_short_nor_long_and_their_languages_keep_pace(morocco: Pack) -> None:
    told = {lesson.slug: (words_of(lesson.fr), words_of(lesson.ar)) for _module, lesson in lessons(morocco)}

    assert {slug: n for slug, n in told.items() if not LESSON_WORDS[0] <= n[0] <= LESSON_WORDS[1]} == {}
    assert {slug: n for slug, n in told.items() if not RATIO[0] <= n[1] / n[0] <= RATIO[1]} == {}


def test_no_french_is_left_in_an_arabic_text(morocco: Pack) -> None:
    arabic = {name: text for name, _french, text in texts(morocco)}
    arabic |= {
        question.code: " ".join(words.ar for words in sayings(question))
        for module in morocco.modules
        for question in module.questions
    }

    found = {
        name: sorted(set(LATIN_WORD.findall(PENALTY_MARK.sub("", text))) - LATIN_KEPT) for name, text in arabic.items()
    }

    assert {name: words for name, words in found.items() if words} == {}


def test_no_arabic_is_left_in_a_french_text_beyond_quoted_terms(morocco: Pack) -> None:
    """A French text may quote a single term of the law in Arabic; a run of five words is a sentence left behind."""
    sentence = re.compile(r"(?:[\u0621-\u064a]+\s+){4,}[\u0621-\u064a]+")

    assert [name for name, french, _arabic in texts(morocco) if sentence.search(french)] == []
    assert [
        question.code
        for module in morocco.modules
        for question in module.questions
        if any(ARABIC.search(words.fr) and sentence.search(words.fr) for words in sayings(question))
    ] == []


def test_no_text_of_a_question_is_empty(morocco: Pack) -> None:
    empty = [
        question.code
        for module in morocco.modules
        for question in module.questions
        if not all(words.fr.strip() and words.ar.strip() for words in sayings(question))
    ]

    assert empty == []


def kinds(module: Module) -> set[str]:
    return {question.kind for question in module.questions}


def test_learners_meet_every_kind_of_question(morocco: Pack) -> None:
    assert set().union(*(kinds(module) for module in morocco.modules)) == set(Kind.values)
    assert [module.code for module in morocco.modules if not kinds(module) & {Kind.MATCHING, Kind.ORDERING}] == []


def test_a_short_answer_is_accepted_in_both_languages_and_a_whole_one_comes_first(morocco: Pack) -> None:
    short = {
        question.code: {language: [each.text for each in question.accepted if each.language == language]
                        for language in ("fr", "ar")}
        for module in morocco.modules for question in module.questions if question.kind == Kind.SHORT_ANSWER
    }  # fmt: skip

    assert len(short) >= 3
    assert {code: texts for code, texts in short.items() if not texts["fr"] or not texts["ar"]} == {}
    assert [code for code, texts in short.items() if any("*" in told[0] for told in texts.values())] == []


def test_a_case_note_has_three_or_four_criteria_that_make_up_what_it_is_worth(morocco: Pack) -> None:
    notes = [each for module in morocco.modules for each in module.questions if each.kind == Kind.ESSAY]

    assert [note.code for note in notes if len(note.rubric) not in {3, 4} or not note.tags] == []
    assert {note.code: note.marks for note in notes} == {
        note.code: sum(max(level.marks for level in criterion.levels) for criterion in note.rubric) for note in notes
    }


def test_every_article_of_the_section_is_tested_by_some_question(morocco: Pack) -> None:
    tested = {code for module in morocco.modules for question in module.questions for code in question.law}

    assert [f"CP-448-{n}" for n in range(1, 15) if f"CP-448-{n}" not in tested] == []


def test_every_group_of_indicators_is_tested_by_some_question(morocco: Pack) -> None:
    group = {each.code: (each.guide, each.dimension) for each in morocco.indicators}
    tested = {
        group[code] for module in morocco.modules for question in module.questions for code in question.indicators
    }

    assert sorted(set(group.values()) - tested) == []


def test_no_penalty_is_written_in_numbers(morocco: Pack) -> None:
    """The reader refuses it file by file; here the sentences are put together as a learner reads them."""
    told = [text for _name, french, arabic in texts(morocco) for text in (french, arabic)]
    told += [
        text for module in morocco.modules for each in module.questions for words in sayings(each)
        for text in words.texts()
    ]  # fmt: skip

    assert [sentence for text in told for line in text.splitlines() if (sentence := bare_penalty(line))] == []


def test_an_arabic_lesson_holds_the_terms_of_its_french_one(morocco: Pack) -> None:
    excepted = {(each["lesson"], each["term"]) for each in exceptions()["lessons"]}

    missing = [
        (lesson.slug, term)
        for _module, lesson in lessons(morocco)
        for term in missing_terms(lesson, glossary())
        if (lesson.slug, term) not in excepted
    ]

    assert missing == []


def test_the_right_answers_do_not_betray_themselves(morocco: Pack) -> None:
    told = answers([question for module in morocco.modules for question in module.questions])

    assert told.crowded_percent <= 35
    assert told.longest_percent < 35
    assert told.situations_percent >= 60


def test_no_choice_says_all_or_none_of_the_others(morocco: Pack) -> None:
    betrayed = re.compile(
        r"toutes? (?:les|ces) réponses|aucune (?:de ces|des) réponses|tout ce qui précède"
        r"|جميع ما سبق|كل ما سبق|لا شيء مما سبق",
        re.IGNORECASE,
    )

    assert [
        question.code
        for module in morocco.modules
        for question in module.questions
        for choice in question.choices
        if any(betrayed.search(text) for text in choice.text.texts())
    ] == []


def test_the_page_of_the_review_says_what_is_counted_now(morocco: Pack) -> None:
    """Where this fails, run `python -m tests.content.review`."""
    text = review.PAGE.read_text(encoding="utf-8")

    assert text == review.page_with(text, morocco)


def test_every_statement_of_law_can_be_traced_to_an_entry(morocco: Pack) -> None:
    """A sentence may name a law as a whole, or an article only to set it aside; those are few."""
    found = [each for _module, lesson in lessons(morocco) for each in review.statements(lesson, morocco)]

    untraced = [each for each in found if not each.codes]

    assert len(found) > 300
    assert len(untraced) * 20 <= len(found)
