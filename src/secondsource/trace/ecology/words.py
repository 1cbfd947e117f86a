"""Invented names and sentences. No outlet, person or place in them exists; the words mean little, and no two texts share long runs by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence

_ONSETS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gl",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_CODAS = ["", "l", "n", "r", "s", "th", "m", "nd", "rk"]
_PRESS = ("Courier", "Tribune", "Post", "Monitor", "Herald", "News", "Chronicle", "Observer", "Review", "Mail")
_TOWNS = ("Harbour", "Valley", "Bay", "Field", "Ridge", "Crossing", "Ford", "Haven")
ADJECTIVES = [
    "amber",
    "ashen",
    "blunt",
    "brisk",
    "broad",
    "calm",
    "chilly",
    "clay",
    "cobbled",
    "coarse",
    "crooked",
    "damp",
    "dim",
    "dusty",
    "eastern",
    "faded",
    "flat",
    "foggy",
    "frosty",
    "gravel",
    "grey",
    "hollow",
    "idle",
    "inner",
    "iron",
    "lean",
    "level",
    "lime",
    "low",
    "lower",
    "mossy",
    "muddy",
    "narrow",
    "northern",
    "oaken",
    "odd",
    "pale",
    "patched",
    "plain",
    "quiet",
    "ragged",
    "red",
    "rough",
    "rusty",
    "salty",
    "sandy",
    "sharp",
    "shallow",
    "silent",
    "slow",
    "small",
    "smoky",
    "soft",
    "southern",
    "spare",
    "steep",
    "stony",
    "stout",
    "sunken",
    "tall",
    "tarred",
    "thin",
    "tidy",
    "upper",
    "wan",
    "western",
    "wet",
    "windy",
    "wooden",
    "worn",
]
NOUNS = [
    "anvil",
    "apron",
    "barge",
    "barrel",
    "basket",
    "bench",
    "blanket",
    "boiler",
    "bolt",
    "booth",
    "bridge",
    "bucket",
    "cabin",
    "cable",
    "canal",
    "canvas",
    "cart",
    "cellar",
    "chain",
    "chimney",
    "clock",
    "cradle",
    "crate",
    "crane",
    "culvert",
    "depot",
    "derrick",
    "ditch",
    "dock",
    "drain",
    "drum",
    "engine",
    "fence",
    "ferry",
    "flask",
    "furnace",
    "gangway",
    "gate",
    "girder",
    "grate",
    "gutter",
    "hammer",
    "harness",
    "hatch",
    "hoist",
    "hook",
    "jetty",
    "kettle",
    "kiln",
    "ladder",
    "lamp",
    "lantern",
    "lathe",
    "ledge",
    "lever",
    "loft",
    "lorry",
    "mast",
    "mattress",
    "mill",
    "mortar",
    "nail",
    "oven",
    "paddle",
    "pail",
    "pallet",
    "panel",
    "pier",
    "pipe",
    "pit",
    "plank",
    "plough",
    "pulley",
    "pump",
    "quarry",
    "raft",
    "rail",
    "rake",
    "ramp",
    "rope",
    "sack",
    "saw",
    "scaffold",
    "shed",
    "shovel",
    "shutter",
    "siding",
    "sluice",
    "spade",
    "stable",
    "stair",
    "stove",
    "tank",
    "tarpaulin",
    "terrace",
    "thread",
    "timber",
    "tower",
    "trench",
    "trestle",
    "trolley",
    "tunnel",
    "valve",
    "vat",
    "wagon",
    "wall",
    "warehouse",
    "wheel",
    "winch",
    "window",
    "wire",
    "workshop",
    "yard",
]
VERBS = [
    "answered",
    "blocked",
    "brushed",
    "carried",
    "circled",
    "cleared",
    "climbed",
    "closed",
    "coiled",
    "counted",
    "covered",
    "crossed",
    "draped",
    "emptied",
    "faced",
    "filled",
    "followed",
    "framed",
    "greased",
    "guarded",
    "guided",
    "hauled",
    "held",
    "jammed",
    "joined",
    "kept",
    "leaned",
    "lifted",
    "lined",
    "loaded",
    "lowered",
    "marked",
    "measured",
    "mended",
    "moved",
    "opened",
    "packed",
    "painted",
    "passed",
    "piled",
    "propped",
    "pulled",
    "pushed",
    "raised",
    "reached",
    "repaired",
    "rolled",
    "rubbed",
    "scraped",
    "sealed",
    "shaded",
    "shielded",
    "shifted",
    "sorted",
    "split",
    "stacked",
    "steadied",
    "stripped",
    "swept",
    "tied",
    "tilted",
    "touched",
    "towed",
    "trimmed",
    "turned",
    "unloaded",
    "washed",
    "watched",
    "weighed",
    "wrapped",
]
PREPOSITIONS = [
    "above",
    "across",
    "against",
    "along",
    "behind",
    "below",
    "beneath",
    "beside",
    "beyond",
    "inside",
    "near",
    "opposite",
    "outside",
    "over",
    "past",
    "under",
]
TIMES = ["after", "at", "before", "during", "near", "past", "toward", "until"]
HOURS = [
    "breakfast",
    "curfew",
    "dawn",
    "daybreak",
    "dinner",
    "dusk",
    "midday",
    "midnight",
    "moonrise",
    "nightfall",
    "noon",
    "roll-call",
    "sunrise",
    "sunset",
    "supper",
    "twilight",
]


class Names:
    """Makes names, none of them twice.

    Args:
        chance: the source of choices.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._used: set[str] = set()

    def _syllables(self, count: int) -> str:
        pick = self._chance.choice
        return "".join(pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(count)).capitalize()

    def _new(self) -> str:
        name, size = self._syllables(2), 2
        while name in self._used:
            size = min(4, size + 1)
            name = self._syllables(size)
        self._used.add(name)
        return name

    def outlets(self, count: int) -> tuple[str, ...]:
        """So many names of outlets."""
        return tuple(f"{self._new()} {_PRESS[n % len(_PRESS)]}" for n in range(count))

    def place(self) -> str:
        """A town."""
        return f"{self._new()} {self._chance.choice(_TOWNS)}"

    def origin(self, access: str) -> str:
        """A person, a register or an instrument."""
        name = self._new()
        if access == "record":
            return f"{name} shift register"
        if access == "sensor":
            return f"{name} gate camera"
        return f"{self._new()} {name}"


