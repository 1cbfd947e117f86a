from __future__ import annotations

from xml.etree import ElementTree as Tree

import feedparser

from secondsource.subjects import Subject
from secondsource.watch.alerts.alert import Alert, Cause, Told
from secondsource.watch.alerts.feed import Entry, feed
from secondsource.watch.alerts.kinds import Kind
from secondsource.watch.alerts.words import NAMES, said

CAUSE = Cause(report="b-0", known_as="Gulf & <Courier>", day="2016-03-22", start=0, end=9, statement="b-0.s0-9")
ALERT = Alert(
    claim="c0a1b2c3d4e5",
    root="c0a1b2c3d4e5",
    title="Work stoppage, Kuwait \x0b",
    told=(Told(kind=Kind.CONFIRMED, was="1..1", now="2..2", because=(CAUSE,)),),
    reports=("a-0", "b-0"),
)


def made(pack: Subject, *entries: Entry) -> bytes:
    return feed(entries, case="abc", title="Kuwait", address="http://127.0.0.1:8765")


def test_an_entry_has_an_id_of_its_own_that_stays(pack: Subject) -> None:
    entry = Entry(id="f0" * 16, at="2016-04-03T09:00:00Z", alert=ALERT, said=said(ALERT, pack))
    read = feedparser.parse(made(pack, entry))
    assert not read.bozo and read.feed.title == "Alerts: Kuwait" and read.feed.updated == "2016-04-03T09:00:00Z"
    (item,) = read.entries
    assert item.id == f"tag:secondsource.invalid,2026:abc/{'f0' * 16}"
    assert item.link == "http://127.0.0.1:8765/claims/c0a1b2c3d4e5"
    assert {tag.term for tag in item.tags} == {"now", "confirmed"}
    assert "Gulf & <Courier>, 22 March 2016 [b-0.s0-9]" in item.content[0].value
    assert made(pack, entry) == made(pack, entry)


def test_a_feed_that_told_nothing_is_one_all_the_same(pack: Subject) -> None:
    root = Tree.fromstring(made(pack))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed" and root.find("{http://www.w3.org/2005/Atom}entry") is None


def test_the_id_of_an_alert_comes_from_what_changed_alone(pack: Subject) -> None:
    renamed = Alert(claim="c111111111111", root=ALERT.root, title="Strike", told=ALERT.told, reports=("a-0",))
    other = Alert(claim=ALERT.claim, root=ALERT.root, told=(Told(kind=Kind.CONFIRMED, was="1..1", now="3..3"),))
    assert renamed.id("desk") == ALERT.id("desk") != other.id("desk")
    assert ALERT.id("desk") != ALERT.id("open")


def test_every_kind_has_a_name(pack: Subject) -> None:
    assert set(NAMES) == set(Kind)
