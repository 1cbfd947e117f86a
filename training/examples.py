"""Training examples from PolNeAR (attribution) and the unified factuality sets, as tensors' worth of lists.

The texts are read from the evaluation kit beside the checkout and go nowhere else.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from network import SETS, TAGS
from tokenizers import Tokenizer

from secondsource.read.tagger.windows import CLS, LIMIT, SEP, Window, case_of, quoted, windows

ROLES = ("source", "cue", "content")
SMALLEST = 150
"""Word pieces of the smallest windows seen in training."""
PASSES = {"uw": 1.0, "uds_ih2": 0.25, "meantime": 3.0, "cb": 1.0, "rp": 0.5, "mv2": 0.5}
"""How often an example of each set comes in one pass."""


@dataclass(slots=True)
class Example:
    """A window with its targets. `cue` and `source` give, per piece, the piece it points at, -1 for none and -100 for no target."""

    ids: list[int]
    features: list[int]
    tags: list[int]
    cue: list[int]
    source: list[int]
    values: list[tuple[int, int, int, float]]
    """(first piece, last piece, set number, value) for factuality."""


def annotations(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of one brat stand-off file: role -> character spans."""
    spans: dict[str, list[tuple[int, int]]] = {}
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r"T\d+\t", line):
            key, rest = line.split("\t")[:2]
            spans[key] = [(int(a), int(b)) for a, b in (o.split() for o in rest.split(" ", 1)[1].split(";"))]
        elif re.match(r"E\d+\t", line):
            event: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
            for argument in line.split("\t")[1].split()[1:]:
                role, key = argument.split(":")
                role = re.sub(r"\d+$", "", role).lower()
                if key in spans and role in event:
                    event[role].extend(spans[key])
            out.append(event)
    return out


def documents(folder: Path) -> list[tuple[str, str, list[dict[str, list[tuple[int, int]]]]]]:
    """(name, text, attributions) of a split; the first annotator in alphabetical order is the gold, as in the scorer."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    out = []
    for name, path in sorted(first.items()):
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as handle:
            out.append((name, handle.read(), annotations(path)))
    return out


def example_of(window: Window, attributions: list[dict[str, list[tuple[int, int]]]]) -> Example:
    """The window with the targets of the attributions that lie in it."""
    length = len(window.ids)
    tags, cue, source = [0] * length, [-100] * length, [-100] * length
    offsets = window.offsets
    real = [i for i, (a, b) in enumerate(offsets) if b > a]

    def pieces(span: tuple[int, int]) -> list[int]:
        return [i for i in real if offsets[i][0] < span[1] and offsets[i][1] > span[0]]

    if not real:
        return Example(window.ids, window.features, tags, cue, source, [])
    low, high = offsets[real[0]][0], offsets[real[-1]][1]
    for item in attributions:
        inside = {role: [p for s in item[role] if s[1] > low and s[0] < high and (p := pieces(s))] for role in ROLES}
        for role in ROLES:
            for group in inside[role]:
                for at, i in enumerate(group):
                    tags[i] = TAGS.index(("B-" if at == 0 else "I-") + role)
        cue_at = inside["cue"][0][0] if inside["cue"] else -1
        source_at = inside["source"][0][0] if inside["source"] else -1
        for group in inside["content"]:
            for i in group:
                cue[i] = cue_at if item["cue"] else -100
                source[i] = source_at if inside["source"] or not item["source"] else -100
        for group in inside["cue"]:
            for i in group:
                source[i] = source_at if inside["source"] or not item["source"] else -100
    return Example(window.ids, window.features, tags, cue, source, [])


def attribution(folder: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Example]:
    """Examples of a PolNeAR split; each text is cut at another window size, so that every pass sees other contexts."""
    return [
        example_of(window, gold)
        for _, text, gold in documents(folder)
        for window in windows(text, tokenizer, rng.randint(SMALLEST, LIMIT))
    ]


def share(items: list[Example], rng: random.Random) -> list[Example]:
    """The factuality examples of one pass: small sets more than once, the largest a quarter at a time."""
    out = []
    for item in items:
        often = PASSES[SETS[item.values[0][2]]]
        out += [item] * (int(often) + (rng.random() < often % 1))
    return out


def factuality(folder: Path, split: str, tokenizer: Tokenizer) -> list[Example]:
    """Examples of the factuality sets: one sentence each, with every target's value from -3 to 3."""
    out = []
    for number, name in enumerate(SETS):
        path = folder / name / f"{split}.jsonl"
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row["text"]
            words = [m.span() for m in re.finditer(r"\S+", text)]
            encoded = tokenizer.encode(text, add_special_tokens=False)
            inside = quoted(text)
            keep = min(len(encoded.ids), 200)
            targets = []
            for target in row["targets"]:
                first, last = target["span1"]
                a, b = words[first][0], words[min(last, len(words)) - 1][1]
                hit = [i for i in range(len(encoded.ids)) if encoded.offsets[i][0] < b and encoded.offsets[i][1] > a]
                if hit:
                    targets.append((hit[0], hit[-1], float(target["label"])))
            if not targets:
                continue
            shift = max(0, max(t[1] for t in targets) - keep + 20) if len(encoded.ids) > keep else 0
            ids = encoded.ids[shift : shift + keep]
            features = [4 * inside[a] + case_of(text[a:b]) for a, b in encoded.offsets[shift : shift + keep]]
            values = [
                (a - shift + 1, b - shift + 1, number, v) for a, b, v in targets if a >= shift and b - shift < keep
            ]
            if values:
                size = len(ids) + 2
                out.append(
                    Example([CLS, *ids, SEP], [3, *features, 3], [-100] * size, [-100] * size, [-100] * size, values)
                )
    return out
