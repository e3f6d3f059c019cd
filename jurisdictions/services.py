"""Bring the judicial map of a file into the tables."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from jurisdictions.models import City, Court, Region, Resort
from jurisdictions.rules import court_names

CITIES = Path(__file__).parent / "data" / "cities.csv"


@dataclass(frozen=True)
class Loaded:
    regions: int
    resorts: int
    cities: int
    courts: int


@transaction.atomic
def load_map(path: Path = CITIES) -> Loaded:
    """Create or update every region, resort, city and court of `path`, a CSV of one city a line.

    Nothing is deleted: a court that has closed keeps its history. Running it again changes nothing.
    """
    with path.open(newline="", encoding="utf-8") as file:
        rows = [{key: text.replace("'", "’") for key, text in row.items()} for row in csv.DictReader(file)]
    regions = {
        row["region_code"]: Region.objects.update_or_create(
            code=row["region_code"], defaults={"name_fr": row["region_fr"], "name_ar": row["region_ar"]}
        )[0]
        for row in rows
    }
    seats = {row["city_fr"]: row for row in rows if "CA" in row["courts"].split(";")}
    resorts = {
        city: Resort.objects.update_or_create(
            code=row["code"], defaults={"name_fr": row["city_fr"], "name_ar": row["city_ar"]}
        )[0]
        for city, row in seats.items()
    }
    courts = 0
    for row in rows:
        city = _city(row, regions[row["region_code"]], resorts[row["court_of_appeal_city"]])
        for kind in row["courts"].split(";"):
            _court(city, kind)
            courts += 1
    return Loaded(len(regions), len(resorts), len(rows), courts)


def _city(row: dict[str, str], region: Region, resort: Resort) -> City:
    return City.objects.update_or_create(
        code=row["code"],
        defaults={
            "name_fr": row["city_fr"],
            "name_ar": row["city_ar"],
            "name_zgh": row["city_zgh"],
            "region": region,
            "resort": resort,
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
        },
    )[0]


def _court(city: City, kind: str) -> Court:
    name_fr, name_ar = court_names(kind, city_fr=city.name_fr, city_ar=city.name_ar)
    return Court.objects.update_or_create(
        code=f"{kind}-{city.code}",
        defaults={
            "kind": kind,
            "city": city,
            "resort": None if kind == Court.Kind.CASSATION else city.resort,
            "name_fr": name_fr,
            "name_ar": name_ar,
        },
    )[0]
