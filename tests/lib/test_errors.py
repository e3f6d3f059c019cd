from django.utils.translation import gettext_lazy, override

from lms.lib.errors import Refusal


class Full(Refusal):
    sentence = "No place is left in %(session)s; %(waiting)d people wait."


class Named(Refusal):
    sentence = gettext_lazy("January")


class Plain(Refusal):
    sentence = "100% of the places are taken."


def test_a_refusal_says_its_sentence_with_the_places_filled_in() -> None:
    assert str(Full(session="Taza", waiting=3)) == "No place is left in Taza; 3 people wait."


def test_a_refusal_is_told_in_the_language_of_whoever_reads_it() -> None:
    refusal = Named()

    with override("fr"):
        french = str(refusal)
    with override("ar"):
        arabic = str(refusal)

    assert (french, arabic) == ("janvier", "يناير")


def test_a_percent_sign_in_a_sentence_without_places_stays() -> None:
    assert str(Plain()) == "100% of the places are taken."
