"""Reference data about people: the professions and the groups that are roles."""

from pathlib import Path

import yaml
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Profession
from accounts.roles import Role
from lms.lib.languages import LANGUAGES

PROFESSIONS = Path(__file__).parents[1] / "data" / "professions.yaml"


@transaction.atomic
def load_professions(path: Path = PROFESSIONS) -> int:
    """Create or update the professions of `path` and the groups of the roles; return how many professions."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    for position, row in enumerate(rows):
        forms = {
            f"{form}_{language}": row.get(form, {}).get(language, "")
            for form in ("feminine", "masculine")
            for language in LANGUAGES
        }
        Profession.objects.update_or_create(
            code=row["code"],
            defaults={"corps": row["corps"], "name_fr": row["fr"], "name_ar": row["ar"], "position": position, **forms},
        )
    for role in Role:
        Group.objects.get_or_create(name=role)
    return len(rows)
