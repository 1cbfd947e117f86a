"""Trains the network that marks words which tell of an event: one command, fixed seed.

    python training/triggers.py --start DIR_WITH_MINILM --out training/out/triggers

It reads the invented sentences of `training/events/` (`[TYPE words]` marks an event) and measures after every pass on the example texts of
the subject pack, which it does not learn from.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from secondsource.read.tagger.windows import CLS, PARAGRAPH, SEP, case_of, quoted
from secondsource.subjects import load

HERE = Path(__file__).parent
MARKED = re.compile(r"\[([A-Z_]+) ([^\[\]]+)\]")
MASK = 103
LONGEST = 170
"""Word pieces up to which lines are put together."""


class Triggers(nn.Module):
    """ids and features (batch, length) in; a score per piece for no event and for each type out.

    Args:
        config: of the encoder.
        types: how many types of event.
        layers: how many of the encoder's layers are used; half of them take half the time.
    """

    def __init__(self, config: BertConfig, types: int, layers: int) -> None:
        super().__init__()
        config.num_hidden_layers = layers
        self.encoder = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.feature = nn.Embedding(8, size)
        nn.init.zeros_(self.feature.weight)
        self.types = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(size, size), nn.GELU(), nn.Dropout(0.1), nn.Linear(size, types + 1)
        )

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Scores, (batch, length, types + 1)."""
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.feature(features)
        return self.types(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)


@dataclass(slots=True)
class Line:
    """A text as word pieces with, per piece, 0 or the number of its type."""

    ids: list[int]
    features: list[int]
    types: list[int]


def unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A line without its marks, and the events as (start, end, type).

    >>> unmarked("They [WORK_STOPPAGE struck].")
    ('They struck.', [(5, 11, 'WORK_STOPPAGE')])
    """
    text, events, at = "", [], 0
    for m in MARKED.finditer(line):
        text += line[at : m.start()]
        events.append((len(text), len(text) + len(m[2]), m[1]))
        text += m[2]
        at = m.end()
    return text + line[at:], events


def pieces(text: str, events: list[tuple[int, int, str]], number: dict[str, int], tokenizer: Tokenizer) -> Line:
    """The text as word pieces with the numbers of the types they tell of."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    inside = quoted(text)
    types = [next((number[t] for s, e, t in events if a < e and b > s), 0) for a, b in encoded.offsets]
    return Line(encoded.ids, [4 * inside[a] + case_of(text[a:b]) for a, b in encoded.offsets], types)


