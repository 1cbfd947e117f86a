"""A large case is shown as a small one is: every page and every answer the same, and nothing that must be masked in any of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benchmarks.large import Size, case_of
from secondsource.desk.app import desk
from secondsource.desk.catalogue import FILE
from secondsource.desk.shelf import Shelf, Shown
from secondsource.model import Decision, DecisionKind
from secondsource.store import Case

HERE = "http://127.0.0.1:8765"
_OURS = re.compile(r'name="token" value="[^"]*"|"state":"[0-9a-f]*"')


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of three blocks of forty reports, of about three claims each, with addresses to write to in some."""
    return case_of(Size(reports=40, blocks=3, parts=4), tmp_path_factory.mktemp("generated"))


@pytest.fixture
def folder(generated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(generated, tmp_path / "case")


def whole(folder: Path) -> Shown:
    return Shelf(folder).shown()


def addresses(shown: Shown) -> list[str]:
    """Addresses of every kind of page and answer."""
    claims, reports = [claim.id for claim in shown.claims][:12:3], list(shown.sources)[::40]
    found = [
        "/", "/?q=workers&sort=late", '/?q="were flown home"', "/?q=-strike&sort=support", "/today", "/timeline", "/map", "/network",
        "/reports", "/reports?q=courier+2017", "/sources", "/numbers", "/forecasts", "/law", "/law/said", "/law/deadlines", "/review", "/decisions", "/set-aside",
        "/claims.csv", "/claims.jsonl?sort=early",
    ]  # fmt: skip
    found += [
        f"/api{page}"
        for page in ("/claims", "/reports?q=courier", "/statements?size=7&page=3", "/mentions?size=9&page=4")
    ]
    found += [
        f"/api{page}"
        for page in (
            "/relays",
            "/findings",
            "/grades",
            "/indicators?size=5",
            "/case",
            "/review",
            "/network",
            "/sources",
        )
    ]
    for claim in claims:
        day = shown.known_steps(shown.view.claim(claim))[0].day  # type: ignore[arg-type]
        found += [f"/claims/{claim}?days=all", f"/claims/{claim}/decide", f"/api/claims/{claim}"]
        found += [f"/claims/{claim}/law/{f.provision}?as_known_on={day}" for f in shown.view.findings_of(claim)[:1]]
    return found + [f"{start}/reports/{report}" for report in reports for start in ("", "/api")]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_is_as_if_the_whole_case_were_in_memory(folder: Path, language: str) -> None:
    kept, asked = Shelf(folder), Shelf(folder, whole=0)
    one, other = TestClient(desk(kept), base_url=HERE), TestClient(desk(asked), base_url=HERE)
    for address in addresses(kept.shown()):
        first, second = (client.get(address, headers={"accept-language": language}) for client in (one, other))
        assert first.status_code == second.status_code == 200, address
        assert _OURS.sub("", first.text) == _OURS.sub("", second.text), address
    assert not kept.shown().state
    assert asked.shown().state


def test_lists_and_look_ups_are_the_same(folder: Path) -> None:
    kept, asked = whole(folder), Shelf(folder, whole=0).shown()
    assert list(kept.rows) == list(asked.rows)
    assert kept.rows[3:8] == tuple(asked.rows[3:8])
    assert list(kept.claims) == list(asked.claims)
    assert kept.claims[-1] == asked.claims[-1]
    assert dict(kept.sources) == dict(asked.sources)
    assert dict(kept.relays) == dict(asked.relays)
    assert len(kept.relays) == len(asked.relays)
    assert kept.numbers == asked.numbers
    with pytest.raises(KeyError):
        asked.relays["none", "such"]


def test_a_claim_as_known_on_a_day_rests_on_what_stands_around_it(folder: Path) -> None:
    kept, asked = Shelf(folder), Shelf(folder, whole=0)
    for claim in kept.shown().claims[::9]:
        for step in kept.shown().known_steps(claim):
            one, other = (shelf.known(step.day, claim).view for shelf in (kept, asked))
            assert one.claim(claim.id) == other.claim(claim.id)
            for look in ("support", "findings_of", "indicators_of"):
                assert getattr(one, look)(claim.id) == getattr(other, look)(claim.id)
            assert other.grade(claim.id) is None


def test_what_is_personal_is_masked_wherever_it_stands(folder: Path) -> None:
    with Case.open(folder) as case:
        view = case.view()
        (report, *_) = (report for report in view.reports if report.personal)
        address = report.personal[0].span.of(report.text)
        about = view.claims[1].id
        case.ledger.append(
            Decision(kind=DecisionKind.ACCEPT, object=about, who="ann", at="2026-01-02T00:00:00Z", why=f"ask {address}")
        )
        with case.writing() as connection:
            # where it may turn up again: in a value derived from the report, in another report
            for table, words in (("claims", "Bay"), ("supports", "one origin"), ("statements", "Courier")):
                connection.exec_driver_sql(f"UPDATE {table} SET body = replace(body, '{words}', '{address}')")
    asked = Shelf(folder, whole=0)
    client = TestClient(desk(asked), base_url=HERE)
    for page in addresses(asked.shown()):
        assert address not in client.get(page).text, page
    assert "█" in client.get(f"/reports/{report.id}").text


def test_the_catalogue_is_kept_until_the_case_changes(folder: Path) -> None:
    first = Shelf(folder, whole=0).shown()
    file = folder / FILE
    assert file.stat().st_mode & 0o777 == 0o600
    made = file.stat().st_ino
    again = Shelf(folder, whole=0)
    assert again.shown().state == first.state
    assert file.stat().st_ino == made
    held = again.shown()
    with Case.open(folder) as case, case.writing():
        pass
    assert again.shown() is held, "a transaction that changes nothing is no change"
    with Case.open(folder) as case:
        statement = first.view.statements[0].id
        case.ledger.append(
            Decision(kind=DecisionKind.REJECT, object=statement, who="a", at="2026-01-02T00:00:00Z", why="w")
        )
    assert again.shown().state != first.state
    assert file.stat().st_ino != made
    assert len(again.shown().view.statements) == len(first.view.statements) - 1
    assert first.view.statement(statement) is not None, "who still holds the state of before still reads it"


def test_a_damaged_catalogue_is_made_anew(folder: Path) -> None:
    expected = list(whole(folder).rows)
    for content in (b"", b"no database", b"SQLite format 3\0" + bytes(100)):
        (folder / FILE).write_bytes(content)
        assert list(Shelf(folder, whole=0).shown().rows) == expected


def test_where_nothing_can_be_written_it_is_made_for_this_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = list(whole(folder).rows)
    monkeypatch.setattr("secondsource.desk.catalogue.os.access", lambda *_: False)
    assert list(Shelf(folder, whole=0).shown().rows) == expected
    assert not (folder / FILE).exists()


def test_a_catalogue_cut_short_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("secondsource.desk.catalogue._Making._claims", cut)
        with pytest.raises(OSError, match="full"):
            Shelf(folder, whole=0).shown()
    assert [path.name for path in folder.glob(f"{FILE}*")] == []
    assert isinstance(Shelf(folder, whole=0).shown().rows[0].id, str)
