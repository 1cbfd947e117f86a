"""Who works in Korean reads Korean: on no page is English left but words of reports, names, and the short words of provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from secondsource import pipeline
from secondsource.desk import create_app
from secondsource.publish import Terms, edition, forms
from secondsource.publish.legal_words import plain
from secondsource.publish.redact import masked_view
from secondsource.publish.tongue import speaking
from secondsource.publish.words import sentence
from secondsource.store import Case, CaseView
from secondsource.subjects import Subject

ROOT = Path(__file__).resolve().parents[2]
RUN = re.compile(r"[A-Za-z][A-Za-z’'-]*(?:[ ,;:()./\d–-]+[A-Za-z][A-Za-z’'-]*){2,}")
"""Three Latin words or more."""
SPOKEN = ("title", "aria-label", "placeholder", "data-of")
PAGES = (
    *(
        "/",
        "/today",
        "/timeline",
        "/timeline?by=type",
        "/map",
        "/map?area=world",
        "/network",
        "/network/path",
        "/reports",
        "/sources",
    ),
    *(
        "/numbers",
        "/forecasts",
        "/forecasts/kw2016-income",
        "/forecasts/none",
        "/law",
        "/law?country=PL&about=labour&on=2017-10-01",
        "/law?on=soon",
        "/law/deadlines?every=1",
        "/law/said",
    ),
    *(
        "/law/provisions/UN-2397-8",
        "/law/provisions/none",
        "/review",
        "/decisions",
        "/work",
        "/me",
        "/people",
        "/record",
        "/vault",
        "/set-aside",
        "/scenario",
        "/scenario?preset=un-bans-2017&substitution=0",
        "/scenario?pressure=9",
    ),
    *(
        "/dossier",
        "/dossier/file?format=odt",
        "/claims/none",
        "/reports/none",
        "/nowhere",
        "/?q=nothing",
        "/map?q=nothing",
        "/timeline?q=nothing",
        "/network?q=nothing",
    ),
    *("/numbers/history?of=no", "/numbers/history?of=77+workers", "/?page=9"),
)
ALLOWED = ("to 2.3 billion dollars a year",)
"""What a reader may type as it stands: numbers are read in English and in Korean."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("korean") / "case"
    with Case.create(folder, now="2026-01-01T00:00:00Z") as case:
        pipeline.run(case, [ROOT / "demo" / "corpus"], now=datetime(2026, 1, 1, tzinfo=UTC))
    return folder


@pytest.fixture(scope="module")
def view(folder: Path) -> CaseView:
    with Case.open(folder) as case:
        return masked_view(case.view())


def plainly(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())


def not_ours(view: CaseView, pack: Subject) -> str:
    """Words of reports, names, and the short words of provisions, in one text."""
    held: list[object] = [ALLOWED]
    for report in view.reports:
        held += [
            report.text,
            report.label,
            report.note,
            report.name,
            *(k.value for k in (report.title, report.byline, report.url) if k),
        ]
        capture = view.capture(report.capture)
        held += [f"{report.outlet.value} (R" if report.outlet else "", capture and f"{capture.name}, {capture.media}"]
    held += [name for s in view.statements for name in s.chain.names]
    held += [f"{p.id}: {p.citation}" for p in pack.provisions.values()]
    held += [
        *view.custody,
        *pack.provisions.values(),
        *pack.entities.values(),
        *pack.sources.values(),
        *pack.compliance,
    ]
    return plainly(" | ".join(map(str, held)))


def own_words(page: lxml.html.HtmlElement) -> Iterator[str]:
    """The words of a page that are not marked as of another language; what stands in quotation marks is somebody's."""

    def walk(element: lxml.html.HtmlElement, language: str) -> Iterator[str]:
        if not isinstance(element.tag, str) or element.tag in ("code", "script", "style"):
            return
        language = element.get("lang", language)
        if language == "ko":
            yield element.text or ""
            yield from (element.get(name, "") for name in SPOKEN)
        for child in element:
            yield from walk(child, language)
            if language == "ko":
                yield child.tail or ""

    for text in walk(page, ""):
        yield re.sub(r"“[^”]*”", "", text)


