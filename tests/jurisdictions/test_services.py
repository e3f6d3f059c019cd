import pytest

from jurisdictions.models import City, Court, Region, Resort
from jurisdictions.services import Loaded, load_map

pytestmark = pytest.mark.django_db


def test_the_map_has_57_cities_each_with_a_court_of_first_instance() -> None:
    assert City.objects.count() == 57
    assert City.objects.filter(courts__kind="TPI").distinct().count() == 57
    assert (Region.objects.count(), Resort.objects.count()) == (12, 22)


def test_loading_again_changes_nothing() -> None:
    before = list(Court.objects.order_by("pk").values())

    assert load_map() == Loaded(regions=12, resorts=22, cities=57, courts=len(before))
    assert list(Court.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("code", "name_fr", "name_ar"),
    [
        ("TPI-BML", "Tribunal de première instance de Béni Mellal", "المحكمة الابتدائية ببني ملال"),
        ("TPI-AGA", "Tribunal de première instance d’Agadir", "المحكمة الابتدائية بأكادير"),
        ("TPI-BOU", "Tribunal de première instance de Figuig", "المحكمة الابتدائية بفجيج"),
        ("CC-RAB", "Cour de cassation", "محكمة النقض"),
    ],
)
def test_a_court_is_called_what_it_calls_itself(code: str, name_fr: str, name_ar: str) -> None:
    court = Court.objects.get(code=code)

    assert (court.name_fr, court.name_ar) == (name_fr, name_ar)


def test_a_resort_may_cross_regions() -> None:
    resort = Resort.objects.get(code="TAZ")

    assert set(resort.cities.values_list("region__code", flat=True)) == {"MA-02", "MA-03"}


def test_the_court_of_cassation_is_in_no_resort() -> None:
    assert Court.objects.get(code="CC-RAB").resort is None
    assert list(Court.objects.filter(resort=None).values_list("code", flat=True)) == ["CC-RAB"]
