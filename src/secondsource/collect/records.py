"""Reports that come with their own metadata: JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from ..model import How, Known, SetAside, Translation
from ..model.acting import harmless
from .draft import Draft, Extract
from .encoding import clean, decode
from .errors import BadJson, NotAReport
from .stated import moment

NAMED = 100
"""Bad parts of one file that are named each; of the rest it is said how many they are."""
HOPELESS = 1_000
"""Bad lines with no good one among them after which a file is given up."""
_FIELDS = ("outlet", "url", "title", "byline")


def extract(data: bytes, name: str) -> Extract:
    """One report, or a list of them, or an object with a list of them under `reports`.

    Raises:
        BadJson: if it is no JSON. NotAReport: if it holds nothing with a `text`.
    """
    decoded = decode(data)
    try:
        value = _load(decoded.text)
    except BadJson:
        if "\n{" in decoded.text.strip():
            return extract_lines(data, name)
        raise
    if (others := _of_others(value, name, decoded.note)) is not None:
        return others
    if isinstance(value, dict) and isinstance(value.get("reports"), list):
        value = value["reports"]
    if not isinstance(value, list):
        return Extract((_draft(value, name, 0, decoded.note),))
    drafts: list[Draft] = []
    aside: list[SetAside] = []
    bad = 0
    for at, item in enumerate(value):
        try:
            drafts.append(_draft(item, f"{name}#{at + 1}", at, decoded.note))
        except NotAReport as error:
            bad += 1
            if bad <= NAMED:
                aside.append(_aside(f"{name}#{at + 1}", error))
    if not drafts and not aside:
        raise NotAReport("The JSON is an empty list. A report is an object with a `text`.")
    return Extract(tuple(drafts), (*aside, *_rest(name, bad - NAMED)))


def extract_lines(data: bytes, name: str) -> Extract:
    """One report a line, or one entity or citation of another program; a bad line is set aside and the others are kept."""
    decoded = decode(data)
    if (others := _lines_of_others(decoded.text, name, decoded.note)) is not None:
        return others
    drafts: list[Draft] = []
    aside: list[SetAside] = []
    bad = 0
    for at, line in enumerate(StringIO(decoded.text)):
        if not line.strip():
            continue
        try:
            drafts.append(_draft(_load(line.rstrip("\n"), f"line {at + 1}: "), f"{name}#{at + 1}", at, decoded.note))
        except (BadJson, NotAReport) as error:
            bad += 1
            if bad <= NAMED:
                aside.append(_aside(f"{name}#{at + 1}", error))
            if bad == HOPELESS and not drafts:
                raise BadJson(
                    f"Not one of the first {HOPELESS:,} lines is a report in JSON. Mend them, or save the text as .txt."
                ) from error
    return Extract(tuple(drafts), (*aside, *_rest(name, bad - NAMED)))


def _of_others(value: Any, name: str, note: str | None) -> Extract | None:
    """What a JSON document of another program holds; None if it is of none that is known."""
    from .lists import citations, claimreview, ftm

    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return None
    items = value.get("items") if isinstance(value, dict) else value
    listed = items if isinstance(items, list) else []
    first = next((item for item in listed[:NAMED] if ftm.is_entity(item) or citations.is_item(item)), None)
    if ftm.is_entity(value) or ftm.is_entity(first):
        return ftm.read(enumerate([value] if ftm.is_entity(value) else listed), name, note)
    if citations.is_item(first):
        return citations.read(listed, name, note)
    if claimreview.is_linked(value) or (isinstance(value, list) and any(map(claimreview.is_linked, value[:NAMED]))):
        return claimreview.read(value, name, note)
    return None


def _lines_of_others(text: str, name: str, note: str | None) -> Extract | None:
    """What JSON lines of another program hold; the first line tells."""
    from .lists import citations, ftm

    first = next((line for line in StringIO(text) if line.strip()), "")
    try:
        value = _load(first)
    except BadJson:
        return None
    if ftm.is_entity(value):
        return ftm.read(_values(text), name, note)
    return citations.read([item for _, item in _values(text)], name, note) if citations.is_item(value) else None


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """The value of each line with its place; of a line that is no JSON the error."""
    for at, line in enumerate(StringIO(text)):
        if line.strip():
            try:
                yield at, _load(line.rstrip("\n"), f"line {at + 1}: ")
            except BadJson as error:
                yield at, error


def _rest(name: str, more: int) -> Iterator[SetAside]:
    if more > 0:
        reason = f"{more:,} more parts of the file hold no report either. Mend the file and add it again."
        yield SetAside(name=f"{name}#...", digest="", reason=reason, error="NotAReport")


def _aside(name: str, error: BadJson | NotAReport) -> SetAside:
    return SetAside(name=name, digest="", reason=str(error), error=type(error).__name__)


def _load(text: str, where: str = "") -> Any:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        place = f"{where}line {error.lineno}, column {error.colno}" if not where else f"{where}column {error.colno}"
        raise BadJson(f"This is not JSON ({place}: {error.msg}). Mend it there, or save the text as .txt.") from error
    except RecursionError as error:
        raise BadJson("The JSON is nested too deep to be a report. Take the report out of it and save that.") from error
    except ValueError as error:
        raise BadJson("The JSON holds a number with thousands of digits. Mend it, or save the text as .txt.") from error


def _draft(value: Any, name: str, at: int, note: str | None) -> Draft:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise NotAReport
    text = clean(value["text"])
    if not text.strip():
        raise NotAReport("The report's `text` is empty. Fill it in, or leave the report out.")
    given: dict[str, Known] = {}
    for field in _FIELDS:
        words = _words(value.get(field))
        if words is not None:
            given[field] = Known(value=words, how=How.GIVEN, why=f"the field “{field}” of the input")
    language = _words(value.get("language"))
    if language is not None and 2 <= len(language.split("-")[0].split("_")[0]) <= 3:
        code = language.replace("_", "-").split("-")[0].lower()
        given["language"] = Known(value=code, how=How.GIVEN, why="the field “language” of the input")
    published = published_field(_words(value.get("published")), "the field “published” of the input")
    if published is not None:
        given["published"] = published
    identifier = value.get("id")
    own = str(identifier) if isinstance(identifier, (str, int)) and str(identifier).strip() else name
    return Draft(
        name=harmless(clean(own))[:200],
        text=text,
        given=given,
        label=_words(value.get("label")),
        translation=_translation(value),
        glued="title" not in given,
        notes=(note,) if note else (),
        at=at,
    )


def _translation(value: dict[str, Any]) -> Translation | None:
    """`translation_of` names the original; without a `translator` nobody knows whose words these are."""
    of = _words(value.get("translation_of"))
    if of is None:
        return None
    return Translation(
        of=of,
        translator=_words(value.get("translator")) or "an unnamed translator",
        machine=value.get("machine") is True,
    )


def _words(value: Any) -> str | None:
    return " ".join(harmless(clean(value)).split()) or None if isinstance(value, str) else None


def published_field(value: str | None, why: str) -> Known | None:
    """A date of publication given by metadata: an instant stays as it is, other forms become EDTF; None if it is no date."""
    date = moment(value) if value else None
    if date is None:
        return None
    return Known(value=date, how=How.GIVEN, why=why if date == value else f"{why}, there “{value}”")
