"""Brings the catalogues of translations up to date: `make catalogue`, or with `--check` says what is wrong with them.

Texts come from the code (`say`, `said_of`, `noted`, `count` and the like), from the templates, from `publish/words.yaml` and from the subject
packs as far as they are vocabulary: kinds of event, facts of the law and their values, indicators, topics; presets and levers of their scenario model.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from secondsource.desk.rule_pages import in_words
from secondsource.desk.scenario.levers import LEVERS
from secondsource.forecast.scenario.fan import TOLD
from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.report import CAUTION
from secondsource.law import NOTICE, Bearing
from secondsource.law.deadlines import Standing
from secondsource.law.on import deadlines_of
from secondsource.law.rule import rules
from secondsource.law.vocabulary import vocabulary
from secondsource.law.words import by_whom, short, without_asides
from secondsource.model import Marking
from secondsource.publish.names import LANGUAGES as REPORT_LANGUAGES
from secondsource.publish.paper import forms, standards
from secondsource.publish.paper.form import context
from secondsource.publish.tongue import DOMAIN, ENGLISH, LANGUAGES, LOCALE
from secondsource.publish.words import plain_words
from secondsource.subjects import load, packs

SOURCE = Path(__file__).resolve().parent.parent / "src" / "secondsource"
ROOMS = ("publish", "desk", "watch", "forecast")
_SPEC: dict[str, tuple[int, ...]] = {
    "say": (1,),
    "noted": (1,),
    "gettext": (1,),
    "_": (1,),
    "said_of": (2, 3),
    "ngettext": (1, 2),
}
"""Which arguments of a function are its text, or its texts for one and for many."""
_CONTEXT = {"say_as": (1, 2), "noted_as": (1, 2), "count": (None, 2)}
"""Those with a context: which arguments are it and the text."""
_OPTIONS = {
    "extensions": "jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
_NO_WORDS = frozenset({"group", "signs", "order", "countries"})
_HOLE = re.compile(r"%\((\w+)\)s|\{(\w+)[^{}]*\}")
"""Places for values: in templates as `%(name)s`, in code as `{name}`."""

Found = tuple[str, str | tuple[str, str], str]
"""Context, text or texts, and where it stands."""


def _written(path: Path) -> Iterator[Found]:
    where = path.relative_to(SOURCE.parent.parent).as_posix()
    keywords = [*_SPEC, *_CONTEXT]
    with path.open("rb") as file:
        if path.suffix == ".py":
            found: Any = extract_python(file, keywords, [], {})
        else:
            found = babel_extract(file, keywords, [], _OPTIONS)
        for _, function, texts, _ in found:
            arguments = texts if isinstance(texts, tuple) else (texts,)
            if function in _CONTEXT:
                of, text = _CONTEXT[function]
                context = "count" if of is None else arguments[of - 1]
                said = arguments[text - 1] if len(arguments) >= text else None
                if context and said:
                    yield context, said, where
            elif function in _SPEC:
                said_of = [arguments[at - 1] for at in _SPEC[function] if len(arguments) >= at]
                if said_of and all(said_of):
                    yield "", (said_of[0], said_of[1]) if len(said_of) == 2 else said_of[0], where


def _of_words() -> Iterator[Found]:
    def walk(entry: Any) -> Iterator[str]:
        if isinstance(entry, dict):
            codes = _NO_WORDS if "says" in entry or "digits" in entry else frozenset()
            for key, value in entry.items():
                if key not in codes:
                    yield from walk(value)
        elif isinstance(entry, list):
            for value in entry:
                yield from walk(value)
        elif isinstance(entry, str):
            yield entry

    for text in walk(plain_words()):
        yield "", text, "src/secondsource/publish/words.yaml"


def _of_forms() -> Iterator[Found]:
    where = "src/secondsource/publish/paper"
    for one in forms().values():
        for text in (
            one.name,
            one.kicker,
            one.whom,
            *one.blanks,
            *one.opening,
            *one.asks,
            *(says for _, says in one.lacks),
        ):
            yield "", text, where
        for part in one.parts:
            yield "", str(part.get("title", "")), where
        for name in packs():
            for says, _ in context(one, load(name)).says:
                yield "", says, f"src/secondsource/subjects/{name}"
    for standard in standards().values():
        for text in (standard.name, standard.says, *(str(need["why"]) for need in standard.needs.values())):
            yield "", text, where


def _of_packs() -> Iterator[Found]:
    for name in packs():
        pack = load(name)
        where = f"src/secondsource/subjects/{name}"
        yield "", str(pack.about.get("title", name)), where
        yield "", str(pack.about.get("notice", "")), where
        for event in pack.event_types.values():
            yield "event", event.title or event.id.replace("_", " ").capitalize(), where
            yield "topic", event.group, where
        for indicator in pack.indicators.values():
            yield "", indicator.ilo_name, where
        if not pack.law:
            continue
        for topic in pack.law.get("topics", {}):
            yield "topic", topic, where
        for fact in vocabulary(pack).terms.facts.values():
            for meaning in (short(fact), without_asides(fact.meaning)):
                yield "", meaning, where
            for value in fact.values:
                yield "value", value.replace("_", " "), where
        for force in pack.law["legal_forces"].values():
            yield "", str(force["meaning"]), where
        for rule in rules(pack).values():
            for leaf in (x for version in rule.versions for x in (*rule.scope.leaves(), *version.elements.leaves())):
                yield "", leaf.reason or "", where
            for exception in (x for version in rule.versions for x in version.exceptions):
                yield "", exception.text, where
            for what in (rule.deadline.what if rule.deadline else "", *(what for _, what in deadlines_of(rule))):
                yield "", what, where
        for item in pack.law.get("country_facts", ()):
            yield "", str(item["reason"]), where
        for outcome in pack.law["outcomes"]:
            yield "", str(outcome["meaning"]).split(";")[0], where
        for source in pack.sources.values():
            yield "source type", source.type or source.kind, where
        for item in pack.provisions.values():
            yield "party", by_whom(item), where
            for bound in item.bound:
                yield "bound", in_words(bound), where
            yield "force", item.legal_force.replace("_", " "), where
            yield "kind of law", item.kind.replace("_", " "), where
        for entity in pack.entities.values():
            yield "body", entity.type.replace("_", " "), where


def _of_law() -> Iterator[Found]:
    yield "", NOTICE, "src/secondsource/law"
    for told in (*Bearing, *Standing):
        yield "", told.value, "src/secondsource/law"
    for marking in Marking:
        yield "", marking.meaning, "src/secondsource/model/marking.py"


def _of_desk() -> Iterator[Found]:
    for name in REPORT_LANGUAGES.values():
        yield "language", name, "src/secondsource/publish/names.py"
    for noun in ("sentence", "paragraph"):
        yield "count", noun, "src/secondsource/desk/version_pages.py"


def _of_scenarios() -> Iterator[Found]:
    for told in TOLD:
        for text in (told.title, told.unit):
            yield "", text, "src/secondsource/forecast/scenario/fan.py"
    yield "", CAUTION, "src/secondsource/forecast/scenario/report.py"
    for name in packs():
        pack = load(name)
        if not (pack.folder / "scenario").is_dir():
            continue
        where, model = f"src/secondsource/subjects/{name}/scenario", model_of(pack)
        for preset in model.presets.values():
            for text in (preset.title, " ".join(preset.text.split())):
                yield "", text, where
        for lever in LEVERS:
            yield "", model.parameters[lever].text, where


def texts() -> Catalog:
    """Every text that is said, without a translation."""
    out = Catalog(project=DOMAIN, charset="utf-8")
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*")):
            if path.suffix == ".py" or path.name.endswith(".html.j2"):
                for found in _written(path):
                    _add(out, found)
    for found in (*_of_words(), *_of_forms(), *_of_law(), *_of_desk(), *_of_packs(), *_of_scenarios()):
        _add(out, found)
    return out


def _add(to: Catalog, found: Found) -> None:
    context, text, where = found
    if text:
        # Line numbers would change with every line above them; Babel takes None for them, though its types do not say so.
        to.add(text, locations=[(where, None)], context=context or None)  # type: ignore[list-item]


def updated(code: str) -> Catalog:
    """The catalogue of a language with every text of today, those without a translation empty."""
    path = _po(code)
    held = read_po(io.BytesIO(path.read_bytes()), locale=code) if path.exists() else Catalog(locale=code)
    held.update(texts(), no_fuzzy_matching=True, keep_user_comments=True)
    held.obsolete.clear()
    return held


def problems(code: str) -> Iterator[str]:
    """What is wrong with the catalogue of a language, a sentence each."""
    held, needed = read_po(io.BytesIO(_po(code).read_bytes()), locale=code), texts()
    for message in needed:
        if message.id and held.get(message.id, message.context) is None:
            yield f"{code}: “{_one(message)}” is not in the catalogue."
    for message in held:
        if not message.id:
            continue
        if needed.get(message.id, message.context) is None:
            yield f"{code}: “{_one(message)}” is said nowhere."
        elif message.fuzzy or not all(_strings(message)):
            yield f"{code}: “{_one(message)}” is not translated."
        else:
            counted = message.context in (
                "count",
                "unit",
            )  # a noun alone, whose number stands where the language puts it
            wanted = {"n"} if counted else _holes(message.id[-1] if isinstance(message.id, tuple) else message.id)
            if any(_holes(text) != wanted for text in _strings(message)):
                yield f"{code}: the translation of “{_one(message)}” has other values in it."
    if not _compiled(code, held):
        yield f"{code}: the .mo file does not hold what the .po file says."


def _one(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string),)


def _holes(text: str) -> set[str]:
    return {found[1] or found[2] for found in _HOLE.finditer(text)}


def _po(code: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def _mo(of: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, of)
    return out.getvalue()


def _compiled(code: str, of: Catalog) -> bool:
    """Whether the .mo file says what the catalogue says."""
    path = _po(code).with_suffix(".mo")
    if not path.exists():
        return False
    with path.open("rb") as file:
        told = GNUTranslations(file)
    return all(_said(told, message) == _strings(message)[0] for message in of if message.id)


def _said(told: GNUTranslations, message: Message) -> str:
    if isinstance(message.id, tuple):
        return told.ngettext(message.id[0], message.id[1], 1)
    return told.pgettext(message.context, message.id) if message.context else told.gettext(message.id)


_HEAD = """
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def _saved(code: str, of: Catalog) -> None:
    out = io.BytesIO()
    write_po(out, of, width=140, sort_output=True, omit_header=True, include_lineno=False)
    head = of.header_comment.rstrip() + _HEAD.format(code=code, plurals=of.plural_forms)
    text = head.encode() + out.getvalue().strip() + b"\n"
    _po(code).parent.mkdir(parents=True, exist_ok=True)
    _po(code).write_bytes(text)
    compiled = read_po(io.BytesIO(text), locale=code)
    if not _compiled(code, compiled):
        _po(code).with_suffix(".mo").write_bytes(_mo(compiled))


def main() -> int:
    """Writes the catalogues anew, or with `--check` only looks at them."""
    check = "--check" in sys.argv[1:]
    found: list[str] = []
    for code in LANGUAGES:
        if code != ENGLISH:
            if not check:
                _saved(code, updated(code))
            found += problems(code)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