def corpus(folder: Path, number: dict[str, int], tokenizer: Tokenizer, left_out: frozenset[str]) -> list[Line]:
    """All lines of the folder's text files but those that are left out."""
    return [
        pieces(*unmarked(line.strip()), number, tokenizer)
        for path in sorted(folder.glob("*.txt"))
        if path.stem not in left_out
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def examples(folder: Path | None) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """(text, type, spans of the events of that type) of the example files of a folder, or of the pack."""
    pack = load()
    known = pack.examples_in(folder) if folder else pack.examples
    return [
        (e.text, kind, [(e.text.index(t.trigger), e.text.index(t.trigger) + len(t.trigger)) for t in e.events])
        for kind, every in known.items()
        for e in every
    ]


def joined(lines: list[Line], rng: random.Random) -> Iterator[Line]:
    """Lines alone or a few together, as sentences stand in a report."""
    order = lines[:]
    rng.shuffle(order)
    at = 0
    while at < len(order):
        count = rng.choice((1, 1, 2, 3))
        ids, features, types = [CLS], [3], [0]
        used = 0
        for line in order[at : at + count]:
            if used and len(ids) + len(line.ids) > LONGEST:
                break
            used += 1
            if len(ids) > 1 and rng.random() < 0.5:
                ids, features, types = [*ids, PARAGRAPH], [*features, 3], [*types, 0]
            ids, features, types = [*ids, *line.ids], [*features, *line.features], [*types, *line.types]
        yield Line([*ids, SEP], [*features, 3], [*types, 0])
        at += used


def batches(lines: list[Line], size: int, rng: random.Random) -> list[list[Line]]:
    """Batches of about `size` pieces, of like lengths, in random order."""
    out: list[list[Line]] = [[]]
    for line in sorted(lines, key=lambda x: len(x.ids) + rng.random() * 10):
        if out[-1] and (len(out[-1]) + 1) * len(line.ids) > size:
            out.append([])
        out[-1].append(line)
    rng.shuffle(out)
    return out


def tensors(items: list[Line]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """ids, features, mask and types of a batch, padded."""
    size = max(len(x.ids) for x in items)
    pad = [size - len(x.ids) for x in items]
    return (
        torch.tensor([x.ids + [0] * p for x, p in zip(items, pad, strict=True)]),
        torch.tensor([x.features + [3] * p for x, p in zip(items, pad, strict=True)]),
        torch.tensor([[1] * len(x.ids) + [0] * p for x, p in zip(items, pad, strict=True)]),
        torch.tensor([x.types + [-100] * p for x, p in zip(items, pad, strict=True)]),
    )


@torch.no_grad()
def measure(
    net: Triggers, gold: list[tuple[str, str, list[tuple[int, int]]]], number: dict[str, int], tokenizer: Tokenizer
) -> dict:
    """Precision, recall and F1 over the types' examples, at several probabilities: a run of pieces of the type is an event told."""
    net.eval()
    lines = []
    for text, _, _ in gold:
        line = pieces(text, [], number, tokenizer)
        lines.append(Line([CLS, *line.ids, SEP], [3, *line.features, 3], [0] * (len(line.ids) + 2)))
    probabilities: list[np.ndarray] = [np.empty(0)] * len(gold)
    order = sorted(range(len(gold)), key=lambda i: len(lines[i].ids))
    for start in range(0, len(order), 64):
        some = order[start : start + 64]
        ids, features, mask, _ = tensors([lines[i] for i in some])
        p = torch.softmax(net(ids, features, mask).float(), -1).numpy()
        for row, i in enumerate(some):
            probabilities[i] = p[row, 1 : len(lines[i].ids) - 1, number[gold[i][1]]]
    out = {}
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        found = told = right = 0
        for (text, _, spans), p in zip(gold, probabilities, strict=True):
            offsets = tokenizer.encode(text, add_special_tokens=False).offsets
            runs: list[tuple[int, int]] = []
            for (a, b), value in zip(offsets, p, strict=True):
                if value >= least:
                    if runs and text[runs[-1][1] : a].strip() == "":
                        runs[-1] = (runs[-1][0], b)
                    else:
                        runs.append((a, b))
            left = list(spans)
            for a, b in runs:
                hit = next((s for s in left if a < s[1] and b > s[0]), None)
                if hit:
                    left.remove(hit)
                    right += 1
            found, told = found + len(runs), told + len(spans)
        p_, r_ = right / max(found, 1), right / told
        out[str(least)] = (round(p_, 3), round(r_, 3), round(2 * p_ * r_ / max(p_ + r_, 1e-9), 3))
    net.train()
    return out


def main() -> None:
    """Train from the start weights and keep the network after each pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--pieces", type=int, default=1500, help="word pieces per batch")
    parser.add_argument("--hidden", type=float, default=0.1, help="share of word pieces masked in training")
    parser.add_argument("--held", type=Path, help="further example texts to measure on")
    parser.add_argument(
        "--leave-out", nargs="*", default=[], metavar="NAME", help="files of training/events/ that are not read"
    )
    parser.add_argument("--after", type=Path, help="a state to go on from, instead of the start weights")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    number = {kind: n for n, kind in enumerate(sorted(load().event_types), 1)}
    lines = corpus(HERE / "events", number, tokenizer, frozenset(args.leave_out))
    print(len(lines), "lines", flush=True)
    config = BertConfig.from_json_file(args.start / "config.json")
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    net = Triggers(config, len(number), args.layers)
    missing, _ = net.encoder.load_state_dict(load_file(args.start / "model.safetensors"), strict=False)
    print("not in the start weights:", missing, flush=True)
    if args.after:
        net.load_state_dict(torch.load(args.after, weights_only=True)["net"])
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": list(net.encoder.parameters()), "lr": args.rate}, {"params": heads, "lr": args.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    total = len(batches(list(joined(lines, random.Random(0))), args.pieces, random.Random(0))) * args.epochs
    warm = 0.06 * total

    def factor(step: int) -> float:
        return min(1.0, step / warm) * max(0.02, 1 - max(0.0, step - warm) / (total - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, factor)
    dev, held = examples(None), examples(args.held) if args.held else []
    for epoch in range(args.epochs):
        begun, losses = time.time(), []
        for items in batches(list(joined(lines, rng)), args.pieces, rng):
            ids, features, mask, types = tensors(items)
            ids = ids.masked_fill((torch.rand(ids.shape) < args.hidden) & (ids > SEP), MASK)
            with torch.autocast("cpu", torch.bfloat16):
                scores = net(ids, features, mask)
            loss = nn.functional.cross_entropy(scores.float().flatten(0, 1), types.flatten(), ignore_index=-100)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
        row = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 4), "seconds": round(time.time() - begun)}
        row["examples"] = measure(net, dev, number, tokenizer)
        if held:
            row["held"] = measure(net, held, number, tokenizer)
        print(json.dumps(row), flush=True)
        torch.save(
            {"net": net.state_dict(), "types": sorted(number), "layers": args.layers}, args.out / f"pass-{epoch + 1}.pt"
        )


if __name__ == "__main__":
    main()
