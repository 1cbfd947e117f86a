"""A language read by a list of words: four sentences, denials, sources, events, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import Anonymity, BadPack, Factuality, LinkKind, Report
from secondsource.read.languages import LanguageReader
from secondsource.read.worded import Worded, Words

WORDS = Words(
    language="id",
    says=("kata", "mengatakan", "menyatakan"),
    denies=("membantah",),
    that=("bahwa",),
    according=("menurut",),
    unnamed=("pejabat", "sumber"),
    events={"WORK_STOPPAGE": (r"mogok(?: kerja)?",)},
)


def read(pack, text: str):
    report = Report(id="r", capture="0" * 64, part=0, name="r", text=text)
    reading = Worded(WORDS).read(report, pack)
    return [(s.hull.of(text), s.chain.names, s.factuality) for s in reading.statements], reading


@pytest.mark.parametrize(
    ("text", "content", "who", "factuality"),
    [
        (
            "Para pekerja mogok kerja, kata seorang pejabat.",
            "Para pekerja mogok kerja",
            "unnamed seorang pejabat",
            Factuality.ASSERTED,
        ),
        ("Ana Quill mengatakan bahwa pekerja mogok.", "pekerja mogok", "Ana Quill", Factuality.ASSERTED),
        ("Menurut Radio Free Asia, pekerja mogok.", "pekerja mogok", "Radio Free Asia", Factuality.ASSERTED),
        ("Pekerja mogok, menurut Ana Quill.", "Pekerja mogok", "Ana Quill", Factuality.ASSERTED),
        ("Ana Quill menyatakan: “Pekerja mogok.", "Pekerja mogok", "Ana Quill", Factuality.ASSERTED),
        ("Perusahaan itu membantah bahwa pekerja mogok.", "pekerja mogok", "Perusahaan itu", Factuality.DENIED),
    ],
)
def test_four_sentences_tell_who_says_what(pack, text, content, who, factuality):
    found, reading = read(pack, text)
    assert found == [(content, [who], factuality)]
    (event,) = reading.mentions
    assert (event.type, event.statement, event.factuality) == ("WORK_STOPPAGE", reading.statements[0].id, factuality)


def test_sources_of_the_pack_are_known_and_others_are_kept_as_named(pack):
    _, reading = read(pack, "Menurut Radio Free Asia, pekerja mogok. Pekerja mogok, kata seorang sumber.")
    first, second = reading.statements
    assert (first.chain.links[0].kind, first.anonymity) == (LinkKind.OUTLET, Anonymity.NAMED)
    assert (second.chain.links[0].kind, second.anonymity) == (LinkKind.UNNAMED, Anonymity.UNNAMED)


def test_what_nobody_is_said_to_say_is_the_reports_own_where_it_tells_an_event(pack):
    found, _ = read(pack, "Para pekerja mogok di Kuwait. Cuaca cerah.")
    assert found == [("Para pekerja mogok di Kuwait", [], Factuality.ASSERTED)]


def test_it_goes_through_the_hook_and_its_version_follows_its_words():
    reader = Worded(WORDS)
    assert isinstance(reader, LanguageReader)
    assert reader.version == Worded(WORDS).version != Worded(Words(language="id", says=("kata",))).version


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("language: es\n", "the field “says” is missing"),
        ("language: es\nsays: dijo\n", "“says” must be a list"),
        ("language: es\nsays: [dijo]\ndenys: [negó]\n", "Did you mean “denies”"),
        ("language: es\nsays: [dijo]\nevents: {WORK_STOPPAGE: ['huel(ga']}\n", "is no regular expression"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_a_sentence(tmp_path: Path, text, says):
    (tmp_path / "es.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadPack, match=says):
        Worded.of(tmp_path / "es.yaml")
