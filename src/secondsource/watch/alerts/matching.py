"""Which claim of now is which of before, though ids come from content and what is joined may change.

A claim is what its mentions are. It goes on in the claim that holds most of them; where claims were joined, the one that holds most of the
new claim's mentions goes on in it and the others end there; where one was taken apart, the other pieces begin anew with nothing told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A claim of now with those of before that go on in it.

    Args:
        now: the claim.
        was: the one it continues; None if it is new, or a piece of another.
        others: further claims of before that were joined into it.
        piece: whether some of its mentions belonged to a claim that goes on elsewhere.
    """

    now: Standing
    was: Standing | None = None
    others: tuple[Standing, ...] = ()
    piece: bool = False

    @property
    def before(self) -> tuple[Standing, ...]:
        """All claims of before that go on in it."""
        return (self.was, *self.others) if self.was else ()


def paired(before: Mapping[str, Standing], after: Sequence[Standing]) -> tuple[Pair, ...]:
    """Each claim of now with what it was before, in the order of now.

    Args:
        before: how claims stood, by id.
        after: how they stand.
    """
    mine = _holders(before.values(), lambda s: s.mentions)
    loose = None
    shared: dict[str, Counter[str]] = {}
    for now in after:
        found = _shared(now.mentions, mine)
        if not found:
            # read by another version of the reader, a mention has other characters but is in the same report, of the same kind
            loose = loose if loose is not None else _holders(before.values(), _kinds)
            found = _shared(_kinds(now), loose)
        shared[now.claim] = found
    goes_to: dict[str, tuple[int, str]] = {}
    for now in after:
        for claim, number in shared[now.claim].items():
            best = goes_to.get(claim)
            if best is None or (-number, now.claim) < (-best[0], best[1]):
                goes_to[claim] = (number, now.claim)
    return tuple(_pair(now, shared[now.claim], goes_to, before) for now in after)


def _pair(
    now: Standing, found: Counter[str], goes_to: Mapping[str, tuple[int, str]], before: Mapping[str, Standing]
) -> Pair:
    here = sorted((c for c in found if goes_to[c][1] == now.claim), key=lambda c: (-found[c], c != now.claim, c))
    if not here:
        return Pair(now=now, piece=bool(found))
    return Pair(now=now, was=before[here[0]], others=tuple(before[c] for c in here[1:]), piece=len(here) < len(found))


def _holders(claims: Iterable[Standing], parts: Callable[[Standing], Iterable[str]]) -> dict[str, list[str]]:
    out: defaultdict[str, list[str]] = defaultdict(list)
    for standing in claims:
        for part in dict.fromkeys(parts(standing)):
            out[part].append(standing.claim)
    return out


def _shared(parts: Iterable[str], holders: Mapping[str, Sequence[str]]) -> Counter[str]:
    return Counter(claim for part in dict.fromkeys(parts) for claim in holders.get(part, ()))


def _kinds(standing: Standing) -> tuple[str, ...]:
    """Report and kind of each mention: `<report>.e<start>-<end>-<type>` without the place in the text."""
    return tuple(f"{m.partition('.')[0]} {m.rpartition('-')[2]}" for m in standing.mentions)
