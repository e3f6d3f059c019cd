"""What a court is called.

Source: law 38-15 on judicial organisation (names since 2022) and the decrees of the judicial map.
"""

_KINDS = {
    "TPI": ("Tribunal de première instance", "المحكمة الابتدائية"),
    "CA": ("Cour d’appel", "محكمة الاستئناف"),
    "TA": ("Tribunal de première instance administratif", "المحكمة الابتدائية الإدارية"),
    "CAA": ("Cour d’appel administrative", "محكمة الاستئناف الإدارية"),
    "TC": ("Tribunal de première instance commercial", "المحكمة الابتدائية التجارية"),
    "CAC": ("Cour d’appel de commerce", "محكمة الاستئناف التجارية"),
    "CC": ("Cour de cassation", "محكمة النقض"),
}
# The court that sits in Bouarfa is called after Figuig, its province.
_CALLED = {"Bouarfa": ("Figuig", "فجيج")}
_VOWELS = "AEIOUÉÈÊÎÔ"


def court_names(kind: str, *, city_fr: str, city_ar: str) -> tuple[str, str]:
    """The name of the court of `kind` in a city, in French and in Arabic."""
    french, arabic = _KINDS[kind]
    if kind == "CC":
        return french, arabic
    city_fr, city_ar = _CALLED.get(city_fr, (city_fr, city_ar))
    link = "d’" if city_fr[0] in _VOWELS else "de "
    return f"{french} {link}{city_fr}", f"{arabic} ب{city_ar}"
