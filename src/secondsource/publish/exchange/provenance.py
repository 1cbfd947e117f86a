"""Where everything comes from, as W3C PROV (Recommendations of 30 April 2013): PROV-JSON for programs and PROV-N for people.

Captures, reports, statements and claims are entities; collecting and reading are activities; outlets, tellers and the program are agents. A report
that cites another `wasDerivedFrom` it, one that copies from it has a `Quotation`, and the source at the end of a chain is a `PrimarySource`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import quote

from secondsource.model import LinkKind, RelayKind, Statement
from secondsource.model.acting import harmless

from .handed import Handed, hidden, instant, link_of
from .plain import dump, filled, keyed

SS = "https://secondsource.invalid/ns#"
"""Names of our own. `.invalid` is kept for such (RFC 2606): nothing is promised to be found there."""
PREFIXES = {"ss": SS, "case": "urn:secondsource:case:", "sha256": "urn:sha256:"}
_QUOTES = frozenset({RelayKind.COPIES, RelayKind.PARTIAL_COPY})
_AGENTS = {
    LinkKind.OUTLET: "prov:Organization",
    LinkKind.BODY: "prov:Organization",
    LinkKind.PERSON: "prov:Person",
}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A statement of PROV.

    Args:
        kind: `entity`, `activity`, `agent`, or the name of a relation as PROV-JSON has it.
        name: qualified name of the thing; of a relation empty.
        ends: what a relation holds between, by the names of its arguments.
        more: further attributes.
    """

    kind: str
    name: str
    ends: Values = field(default_factory=dict)
    more: Values = field(default_factory=dict)


def write(handed: Handed, file: IO[bytes]) -> None:
    """The document as PROV-JSON (W3C Member Submission, 24 April 2013), kind by kind, nothing kept in memory but the names."""
    file.write(b'{"prefix":' + dump({**PREFIXES}).encode())
    for kind, found in sections(handed):
        file.write(f',\n"{kind}":'.encode())
        keyed(((record.name or f"_:{kind}{at}", _json(record)) for at, record in enumerate(found())), file)
    file.write(b"}\n")


def write_notation(handed: Handed, file: IO[bytes]) -> None:
    """The document as PROV-N, a statement a line."""
    file.write(b"document\n")
    for prefix, uri in PREFIXES.items():
        file.write(f"  prefix {prefix} <{uri}>\n".encode())
    file.write(b"\n")
    for _, found in sections(handed):
        seen: set[str] = set()
        for record in found():
            if record.name and record.name in seen:
                continue
            seen.add(record.name)
            file.write(harmless(f"  {_notation(record)}\n").encode())
    file.write(b"endDocument\n")


def sections(handed: Handed) -> Iterator[tuple[str, Callable[[], Iterable[Record]]]]:
    """The kinds of statement that the document makes, each with what makes them."""
    yield "entity", lambda: _entities(handed)
    yield "activity", lambda: _activities(handed)
    yield "agent", lambda: _agents(handed)
    yield "wasGeneratedBy", lambda: _generated(handed)
    yield "used", lambda: _used(handed)
    yield "wasAssociatedWith", lambda: _associated(handed)
    yield "wasAttributedTo", lambda: _attributed(handed)
    yield "wasDerivedFrom", lambda: _derived(handed)


def _entities(handed: Handed) -> Iterator[Record]:
    view = handed.view
    for capture in view.captures:
        more = {
            "prov:type": _name("ss:Capture"),
            "ss:sha256": capture.digest,
            "ss:size": capture.size,
            "ss:media": capture.media,
        }
        yield Record("entity", f"sha256:{capture.digest}", more=more)
    for reading in view.readings:
        report = reading.report
        marking = view.marking_of_report(report.id)
        yield Record(
            "entity",
            _report(report.id),
            more=filled(
                **{
                    "prov:type": _name("ss:Report"),
                    "prov:label": report.title.value if report.title else view.name_of_report(report),
                    "ss:outlet": report.outlet.value if report.outlet else None,
                    "ss:published": report.published.value if report.published else None,
                    "ss:publishedHow": report.published.how.value if report.published else None,
                    "ss:url": link_of(report),
                    "ss:language": report.language.value if report.language else None,
                    "ss:tlp": marking.label if marking else None,
                }
            ),
        )
        for statement in reading.statements:
            yield Record("entity", _statement(statement.id), more=_of_statement(handed, statement))
            source = _source(statement)
            if source is not None:
                yield Record(
                    "entity", source, more={"prov:type": _name("ss:Source"), "prov:label": statement.chain.names[-1]}
                )
    for claim in view.claims:
        support, grade, marking = view.support(claim.id), view.grade(claim.id), view.marking_of_claim(claim.id)
        yield Record(
            "entity",
            _claim(claim.id),
            more=filled(
                **{
                    "prov:type": _name("ss:Claim"),
                    "prov:label": handed.title(claim),
                    "ss:eventType": claim.type,
                    "ss:when": claim.when.text if claim.when else None,
                    "ss:status": claim.status.value,
                    "ss:atLeast": support.at_least if support else None,
                    "ss:atMost": support.at_most if support else None,
                    "ss:grade": f"{grade.letter}{grade.digit}" if grade else None,
                    "ss:tlp": marking.label if marking else None,
                }
            ),
        )


