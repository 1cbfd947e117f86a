"""Trains the reader's encoder: one command, fixed seeds, resumable.

    python training/fit.py --data ../shared/eval/data --start DIR_WITH_MINILM --out training/out

Data are read from the evaluation kit's train parts; figures after each epoch are on its dev parts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from examples import Example, attribution, factuality, share
from network import SETS, Network
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig

from secondsource.read.tagger.decode import attributions
from secondsource.read.tagger.windows import SEP, windows

MASK = 103
KEPT = 5
"""Networks of the last passes that are kept, to be averaged."""


def batch_of(items: list[Example]) -> dict[str, Tensor]:
    """Padded tensors of a list of examples."""
    size = max(len(x.ids) for x in items)

    def grid(name: str, empty: int) -> Tensor:
        return torch.tensor([getattr(x, name) + [empty] * (size - len(x.ids)) for x in items])

    source, cue = grid("source", -100), grid("cue", -100)
    return {
        "ids": grid("ids", 0),
        "features": grid("features", 3),
        "mask": torch.tensor([[1] * len(x.ids) + [0] * (size - len(x.ids)) for x in items]),
        "tags": grid("tags", -100),
        "cue": torch.where(cue == -1, torch.tensor(size), cue),
        "source": torch.where(source == -1, torch.tensor(size), source),
    }


def loss_of(net: Network, items: list[Example], hidden: float) -> Tensor:
    """Sum of the tag, pointer and factuality losses of a batch, with a share `hidden` of its pieces masked."""
    batch = batch_of(items)
    covered = (torch.rand(batch["ids"].shape) < hidden) & (batch["ids"] > SEP)
    batch["ids"] = batch["ids"].masked_fill(covered, MASK)
    with torch.autocast("cpu", torch.bfloat16):
        tags, cue, source, value = net(batch["ids"], batch["features"], batch["mask"])
    gone = (batch["mask"] == 0)[:, None, :]
    gone = torch.cat([gone, torch.zeros_like(gone[:, :, :1])], dim=-1)
    total = torch.zeros(())
    if (batch["tags"] != -100).any():
        total = total + nn.functional.cross_entropy(
            tags.float().flatten(0, 1), batch["tags"].flatten(), ignore_index=-100
        )
        for scores, target in ((cue, batch["cue"]), (source, batch["source"])):
            if (target != -100).any():
                scores = scores.float().masked_fill(gone, -1e4)
                total = total + 0.5 * nn.functional.cross_entropy(
                    scores.flatten(0, 1), target.flatten(), ignore_index=-100
                )
    picked, gold = [], []
    for row, item in enumerate(items):
        for first, last, number, label in item.values:
            picked.append(value[row, first : last + 1, number].float().mean())
            gold.append(label)
    if picked:
        total = total + 0.3 * nn.functional.smooth_l1_loss(torch.stack(picked), torch.tensor(gold), beta=0.2)
    return total


def batches(items: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of about `size` pieces in all, of like lengths, in random order."""
    order = sorted(items, key=lambda x: len(x.ids) + rng.random() * 20)
    out: list[list[Example]] = [[]]
    for item in order:
        if out[-1] and (len(out[-1]) + 1) * len(item.ids) > size:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out


@torch.no_grad()
def predict(net: Network, text: str, tokenizer: Tokenizer) -> list[dict]:
    """Attributions of a text as the scorer reads them."""
    out = []
    for window in windows(text, tokenizer):
        ids = torch.tensor([window.ids])
        tags, cue, source, _ = net(ids, torch.tensor([window.features]), torch.ones_like(ids))
        scores = (one[0].float().numpy() for one in (tags, cue, source))
        found = attributions(*scores, window.offsets)
        out += [{"source": list(a.source), "cue": [a.cue], "content": list(a.content)} for a in found]
    return out


