"""Several who tell it together, in the languages that are read by cues."""

from __future__ import annotations

import pytest

from secondsource.model import Basis, How, Known, LinkKind, Report, Statement
from secondsource.model.telling import apart
from secondsource.read import default_reader
from secondsource.subjects import load

PRESS = "press group"


def told(text: str, language: str) -> Statement:
    known = Known(value=language, how=How.GIVEN, why="given")
    outlet = Known(value="Harbour Paper", how=How.GIVEN, why="given")
    report = Report(id="r", capture="0" * 64, part=0, name="r", text=text, language=known, outlet=outlet)
    (found,) = default_reader(load()).read(report).statements
    return found


@pytest.mark.parametrize(
    ("language", "text", "name", "members"),
    [
        ("ko", "연합뉴스와 KBS는 북한 노동자 50명이 체포됐다고 보도했다.", PRESS, ["Yonhap News Agency", "KBS"]),
        ("ko", "경찰과 목격자에 따르면 북한 노동자 50명이 체포됐다.", "경찰과 목격자", ["경찰", "unnamed 목격자 (Harbour Paper)"]),
        ("ko", "외교부와 통일부는 북한 노동자 50명이 체포됐다고 밝혔다.", "ROK Ministry of Foreign Affairs and ROK Ministry of Unification", ["ROK Ministry of Foreign Affairs", "ROK Ministry of Unification"]),
        ("ko", "북한 노동자 50명이 도망쳤다고 김철수 씨와 이영희 박사가 말했다.", "김철수 씨와 이영희 박사", ["김철수 씨", "이영희 박사"]),
        ("zh", "路透社和法新社报道说，50名朝鲜工人被捕。", PRESS, ["Reuters", "Agence France-Presse"]),
        ("zh", "据警方和一名目击者称，50名朝鲜工人被捕。", "警方和一名目击者", ["警方", "unnamed 目击者 (Harbour Paper)"]),
        ("ja", "共同通信とNHKは北朝鮮労働者50人が逮捕されたと報じた。", PRESS, ["Kyodo News", "NHK"]),
        ("ja", "警察と目撃者によると、北朝鮮労働者50人が逮捕された。", "警察と目撃者", ["警察", "unnamed 目撃者 (Harbour Paper)"]),
        ("ru", "Рейтер и ТАСС сообщили, что 50 рабочих были задержаны.", PRESS, ["Reuters", "TASS"]),
        ("ru", "По словам полиции и очевидца, 50 рабочих были задержаны.", "полиции и очевидца", ["полиции", "unnamed очевидца (Harbour Paper)"]),
    ],
)  # fmt: skip
def test_each_of_them_is_a_teller(language: str, text: str, name: str, members: list[str]) -> None:
    (link,) = told(text, language).chain.links
    assert (link.name.startswith(name), link.kind) == (True, LinkKind.GROUP)
    assert [m.name for m in link.members] == members
    assert all(link.span.covers(m.span) for m in link.members)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("zh", "中华人民共和国外交部表示，50名朝鲜工人已经回国。", ["中华人民共和国外交部"]),
        ("zh", "KBS报道说，50名朝鲜工人被捕。", ["KBS"]),
        ("ja", "ロイターは、北朝鮮労働者50人が逮捕されたと報じた。", ["Reuters"]),
        ("ja", "デイリーNKは、北朝鮮労働者50人が逮捕されたと報じた。", ["Daily NK"]),
        (
            "ko",
            "러시아 내무부와 노동부 자료에 따르면 북한 노동자 50명이 체포됐다.",
            ["Russian Interior Ministry records"],
        ),
        ("ko", "소식통과 주민들은 북한 노동자 50명이 체포됐다고 말했다.", ["unnamed 소식통과 주민들 (Harbour Paper)"]),
    ],
)
def test_one_is_one_and_whoever_the_registry_knows_may_speak(language: str, text: str, names: list[str]) -> None:
    found = told(text, language)
    assert found.chain.names == names
    assert not any(link.members for link in found.chain.links)


def test_only_the_witness_among_them_saw_it() -> None:
    found = told("경찰과 목격자에 따르면 북한 노동자 50명이 체포됐다.", "ko")
    assert [one.basis for one in apart(found)] == [Basis.UNKNOWN, Basis.WITNESSED]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("zh", "首尔大学教授李英姬说，50名朝鲜工人逃跑。李教授说，两人被捕。", "李英姬"),
        ("ja", "金哲洙研究委員は、北朝鮮労働者50人が逃げたと述べた。金氏は2人が逮捕されたと述べた。", "金哲洙"),
        ("ja", "李英姫教授と金哲洙研究員は、北朝鮮労働者50人が逃げたと述べた。李教授は2人が逮捕されたと語った。", "李英姫"),
        ("ru", "Андрей Ланьков и Ким Чхоль Су заявили, что 50 рабочих бежали. Ким добавил, что двое были задержаны.", "Ким Чхоль Су"),
    ],
)  # fmt: skip
def test_a_surname_is_the_person_who_spoke_before(language: str, text: str, name: str) -> None:
    known = Known(value=language, how=How.GIVEN, why="given")
    report = Report(id="r", capture="0" * 64, part=0, name="r", text=text, language=known)
    assert default_reader(load()).read(report).statements[-1].chain.names == [name]


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("김철수 연구위원은", "김 씨는", "김철수 연구위원"),
        ("김철수 연구위원은", "김철수 씨는", "김철수 연구위원"),
        ("한서진 대표와 이영희 박사는", "한 대표는", "한서진 대표"),
        ("한서진 대표와 이영희 박사는", "이 박사는", "이영희 박사"),
        ("한서진 대표와 이영희 박사는", "이들은", "한서진 대표와 이영희 박사"),
        ("김철수 연구위원은", "박 씨는", "박 씨"),
    ],
)
def test_whoever_spoke_before_is_known_by_his_surname(first: str, second: str, name: str) -> None:
    text = f"{first} 북한 노동자 50명이 도망쳤다고 말했다. {second} 두 명이 체포됐다고 덧붙였다."
    known = Known(value="ko", how=How.GIVEN, why="given")
    report = Report(id="r", capture="0" * 64, part=0, name="r", text=text, language=known)
    _, found = default_reader(load()).read(report).statements
    (link,) = found.chain.links
    assert (link.name, link.kind is LinkKind.BODY) == (name, False)
    assert found.hull.of(text) == "두 명이 체포됐다"
