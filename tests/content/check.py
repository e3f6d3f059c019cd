"""Look at one module of the pack while writing it: `python -m tests.content.check 02-cadre-national`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import django
import yaml

if TYPE_CHECKING:
    from cms.pack.facts import Module
    from tests.content.measures import Term

PACK = Path(__file__).parents[2] / "content" / "morocco"


def main(folder: str) -> int:
    """Print the mistakes and measures of the module in `folder`; 1 when there is a mistake."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from cms.pack.checks import check_pack, check_penalties
    from cms.pack.mistakes import Findings
    from cms.pack.reading import _read, _texts
    from tests.content.glossary import glossary

    findings = Findings(PACK)
    pack = _read(PACK, findings)
    check_pack(pack, findings, professions=_professions())
    check_penalties(_texts(PACK), findings, articles={penalty.article for penalty in pack.penalties})
    mistakes = [m for m in sorted(set(findings.mistakes)) if folder in m.path or m.path.startswith("library/")]
    print(*mistakes, sep="\n")
    for module in pack.modules:
        if module.place.path.parent.name == folder:
            _measure(module, glossary())
    return 1 if mistakes else 0


def _professions() -> set[str]:
    path = Path(__file__).parents[2] / "accounts" / "data" / "professions.yaml"
    return {each["code"] for each in yaml.safe_load(path.read_text(encoding="utf-8"))}


def _measure(module: "Module", terms: "Sequence[Term]") -> None:
    from tests.content.measures import answers, cited, missing_terms, words_of

    for lesson in module.lessons:
        fr, ar = words_of(lesson.fr), words_of(lesson.ar)
        kinds = {block.name for block in lesson.fr.blocks}
        print(
            f"{lesson.slug}: {lesson.fr.minutes} min, fr {fr}, ar {ar}, ratio {ar / fr:.2f}, cites {len(cited(lesson))}"
        )
        print("   lacks:", ", ".join({"case", "check", "key-point"} - kinds) or "nothing")
        print("   glossary terms missing in Arabic:", ", ".join(missing_terms(lesson, terms)) or "none")
    print(answers(module.questions), f"longest {answers(module.questions).longest_percent:.0f} %")
    print("minutes:", module.minutes, "lessons:", sum(lesson.fr.minutes for lesson in module.lessons))
    guides = sorted(path.name for path in module.place.path.parent.glob("guide.*.md"))
    print("guides:", ", ".join(guides) or "none")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
