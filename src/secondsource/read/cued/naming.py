"""From the words for a speaker to links of a chain: the registry first, then what the words themselves say of their kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model import Chain, Link, LinkKind, Report, Span
from ...subjects import Subject
from ..joint import THINGS, joint, several
from ..place_pack import country_names
from ..sources import kind_of, registry
from .person import chinese_person, japanese_person, russian_person
from .words import pattern

_SPEAKS = (LinkKind.PERSON, LinkKind.ROLE, LinkKind.UNNAMED, LinkKind.GROUP, LinkKind.BODY)
_PUBLISHES = (LinkKind.OUTLET, LinkKind.BODY, LinkKind.RECORD)
_AROUND = " \t\r\n,，、“”\"'."
_QUOTED_NAME = re.compile(r"[«《](?P<name>[^»》]{2,40})[»》]")
_SEEN = {
    "zh": re.compile(r"^(?:看到|获得|獲得|取得|得到|掌握|查阅|查閱|公布|公佈)的(?:一份|一些|多份|部分)?(?P<paper>.+)$"),
    "ja": re.compile(r"^(?:通信)?が(?:入手|確認|閲覧|公開|公表|取得)した(?P<paper>.+)$"),
}
_LEADS = {
    "zh": re.compile(r"^(?:一名|一位|一个|多名|数名|几名|有|某|另一名|另一位|两名)"),
    "ja": re.compile(r"^(?:ある|別の|匿名の|複数の|現地の)"),
    "ru": re.compile(r"^(?:один из|одна из|некий|неназванн\w+)\s", re.IGNORECASE),
}
_JOINS = {
    "zh": re.compile("以及|和|与|與|及|、"),
    "ja": re.compile("および|及び|と|や|、|・"),
    "ru": re.compile(r"\s+(?:и|а также)\s+|,\s+"),
}
"""What stands between those who tell it together."""
_BACK = {
    "zh": re.compile(r"^(?:该|該|这名|這名|这位|這位|那名|那位|上述|这些|這些|前述)"),
    "ja": re.compile(r"^(?:この|その|同)"),
    "ru": re.compile(r"^(?:этот|эта|это|тот|данный)\s", re.IGNORECASE),
}


class Naming:
    """Names the speakers of one report.

    Args:
        report: the report.
        pack: its registry and word lists.
        language: whose lists to use.
    """

    def __init__(self, report: Report, pack: Subject, language: str) -> None:
        self.text = report.text
        self.language = language
        self.registry = registry(pack)
        self.own = self.registry.outlet_of(report)
        self.seen: list[Chain] = []
        self._pack = pack
        self._country = country_names(pack, language)

    def _any(self, *names: str) -> re.Pattern[str]:
        return pattern(self._pack, self.language, "attribution", *names)

    def _ends(self, words: str, *names: str) -> bool:
        """Whether words end in one of a list; in Russian, whether one stands among them."""
        found = self._any(*names)
        if self.language == "ru":
            return bool(found.search(words))
        return any(
            m.end() == len(words) for at in range(max(0, len(words) - 6), len(words)) if (m := found.match(words, at))
        )

    def chain(self, tellers: Sequence[Span], genitive: bool = False) -> Chain:
        """The chain of these tellers, outermost first; empty if they are the report's own outlet.

        Args:
            tellers: their words.
            genitive: whether the last stands in the genitive (“по словам …”).
        """
        out = Chain()
        for n, span in enumerate(tellers):
            last = n == len(tellers) - 1
            outer = out.names[-1] if out.links else ""
            found = self._named(span, outer, genitive and last, alone=len(tellers) == 1)
            out = out + found
        return out

    def _named(self, span: Span, teller: str, genitive: bool, alone: bool) -> Chain:
        if not span.of(self.text).strip(_AROUND):
            return Chain()
        span = span.trimmed(self.text, _AROUND)
        return self._together(span, teller, genitive) or self._single(span, teller, genitive, alone)

    def _together(self, span: Span, teller: str, genitive: bool) -> Chain | None:
        """Several who tell it together, where each part of the words is a teller by itself: “路透社和法新社”, “Рейтер и ТАСС”."""
        found, joiner = several(span, self.text, _JOINS[self.language], self.registry)
        if not all(map(self._teller, found)):
            return None
        each = [self._single(part, teller, genitive, alone=False) for part in found]
        if any(link.kind in THINGS for chain in each for link in chain.links):
            return None
        return joint(each, [part.of(self.text) for part in found], joiner)

    def _teller(self, part: Span) -> bool:
        """Whether words are a teller by themselves, and no half of a name."""
        words = part.of(self.text)
        return bool(
            words.strip()
            and (
                self.registry.named(words)
                or self._country.fullmatch(words)
                or self._any("unnamed").search(words)
                or self._person(words, False)
                or (self.language == "zh" and re.fullmatch(rf"[一-鿿]{{2,4}}(?:{self._any('roles').pattern})", words))
                or (
                    self._any("bodies", "outlets").search(words)
                    if self.language == "ru"
                    else self._ends(words, "body_ends", "outlet_ends")
                )
            )
        )

    def _single(self, span: Span, teller: str, genitive: bool, alone: bool) -> Chain:
        words = span.of(self.text)
        if self._any("told").fullmatch(words):
            return Chain()
        back = self._back(words) if alone else None
        if back is not None:
            return back
        quoted = _QUOTED_NAME.search(words)
        unnamed = self._any("unnamed").search(words)
        person = self._person(words, genitive)
        found = list(self.registry.within(self.text, span.start, span.end))
        if found and not person and not (unnamed and not words.startswith(found[0][0].of(self.text))):
            where, source = found[-1] if found[-1][0].end == span.end else found[0]
            outlet = Chain() if source.name == self.own else _one(source.name, kind_of(source), where, source.id)
            return outlet + self._paper(Span(where.end, span.end)) if where.end < span.end else outlet
        if self._country.fullmatch(words):
            return _one(words, LinkKind.BODY, span)
        if person:
            known = self.registry.named(person)
            if known is not None:
                return _one(known.name, kind_of(known), span, known.id)
            return _one(person, LinkKind.PERSON, span)
        if self._any("sensor").search(words):
            return _one(words, LinkKind.SENSOR, span)
        if quoted and (self.language != "ru" or not unnamed):
            name = quoted["name"]
            known = self.registry.named(name)
            if known is not None:
                return _one(known.name, kind_of(known), span, known.id)
            return Chain() if name == self.own else _one(name, LinkKind.OUTLET, span)
        if self._any("rumour_sources").search(words):
            return _one(f"rumour ({teller or self.own or 'the report'})", LinkKind.RUMOUR, span)
        spokesman = self._any("speakers_for").search(words)
        if spokesman and (self.language != "ru" or len(words.split()) > 1):
            body = words.replace(spokesman[0], "").strip(" の") or words
            if body != words:
                return _one(body, LinkKind.BODY, span)
        if self._ends(words, "record") and not self._ends(words, "outlet_ends"):
            return _one(words, LinkKind.RECORD, span)
        if unnamed and (
            self.language == "ru"
            or unnamed.end() >= len(words) - 4
            or not self._ends(words, "body_ends", "outlet_ends")
        ):
            group = bool(self._any("group").search(words))
            bare = _LEADS[self.language].sub("", words)
            label = f"unnamed {bare} ({teller or self.own or 'the report'})"
            return _one(label, LinkKind.GROUP if group else LinkKind.UNNAMED, span)
        if self.language == "ru":
            kind = (
                LinkKind.BODY
                if self._any("bodies").search(words)
                else LinkKind.OUTLET
                if self._any("outlets").search(words)
                else LinkKind.PERSON
            )
            return _one(words, kind, span)
        if self._ends(words, "outlet_ends"):
            return Chain() if words == self.own else _one(words, LinkKind.OUTLET, span)
        if self._ends(words, "body_ends"):
            return _one(words, LinkKind.BODY, span)
        return _one(words, LinkKind.PERSON, span)

    def _paper(self, rest: Span) -> Chain:
        """The paper or picture that an outlet has seen: “路透社看到的一份文件”, “ロイターが入手した文書”."""
        found = _SEEN[self.language].match(rest.of(self.text)) if self.language in _SEEN else None
        if found is None:
            return Chain()
        words = found["paper"]
        kind = LinkKind.SENSOR if self._any("sensor").search(words) else LinkKind.RECORD
        if kind is LinkKind.RECORD and not self._ends(words, "record"):
            return Chain()
        return _one(words, kind, Span(rest.start + found.start("paper"), rest.end))

    def _person(self, words: str, genitive: bool) -> str | None:
        if self.language == "ru":
            return russian_person(words, genitive) if not re.search(r"[«»]$", words) else None
        if self.language == "zh":
            return chinese_person(words, self._any("roles").pattern)
        return japanese_person(words, self._any("titles").pattern)

    def _back(self, words: str) -> Chain | None:
        """The earlier chain that a pronoun or “this source” takes up; None if the words stand for themselves."""
        if not self.seen:
            return None
        if (called := self._surname(words)) is not None:
            return called
        low = words.lower() if self.language == "ru" else words
        if self._any("pronouns").fullmatch(words) or (self.language == "ja" and low == "同氏"):
            return next((c for c in reversed(self.seen) if c.innermost and c.innermost.kind in _SPEAKS), self.seen[-1])
        bare = _BACK[self.language].sub("", low)
        said_back = bare != low
        if self._any("back_outlets").fullmatch(low) or (said_back and self._any("back_outlets").fullmatch(bare)):
            for chain in reversed(self.seen):
                links = chain.links
                while links and links[-1].kind not in _PUBLISHES:
                    links = links[:-1]
                if links:
                    return Chain(links)
            return self.seen[-1]
        short = len(low.split()) <= 2 if self.language == "ru" else len(low) <= 8
        if not short and not said_back:
            return None
        stem = self._stem(bare)
        for chain in reversed(self.seen):
            for n in range(len(chain.links), 0, -1):
                link = chain.links[n - 1]
                told = f"{link.name} {link.span.of(self.text)}".lower()
                if stem and stem in told and link.kind is not LinkKind.OUTLET:
                    alone = [m for m in link.members if stem in f"{m.name} {m.span.of(self.text)}".lower()]
                    return Chain((*chain.links[: n - 1], alone[0] if len(alone) == 1 else link))
        if self._any("back_sources").fullmatch(low):
            return next((c for c in reversed(self.seen) if c.innermost and c.innermost.kind is LinkKind.UNNAMED), None)
        if said_back or (self.language == "ru" and self._any("back_persons").fullmatch(low)):
            return next((c for c in reversed(self.seen) if c.innermost and c.innermost.kind in _SPEAKS), None)
        return None

    def _surname(self, words: str) -> Chain | None:
        """The person who spoke before under a longer name: “李教授” after 李英姬, “金氏” after 金哲洙."""
        titles = {"zh": "roles", "ja": "titles"}.get(self.language)
        if titles is None:
            return None
        found = re.fullmatch(
            rf"(?P<name>[一-鿿々]|[ァ-ヴー]{{1,6}}|[一-鿿々]{{2}})(?:{self._any(titles).pattern})+", words
        )
        name = found["name"] if found else ""
        for chain in reversed(self.seen) if name else ():
            for link in chain.links[-1].each:
                if link.kind is LinkKind.PERSON and link.name != name and link.name.startswith(name):
                    return Chain((*chain.links[:-1], link))
        return None

    def _stem(self, words: str) -> str:
        """What two ways to name one speaker have in common: in Russian without the ending, in Japanese without the title."""
        if self.language == "ru":
            head = words.split()[0] if words else ""
            return head[: max(4, len(head) - 2)]
        if self.language == "ja":
            bare = re.sub(rf"(?:{self._any('titles').pattern})$", "", words)
            return bare or words
        return words


def _one(name: str, kind: LinkKind, span: Span, entity: str | None = None) -> Chain:
    return Chain((Link(name=name, kind=kind, span=span, entity=entity),))
