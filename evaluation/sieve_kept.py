"""What the relevance sieve keeps: the stories and seeds hidden among texts of other subjects, whole, cut short, as headlines and badly scanned.

`python -m evaluation.sieve_kept` lists what was missed and what was kept in vain; texts themselves are not printed.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from secondsource.bulk.sieve import Sieve
from secondsource.subjects import load

from . import korean_gold, languages_gold
from .sieve_corpus import Text, background, near, seeds, stories

SEED = 7
NOISE = 0.03
"""Share of letters that a bad scan takes for others."""
CUT = 300
"""Characters of a body that was cut short."""
OWN_LANGUAGES = ("zh", "ru", "ja")
_OTHERS = ("kcna", "polnear", "muc4")


def corpus(shared: Path) -> list[Text]:
    """All texts of the measurement, wanted and not, but those that only come near."""
    return [*stories(shared), *seeds(shared), *background(shared)]


def noisy(text: Text, share: float = NOISE) -> Text:
    """A text of which some letters were taken for others of the same text, always the same ones."""
    rng = random.Random(f"{SEED}{text.id}")  # noqa: S311 - a bad scan, no secret

    def scanned(line: str) -> str:
        letters = [c for c in line if c.isalpha()]
        return "".join(rng.choice(letters) if c.isalpha() and rng.random() < share else c for c in line)

    return replace(text, title=scanned(text.title), text=scanned(text.text))


def in_repository(language: str) -> list[Text]:
    """The invented reports in a language that the readers were made on; all are of the subject."""
    if language == "ko":
        rows = [row for story in korean_gold.stories("seen") for row in story["reports"] if row["language"] == "ko"]
    else:
        rows = languages_gold.rows(language, "seen")
    return [
        Text(f"{language}-{n}", language, "seen", True, language, row.get("title") or "", row["text"])
        for n, row in enumerate(rows)
    ]


def digest(texts: Iterable[Text]) -> str:
    """SHA-256 over the texts."""
    total = hashlib.sha256()
    for text in texts:
        total.update(f"{text.id}\0{text.title}\0{text.text}\0".encode())
    return total.hexdigest()


def measure(sieve: Sieve, texts: Sequence[Text]) -> dict[str, Any]:
    """Figures in per cent.

    Args:
        sieve: what is measured.
        texts: as `corpus` gives them.
    """
    kept = {text.id: sieve.judge(text.text, text.language, text.title).kept for text in texts}
    wanted = [text for text in texts if text.wanted]

    def of(some: Iterable[Text], form: Callable[[Text], Text] | None = None) -> float | None:
        every = list(some)
        if not every:
            return None
        told = [_kept(sieve, form(t)) if form else kept.get(t.id) or _kept(sieve, t) for t in every]
        return round(100 * sum(told) / len(told), 2)

    return {
        "number": {"texts": len(texts), "wanted": len(wanted), "kept": sum(kept.values())},
        "kept": {"all": of(texts), **{group: of(t for t in texts if t.group == group) for group in _OTHERS}},
        "recall": {
            "all": of(wanted),
            **{half: of(t for t in wanted if t.half == half) for half in ("train", "held")},
            **{language: of(t for t in wanted if t.language == language) for language in ("en", "ko")},
            **{f"invented {language}": of(in_repository(language)) for language in ("ko", *OWN_LANGUAGES)},
            "headlines": of((t for t in wanted if t.title), Text.headline),
            "headlines that name it": of((t for t in wanted if sieve.features("", t.title)), Text.headline),
            "cut": of(wanted, lambda t: replace(t.cut(CUT), title="")),
            "noisy": of(wanted, noisy),
        },
        "near": {half: of(t for t in near() if t.half == half) for half in ("train", "held")},
    }


def _kept(sieve: Sieve, text: Text) -> bool:
    return sieve.judge(text.text, text.language, text.title).kept


def listed(sieve: Sieve, texts: Iterable[Text]) -> None:
    """Print what was missed and what was kept in vain, by score, and the families of the words that spoke for it."""
    judged = [(sieve.judge(t.text, t.language, t.title), t) for t in texts]
    for heading, some in (
        ("missed", [(j, t) for j, t in judged if t.wanted and not j.kept]),
        ("kept in vain", [(j, t) for j, t in judged if j.kept and not t.wanted]),
    ):
        print(f"{heading}: {len(some)}")
        for j, t in sorted(some, key=lambda pair: (-pair[0].score, pair[1].id)):
            print(f"  {j.score:.2f}  {t.group}  {t.id}  {', '.join(dict.fromkeys(cue.family for cue in j.why))}")


def main() -> int:
    """The lists, for one half of the texts or for both."""
    halves = sys.argv[1:] or ["train", "held"]
    shared = Path(__file__).resolve().parents[2] / "shared"
    listed(Sieve.of(load()), [t for t in (*corpus(shared), *near()) if t.half in halves])
    return 0


if __name__ == "__main__":
    sys.exit(main())
