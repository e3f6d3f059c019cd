"""What refuses the texts and numbers of a graph: a language that is missing, a cap that is none."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments.scenarios.graph import REFERRAL, Choice, Graph, Referral, Scene, Words

LEAST_POINTS, MOST_POINTS = -20, 20
MOST_REFERRAL_POINTS = 40
HIGHEST_CAP = 99

Fault = tuple[str, str, str]


def text_faults(graph: Graph) -> Iterator[Fault]:
    """What is wrong with the texts and numbers of each scene, choice and referral."""
    for scene in graph.scenes:
        yield from _scene(scene)
        for choice in scene.choices:
            yield from ((scene.key, choice.key, sentence) for sentence in _choice(choice))
        if scene.referral:
            yield from ((scene.key, REFERRAL, sentence) for sentence in _referral(scene.referral))


def _scene(scene: Scene) -> Iterator[Fault]:
    for words, name in ((scene.title, _("The title")), (scene.text, _("The text"))):
        yield from ((scene.key, "", sentence) for sentence in _in_both(words, name, required=True))
    alone = ((scene.alt, _("The description of the picture"), scene.picture),
             (scene.transcript, _("The transcript of the recording"), scene.audio))  # fmt: skip
    for words, name, there in alone:
        yield from ((scene.key, "", sentence) for sentence in _in_both(words, name, required=there is not None))
    if scene.ending and (scene.choices or scene.referral):
        yield scene.key, "", _("An ending offers no choice and no referral.")


def _choice(choice: Choice) -> Iterator[str]:
    yield from _in_both(choice.text, _("The text"), required=True)
    yield from _in_both(choice.result, _("The result"), required=choice.is_observation)
    yield from _in_both(choice.why, _("The explanation"), required=True)
    yield from _minutes(choice.minutes)
    if not LEAST_POINTS <= choice.points <= MOST_POINTS:
        places = {"least": LEAST_POINTS, "most": MOST_POINTS}
        yield _("The points lie outside of %(least)s to %(most)s.") % places
    if choice.critical:
        yield from _cap(choice.critical.cap)
        yield from _in_both(choice.critical.name, _("The name of the critical error"), required=True)


def _referral(referral: Referral) -> Iterator[str]:
    yield from _in_both(referral.why, _("The explanation"), required=True)
    yield from _minutes(referral.minutes)
    if not referral.kinds:
        yield _("The referral wants no kind of service.")
    if not 1 <= referral.points <= MOST_REFERRAL_POINTS:
        yield _("The points lie outside of %(least)s to %(most)s.") % {"least": 1, "most": MOST_REFERRAL_POINTS}
    if referral.consent:
        yield from _cap(referral.consent.cap)
        yield from _in_both(referral.consent.name, _("The name of the critical error"), required=True)
        yield from _in_both(referral.consent.why, _("The explanation"), required=True)


def _in_both(words: Words, name: str, *, required: bool) -> Iterator[str]:
    if not words and required:
        yield _("%(name)s is missing.") % {"name": name}
    elif words and not words.fr:
        yield _("%(name)s is missing in French.") % {"name": name}
    elif words and not words.ar:
        yield _("%(name)s is missing in Arabic.") % {"name": name}


def _minutes(minutes: int) -> Iterator[str]:
    if minutes < 0:
        yield _("The minutes are fewer than none.")


def _cap(cap: int | None) -> Iterator[str]:
    if cap is None or not 0 <= cap <= HIGHEST_CAP:
        yield _("A critical error needs a cap of the mark, from 0 to %(most)s per cent.") % {"most": HIGHEST_CAP}