def _of_statement(handed: Handed, statement: Statement) -> Values:
    return {
        "prov:type": _name("ss:Statement"),
        "prov:value": handed.words(statement),
        "ss:chain": " ← ".join(statement.chain.names),
        "ss:basis": statement.basis.value,
        "ss:anonymity": statement.anonymity.value,
        "ss:factuality": statement.factuality.value,
        "ss:start": statement.hull.start,
        "ss:end": statement.hull.end,
    }


def _activities(handed: Handed) -> Iterator[Record]:
    for custody in handed.view.custody:
        at = instant(custody.at)
        yield Record(
            "activity",
            _taking(custody.seq),
            {"prov:startTime": at, "prov:endTime": at},
            {"prov:type": _name("ss:Collect")},
        )
    for report in handed.view.reports:
        yield Record("activity", _reading(report.id), {}, {"prov:type": _name("ss:Read")})


def _agents(handed: Handed) -> Iterator[Record]:
    for tool in sorted({custody.tool for custody in handed.view.custody}):
        yield Record("agent", _tool(tool), more={"prov:type": _name("prov:SoftwareAgent"), "prov:label": tool})
    for report in handed.view.reports:
        if report.outlet is not None:
            yield Record(
                "agent",
                _agent(report.outlet.value),
                more={"prov:type": _name("prov:Organization"), "prov:label": report.outlet.value},
            )
    for reading in handed.view.readings:
        for statement in reading.statements:
            for link in statement.chain.each:
                if link.kind in _AGENTS and not hidden(link.name):
                    yield Record(
                        "agent",
                        _agent(link.name),
                        more={"prov:type": _name(_AGENTS[link.kind]), "prov:label": link.name},
                    )


def _generated(handed: Handed) -> Iterator[Record]:
    for custody in handed.view.custody:
        yield Record(
            "wasGeneratedBy",
            "",
            {
                "prov:entity": f"sha256:{custody.capture}",
                "prov:activity": _taking(custody.seq),
                "prov:time": instant(custody.at),
            },
        )
    for reading in handed.view.readings:
        activity = _reading(reading.report.id)
        yield Record("wasGeneratedBy", "", {"prov:entity": _report(reading.report.id), "prov:activity": activity})
        for statement in reading.statements:
            yield Record("wasGeneratedBy", "", {"prov:entity": _statement(statement.id), "prov:activity": activity})


def _used(handed: Handed) -> Iterator[Record]:
    for report in handed.view.reports:
        if handed.view.capture(report.capture) is not None:
            yield Record("used", "", {"prov:activity": _reading(report.id), "prov:entity": f"sha256:{report.capture}"})


def _associated(handed: Handed) -> Iterator[Record]:
    for custody in handed.view.custody:
        yield Record(
            "wasAssociatedWith", "", {"prov:activity": _taking(custody.seq), "prov:agent": _tool(custody.tool)}
        )


def _attributed(handed: Handed) -> Iterator[Record]:
    for reading in handed.view.readings:
        if reading.report.outlet is not None:
            yield Record(
                "wasAttributedTo",
                "",
                {"prov:entity": _report(reading.report.id), "prov:agent": _agent(reading.report.outlet.value)},
            )
        for statement in reading.statements:
            link = statement.chain.innermost
            if link is not None and link.kind in _AGENTS and not hidden(link.name):
                yield Record(
                    "wasAttributedTo", "", {"prov:entity": _statement(statement.id), "prov:agent": _agent(link.name)}
                )


