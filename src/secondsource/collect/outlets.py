"""The outlets of the pack: by name, alias, address, or a short form in a credit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from ..subjects import Subject
from ..subjects.names import folded

_PAREN = re.compile(r"\s*\([^)]*\)")
_GENERIC = frozenset(
    {
        "the",
        "news",
        "agency",
        "united",
        "international",
        "international.",
        "agence",
        "press",
        "radio",
        "korea",
        "free",
        "un",
        "rok",
    }
)


@dataclass(frozen=True)
class Outlets:
    """Names to canonical names. `names` holds whole names and aliases, `short` also ids and first words that only one outlet has."""

    names: Mapping[str, str]
    short: Mapping[str, str]
    hosts: Mapping[str, str]

    def named(self, text: str) -> str | None:
        """The canonical name if the text is a name or alias of a source, else None."""
        return self.names.get(folded(text))

    def credited(self, text: str) -> str | None:
        """The same for a credit such as `[Yonhap]`, which may shorten the name or add to it (`Yonhap News/Kim`)."""
        for part in (text, *re.split(r"[/,;|]| via | - ", text)):
            key = folded(part)
            if found := self.names.get(key) or self.short.get(key):
                return found
        return None

    def at(self, url: str) -> str | None:
        """The outlet whose pages stand at this address, by the longest of its domains that fits."""
        try:
            host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
        except ValueError:
            return None
        while "." in host:
            if found := self.hosts.get(host):
                return found
            host = host.split(".", 1)[1]
        return None


@lru_cache(maxsize=8)
def outlets_of(pack: Subject) -> Outlets:
    """The outlets of a pack, looked up by folded names."""
    names: dict[str, str] = {}
    short: dict[str, list[str]] = {}
    hosts: dict[str, str] = {}
    for source in pack.sources.values():
        if source.kind not in ("outlet", "body"):
            continue
        for name in (source.name, _PAREN.sub("", source.name), *source.aliases):
            names.setdefault(folded(name), source.name)
        parts = [p for name in (source.name, *source.aliases) for p in re.split(r"\s*/\s*|\s*\(|\)", name) if p.strip()]
        for key in dict.fromkeys(
            [folded(source.id), *(folded(p) for p in parts), *(folded(p).split(" ")[0] for p in parts if folded(p))]
        ):
            if (len(key) > 2 and key not in _GENERIC) or key == folded(source.id):
                short.setdefault(key, []).append(source.name)
        for domain in source.domains:
            hosts[domain.casefold().removeprefix("www.")] = source.name
        if source.kind == "outlet" and not source.domains:
            # Many outlets are at home under their own name; the address is then as good as a registered one.
            for label in dict.fromkeys(
                folded(name).replace(" ", "") for name in (source.id, _PAREN.sub("", source.name))
            ):
                for top in ("com", "org", "net", "us", "kr", "co.kr", "jp", "co.jp", "co.uk"):
                    hosts.setdefault(f"{label}.{top}", source.name)
    return Outlets(names, {key: found[0] for key, found in short.items() if len(set(found)) == 1}, hosts)
