"""A page as a Markdown file with front matter and directives."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.export.markdown_text import markdown, one_line
from cms.export.yaml_text import written


def text_file(head: Mapping[str, Any], body: Iterable[Any]) -> str:
    """Return the file that says `head`, then the blocks of `body`; pictures, media and documents stay on the site."""
    parts = [part for block in body if (part := block_text(block.block_type, block.value))]
    return f"---\n{written(head)}---\n\n" + "\n\n".join(parts) + "\n"


def block_text(kind: str, value: Any) -> str:
    """One block as the pack writes it; nothing for a kind that a pack does not hold."""
    match kind:
        case "text":
            return markdown(value.source)
        case "table":
            return _table(value)
        case "key_point" | "content_note":
            return _directive(kind.replace("_", "-"), markdown(value.source))
        case "legal_reference":
            return _directive(f"law {value['reference'].code}", markdown(value["note"].source))
        case "indicators":
            codes = "\n".join(f"- {each.code}" for each in value["indicators"])
            return _directive(_titled("indicators", value["title"]), codes)
        case "case_study":
            return _directive(f'case "{value["title"]}"', markdown(value["text"].source))
        case "figure":
            return _directive(f"figure {value['figure'].code}", "")
        case "judgment":
            return _directive(f"judgment {value['judgment'].code}", "")
        case "referral":
            return _directive(_titled("referral", value["title"]), "\n".join(f"- {kind}" for kind in value["kinds"]))
        case "knowledge_check":
            return _directive(f'check "{value["question"]}"', "\n".join(_choice(each) for each in value["choices"]))
        case _:
            return ""


def _directive(opening: str, inner: str) -> str:
    return "\n".join(part for part in (f"::: {opening}", inner, ":::") if part)


def _titled(name: str, title: str) -> str:
    return f'{name} "{title}"' if title else name


def _choice(choice: Mapping[str, Any]) -> str:
    mark = "x" if choice["correct"] else " "
    return f"- [{mark}] {choice['text']} :: {choice['feedback']}"


def _table(value: Any) -> str:
    headings = [column["heading"] for column in value.columns]
    rows = [[one_line(cell.value.source) for cell in row] for row in value.rows]
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
