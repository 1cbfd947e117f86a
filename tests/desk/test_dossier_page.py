from __future__ import annotations

import json

import lxml.html
import pytest

from secondsource.desk.routes import dossier as route
from secondsource.publish import DOSSIER_FORMATS, Terms, edition, forms
from tests.desk.conftest import client_of
from tests.publish.made import SECRETS


def test_the_page_offers_every_form_format_and_standard(view):
    with client_of(view) as reader:
        page = lxml.html.document_fromstring(reader.get("/dossier").text)
        values = {s.get("name"): [o.get("value") for o in s.iter("option")] for s in page.iter("select")}
        assert values["form"] == list(forms())
        assert values["format"] == list(DOSSIER_FORMATS)
        assert "balance" in values["standard"]
        assert page.xpath('//nav/a[@href="/dossier"]')


@pytest.mark.parametrize("format", DOSSIER_FORMATS)
def test_what_is_taken_along_is_what_the_library_writes(view, format):
    with client_of(view) as reader:
        answer = reader.get("/dossier/file", params={"format": format, "form": "letter", "language": "ko"})
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="dossier-letter-ko.{format}"'
        told = json.loads(
            reader.get(
                "/dossier/file", params={"format": format, "form": "letter", "language": "ko", "manifest": "1"}
            ).text
        )
        assert told["terms"]["form"] == "letter"
        assert told["dossier"]["size"] == len(answer.content)
    assert answer.content == edition(view, format, terms=Terms(form="letter", language="ko")).data


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"format": "odt"}, 404),
        ({"form": "poem"}, 400),
        ({"standard": "certainty"}, 400),
        ({"language": "tlh"}, 400),
        ({"up_to": "PURPLE"}, 400),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(view, asked, status):
    with client_of(view) as reader:
        answer = reader.get("/dossier/file", params=asked)
        assert answer.status_code == status
        assert lxml.html.document_fromstring(answer.text).xpath("//main//p")


def test_a_case_too_large_is_left_to_the_command_line(view, monkeypatch):
    monkeypatch.setattr(route, "MOST", dict.fromkeys(route.MOST, 0))
    with client_of(view) as reader:
        assert reader.get("/dossier/file").status_code == 413


def test_nothing_personal_goes_along(view):
    with client_of(view) as reader:
        for redacted in ("", "1"):
            text = reader.get("/dossier/file", params={"format": "md", "redacted": redacted}).text
            assert not [secret for secret in SECRETS if secret in text]
            assert ("foreman" in text) is not bool(redacted)