@torch.no_grad()
def measure(net: Network, data: Path, tokenizer: Tokenizer, dev_facts: list[Example]) -> dict:
    """LINK F1 and token F1 on PolNeAR dev, MAE and r on the factuality dev parts."""
    sys.path.insert(0, str(data.parent / "scorers"))
    import attribution as scorer

    net.eval()
    docs = scorer.load(data, "dev")
    result = scorer.score(docs, {d["doc"]: {"attributions": predict(net, d["text"], tokenizer)} for d in docs})
    out = {"LINK": result["LINK"], **{k: result[k]["F"] for k in ("T-source", "T-cue", "T-content", "CUE", "CONT")}}
    pairs: dict[int, list[tuple[float, float]]] = {}
    for group in batches(dev_facts, 4000, random.Random(0)):
        batch = batch_of(group)
        value = net(batch["ids"], batch["features"], batch["mask"])[3]
        for row, item in enumerate(group):
            for first, last, number, label in item.values:
                pairs.setdefault(number, []).append(
                    (float(value[row, first : last + 1, number].mean().clamp(-3, 3)), label)
                )
    for number, both in sorted(pairs.items()):
        p, g = np.array(both).T
        out[SETS[number]] = [round(float(np.abs(p - g).mean()), 3), round(float(np.corrcoef(p, g)[0, 1]), 3)]
    net.train()
    return out


def main() -> None:
    """Train from the start weights, or go on where a broken-off run stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=8e-4)
    parser.add_argument("--pieces", type=int, default=2000, help="word pieces per batch")
    parser.add_argument("--hidden", type=float, default=0.05, help="share of word pieces masked in training")
    parser.add_argument(
        "--more", type=int, default=2, help="passes after these at a steady rate, to be averaged with the last"
    )
    parser.add_argument("--more-rate", type=float, default=5e-5)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    tokenizer = Tokenizer.from_file(str(args.start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    config = BertConfig.from_json_file(args.start / "config.json")
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    net = Network(config)
    missing, unexpected = net.encoder.load_state_dict(load_file(args.start / "model.safetensors"), strict=False)
    print("not in the start weights:", missing, "left over:", unexpected, flush=True)

    facts = factuality(args.data / "factuality", "train", tokenizer)

    def one_pass(dice: random.Random) -> list[list[Example]]:
        told = attribution(args.data / "polnear" / "train", tokenizer, dice)
        return [b for d in (told, share(facts, dice)) for b in batches(d, args.pieces, dice)]

    dev_facts = factuality(args.data / "factuality", "dev", tokenizer)
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": list(net.encoder.parameters()), "lr": args.rate}, {"params": heads, "lr": args.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    total = len(one_pass(random.Random(0))) * args.epochs
    print("steps:", total, flush=True)
    warm, steady = 0.06 * total, args.more_rate / args.rate

    def factor(step: int) -> float:
        if step >= total:
            return steady
        return min(1.0, step / warm) * max(0.02, 1 - max(0.0, step - warm) / (total - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, factor)
    first = 0
    state_file = args.out / "state.pt"
    if state_file.exists():
        state = torch.load(state_file, weights_only=False)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        rng.setstate(state["rng"])
        first = state["epoch"]
        print("going on after epoch", first, flush=True)
    for epoch in range(first, args.epochs + args.more):
        begun, losses = time.time(), []
        todo = one_pass(rng)
        rng.shuffle(todo)
        net.train()
        for step, items in enumerate(todo):
            loss = loss_of(net, items, args.hidden)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            losses.append(float(loss.detach()))
            if step % 100 == 99:
                print(
                    f"epoch {epoch + 1} step {step + 1}/{len(todo)} loss {np.mean(losses[-100:]):.3f} {time.time() - begun:.0f} s",
                    flush=True,
                )
        figures = measure(net, args.data, tokenizer, dev_facts)
        row = {"epoch": epoch + 1, "loss": float(np.mean(losses)), "seconds": round(time.time() - begun), **figures}
        print(json.dumps(row), flush=True)
        with (args.out / "figures.jsonl").open("a") as out:
            out.write(json.dumps(row) + "\n")
        torch.save(
            {
                "net": net.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "rng": rng.getstate(),
                "epoch": epoch + 1,
            },
            state_file.with_suffix(".new"),
        )
        state_file.with_suffix(".new").replace(state_file)
        torch.save({"net": net.state_dict()}, args.out / f"pass-{epoch + 1}.pt")
        (args.out / f"pass-{epoch + 1 - KEPT}.pt").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
