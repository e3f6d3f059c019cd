import pytest

from lms.lib.tifinagh import in_latin


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("ⴰⵎⵉⵏⴰ", "Amina"),
        ("ⵜⵉⵏⵀⵉⵏⴰⵏ ⴰⵢⵜ ⵓⵎⵖⴰⵔ", "Tinhinan Ayt Umghar"),
        ("ⵥⵕⵉⵚⵟⴹⵃⵄ", "Ẓriṣṭḍḥʿ"),
        ("Amina ⴱⴰⵀⵉⵢⴰ", "Amina Bahiya"),
        ("El Idrissi", "El Idrissi"),
        ("أمينة", "أمينة"),
        ("", ""),
    ],
)
def test_tifinagh_is_written_in_latin_letters_and_the_rest_is_left_alone(written: str, latin: str) -> None:
    assert in_latin(written) == latin