def sentence(chance: random.Random) -> str:
    """A sentence of about eleven words about nothing in particular.

    >>> sentence(random.Random(1)) == sentence(random.Random(1))
    True
    """
    pick = chance.choice

    def thing() -> str:
        return f"{pick(('the', 'a', 'one', 'that', 'each'))} {pick(ADJECTIVES)} {pick(NOUNS)}"

    first = thing()
    return f"{first[0].upper()}{first[1:]} {pick(VERBS)} {thing()} {pick(PREPOSITIONS)} {thing()} {pick(TIMES)} {pick(HOURS)}."


def body(chance: random.Random, count: int) -> list[str]:
    """So many sentences."""
    return [sentence(chance) for _ in range(count)]


_HANGUL: Sequence[str] = [
    "가",
    "나",
    "다",
    "라",
    "마",
    "바",
    "사",
    "아",
    "자",
    "차",
    "카",
    "타",
    "파",
    "하",
    "거",
    "너",
    "더",
    "러",
    "머",
    "버",
    "서",
    "어",
    "저",
    "고",
    "노",
    "도",
    "로",
    "모",
    "보",
    "소",
    "오",
    "조",
]


def foreign(chance: random.Random, count: int) -> list[str]:
    """So many sentences in Hangul that mean nothing: what a translator writes shares no words with what he read."""
    pick = chance.choice
    return [" ".join("".join(pick(_HANGUL) for _ in range(3)) for _ in range(7)) + "다." for _ in range(count)]
