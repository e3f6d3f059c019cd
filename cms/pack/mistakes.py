"""What is wrong with a pack: each mistake with its file and line."""

from dataclasses import dataclass, field
from pathlib import Path

from lms.lib.errors import Refusal


@dataclass(frozen=True, order=True)
class Mistake:
    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


class BrokenPack(Refusal):
    """The pack is refused; `mistakes` says where and why. Nothing has been written."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__()
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(str(mistake) for mistake in self.mistakes)


@dataclass
class Findings:
    """The mistakes found so far while the pack at `root` is read."""

    root: Path
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, path: Path, line: int, sentence: str) -> None:
        self.mistakes.append(Mistake(self._name(path), line, sentence))

    def any_in(self, path: Path) -> bool:
        return any(mistake.path == self._name(path) for mistake in self.mistakes)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def refuse(self) -> None:
        """Raise `BrokenPack` when anything was found."""
        if self.mistakes:
            raise BrokenPack(tuple(sorted(set(self.mistakes))))