def left_in_english(texts: Iterator[str], held: str) -> list[str]:
    runs = (run[0] for text in texts for run in RUN.finditer(text))
    # A name at either end of a run may stand beside another: the part between them is what would be ours.
    return [run for run in dict.fromkeys(runs) if plainly(run) not in held and not all(p in held for p in parts(run))]


def parts(run: str) -> list[str]:
    """The names in a list of names with a report's label or a comma between them."""
    return [p for p in map(plainly, re.split(r" \(R\d*\)?|^R\d+, |R\d+\), |, ", run)) if p]


def test_no_page_in_korean_has_english_of_ours(folder: Path, view: CaseView, pack: Subject) -> None:
    held = not_ours(view, pack)
    wrong: dict[str, list[str]] = {}
    with TestClient(
        create_app(folder, hosts=("desk",)), base_url="http://desk", headers={"accept-language": "ko"}
    ) as reader:
        claims = [f"/claims/{claim.id}" for claim in view.claims]
        findings = {
            f.outcome: f"/claims/{f.claim}/law/{f.provision}" for f in view.findings if f.provision in pack.provisions
        }
        reports = [f"/reports/{report.id}" for report in view.reports]
        first = lxml.html.fromstring(reader.get("/sources").text).xpath("//tbody//th/a/@href")
        numbers = lxml.html.fromstring(reader.get("/numbers").text).xpath("//tbody//th/a/@href")
        ways = lxml.html.fromstring(reader.get("/network").text).xpath('//ul[@class="dated"]//a/@href')
        decide = [f"{claim}/decide" for claim in claims[:4]]
        known = [f"{claims[0]}?as_known_on=2016-06-07", f"{next(iter(findings.values()))}?law_of=2020-01-01"]
        for address in (
            *PAGES,
            *claims,
            *findings.values(),
            *reports,
            *first[:8],
            *numbers,
            *ways[:6],
            *decide,
            *known,
        ):
            page = lxml.html.document_fromstring(reader.get(address).text)
            assert page.get("lang") == "ko", address
            if found := left_in_english(own_words(page), held):
                wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize("form", forms())
@pytest.mark.parametrize("redacted", [False, True])
def test_no_dossier_in_korean_has_english_of_ours(
    folder: Path, view: CaseView, pack: Subject, form: str, redacted: bool
) -> None:
    with Case.open(folder) as case:
        made = edition(case.view(), "html", redacted, terms=Terms(form=form, language="ko"))
    page = lxml.html.document_fromstring(made.data.decode())
    assert page.get("lang") == "ko"
    # A name may stand behind a full stop that ends a sentence with another; a letter stands for a source that is hidden.
    texts = (re.sub(r"(?<=[A-Za-z])\. (?=[A-Z])|\b[A-Z]{1,2} \(", ", ", text) for text in own_words(page))
    assert left_in_english(texts, not_ours(view, pack)) == []
    assert page.xpath('//span[@lang="en"]')


def test_every_sentence_that_a_stage_wrote_is_said_in_korean(view: CaseView, pack: Subject) -> None:
    held = not_ours(view, pack)
    said: list[str] = []
    with speaking("ko"):
        for support in view.supports:
            said += map(sentence, (*support.because, *support.would_settle))
        for grade in view.grades:
            said += map(sentence, (*grade.why, *grade.would_change))
        said += [sentence(item.why) for item in (*view.relays, *view.figures, *view.loops)]
        for finding in view.findings:
            said += [plain(finding.sentence, pack), *(plain(condition, pack) for _, condition in finding.readings)]
            said += [plain(text, pack) for e in finding.elements for text in (e.text, e.value, e.why) if text]
    assert said
    assert left_in_english(iter(re.sub(r"“[^”]*”", "", text) for text in said), held) == []
