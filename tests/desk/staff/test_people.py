"""Accounts, by a keeper and nobody else."""

from __future__ import annotations

import re

import pytest

from secondsource.model import Role, Sensitive

from .conftest import WORDS, Browser, told


@pytest.mark.parametrize("address", ["/people", "/record"])
def test_only_a_keeper_sees_people_and_the_record(reader, analyst, reviewer, address):
    for browser in (reader, analyst, reviewer):
        assert "Your account may not do that" in told(browser.get(address, 403))


def test_only_a_keeper_changes_them(app, office, reviewer):
    token = re.search(r'name="token" value="(\w+)"', reviewer.get("/me").text)
    assert token
    for address in ("/people", "/people/2/rights", "/people/1/end", "/people/eyes"):
        sent = {"token": token[1], "role": "keeper", "name": "Eve", "eyes": "2"}
        assert reviewer.client.post(address, data=sent).status_code == 403
    assert {p.name: p.role for p in office.people.all()}["Rev Iewer"] is Role.REVIEWER and len(office.people.all()) == 4


def test_a_keeper_makes_an_account_whose_password_is_shown_once(app, office, keeper):
    page = keeper.send("/people", "/people", name="Lee Su-jin", role="analyst", **{"sees-personal": "1"})
    password = page.text.partition('<code class="key">')[2].partition("<")[0]
    made = office.people.named("Lee Su-jin")
    assert made.role is Role.ANALYST and made.sees == {Sensitive.PERSONAL}
    assert password not in keeper.get("/people").text
    assert Browser(app).sign_in("Lee Su-jin", password).url.path == "/me"
    assert "Somebody is, or was, called" in told(
        keeper.send("/people", "/people", 400, name="lee su-jin", role="reader")
    )


def test_rights_change_at_once(app, office, keeper, analyst):
    ana = office.people.named("Ana Lyst")
    assert "may not do that" in told(analyst.get("/people", 403))
    keeper.send("/people", f"/people/{ana.id}/rights", role="keeper")
    analyst.get("/people")
    analyst.send("/people", f"/people/{office.people.named('keeper kim').id}/rights", role="reader")
    assert "may not do that" in told(keeper.get("/people", 403))


def test_the_last_keeper_stays(keeper, office):
    kim = office.people.named("keeper kim")
    assert "last keeper" in told(keeper.send("/people", f"/{kim.id}/end", 400))
    assert "last keeper" in told(keeper.send("/people", f"/{kim.id}/rights", 400, role="reader"))


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(app, office, keeper, reader):
    rea = office.people.named("rea der")
    keeper.send("/people", f"/people/{rea.id}/end")
    assert reader.client.get("/").url.path == "/login"
    assert Browser(app).sign_in("Rea Der", WORDS).status_code == 403
    keeper.send("/people", f"/people/{rea.id}/reopen")
    assert Browser(app).sign_in("Rea Der", WORDS).status_code == 200


def test_everything_about_accounts_is_written_down(office, keeper):
    rea = office.people.named("rea der")
    keeper.send("/people", f"/people/{rea.id}/rights", role="analyst")
    keeper.send("/people", f"/people/{rea.id}/password")
    page = told(keeper.get("/record?who=Keeper+Kim"))
    assert "rights" in page and "role: analyst" in page and "signed in" in page
    assert office.record.verify() == []
    keeper.get("/record?act=nonsense", 400)
    keeper.get("/record?before=-1", 404)
    assert "Nothing is written down that fits" in told(keeper.get("/record?object=nothing"))