def _derived(handed: Handed) -> Iterator[Record]:
    view = handed.view
    for reading in view.readings:
        report = reading.report
        if view.capture(report.capture) is not None:
            yield _derivation(_report(report.id), f"sha256:{report.capture}")
        for statement in reading.statements:
            yield _derivation(_statement(statement.id), _report(report.id), "prov:Quotation")
            source = _source(statement)
            if source is not None:
                yield _derivation(_statement(statement.id), source, "prov:PrimarySource")
    for relay in view.relays:
        if relay.giver_in_case:
            kind = "prov:Quotation" if relay.how in _QUOTES else ""
            more = {"ss:how": relay.how.value, "ss:namedInText": relay.named, "ss:why": relay.why}
            yield _derivation(_report(relay.taker), _report(relay.giver), kind, more)
    for claim in view.claims:
        told = dict.fromkeys(m.statement for m in handed.mentions(claim) if m.statement is not None)
        for identifier in told:
            if view.statement(identifier) is not None:
                yield _derivation(_claim(claim.id), _statement(identifier))


def _derivation(made: str, of: str, kind: str = "", more: Values | None = None) -> Record:
    ends = {"prov:generatedEntity": made, "prov:usedEntity": of}
    return Record("wasDerivedFrom", "", ends, {**({"prov:type": _name(kind)} if kind else {}), **(more or {})})


def _source(statement: Statement) -> str | None:
    """The innermost source of a statement as an entity of its own: what it told is what the chain ends in."""
    if statement.chain.innermost is None:
        return None
    return f"case:source.{_safe(' / '.join(statement.chain.names))}"


def _report(identifier: str) -> str:
    return f"case:report.{identifier}"


def _statement(identifier: str) -> str:
    return f"case:statement.{identifier}"


def _claim(identifier: str) -> str:
    return f"case:claim.{identifier}"


def _taking(seq: int) -> str:
    return f"case:collect.{seq}"


def _reading(report: str) -> str:
    return f"case:read.{report}"


def _agent(name: str) -> str:
    return f"case:agent.{_safe(name)}"


def _tool(name: str) -> str:
    return f"case:tool.{_safe(name)}"


def _safe(name: str) -> str:
    """A name as the local part of a qualified name: what is neither a letter, a digit, `-`, `_` nor `.` as `_` and its hexadecimal code."""
    quoted = quote(name, safe="-_")
    return quoted.replace("_", "__").replace("%", "_").replace(".", "_2E").replace("~", "_7E")


class _Named(str):
    """A qualified name as a value."""

    __slots__ = ()


def _name(text: str) -> _Named:
    return _Named(text)


def _json(record: Record) -> Values:
    return {**record.ends, **{key: _json_value(value) for key, value in record.more.items()}}


def _json_value(value: Any) -> Any:
    if isinstance(value, _Named):
        return {"$": str(value), "type": "prov:QUALIFIED_NAME"}
    return value


_ORDER = {
    "wasGeneratedBy": ("prov:entity", "prov:activity", "prov:time"),
    "used": ("prov:activity", "prov:entity", "prov:time"),
    "wasAssociatedWith": ("prov:activity", "prov:agent", "prov:plan"),
    "wasAttributedTo": ("prov:entity", "prov:agent"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity", "prov:activity", "prov:generation", "prov:usage"),
    "activity": ("prov:startTime", "prov:endTime"),
}


def _notation(record: Record) -> str:
    """A statement as PROV-N has it (section 3): positions in their order, `-` for what is not said."""
    ends = [record.ends.get(name, "-") for name in _ORDER.get(record.kind, ())]
    arguments = [record.name, *ends] if record.name else ends
    more = ", ".join(f"{key}={_literal(value)}" for key, value in record.more.items())
    return f"{record.kind}({', '.join(arguments)}{f', [{more}]' if more else ''})"


def _literal(value: Any) -> str:
    if isinstance(value, _Named):
        return f"'{value}'"
    if isinstance(value, bool):
        return f'"{str(value).lower()}" %% xsd:boolean'
    if isinstance(value, int):
        return str(value)
    text = (
        str(value)
        .replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
    )
    return f'"{text}"'
