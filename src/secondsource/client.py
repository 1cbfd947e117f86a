"""Asks a desk that is being served for its records: rows as `export` writes them, over the desk's JSON API. Standard library only."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from secondsource.model import SecondsourceError

Row = dict[str, Any]
_KEPT = 256
_TRIES = 5
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class NoDesk(SecondsourceError):
    """No desk answers at this address. Start one with `secondsource serve --case DIR`, or look whether the address is right."""


class NotThere(SecondsourceError):
    """The case does not hold what was asked for. It may have changed since; list again what there is."""


class NotUnderstood(SecondsourceError):
    """The desk does not understand what was asked. Its description at /api/openapi.json says what each address takes."""


class NotLetIn(SecondsourceError):
    """The desk asks who you are, or the key counts no more. Make a key on the page of your account, and give it as `Desk(address, key=...)`."""


class NotNow(SecondsourceError):
    """The desk cannot read its case just now. The message says why; ask again when that is mended."""


class Unsettled(SecondsourceError):
    """The case changed each time while its pages were being fetched. Ask again when the run that changes it has ended."""


class Desk:
    """A desk that is being served.

    Answers are kept with their tags: asking again costs next to nothing as long as the case has not changed. A list whose case changes
    between two pages is fetched anew, so that all rows are of one moment.

    Args:
        url: where it is served.
        timeout: seconds to wait for an answer.
        key: of an account, where the case has accounts; the page `/me` of the desk makes one.

    Raises:
        NotUnderstood: if the address is none of http or https, or holds what no address may; or a key would go over the network for
            others to read.
    """

    def __init__(self, url: str = "http://127.0.0.1:8765", timeout: float = 30.0, *, key: str = "") -> None:
        if not _is_address(url):
            raise NotUnderstood(f"{url!r} is no address of a desk. Write it as http://127.0.0.1:8765.")
        if key and not re.fullmatch(r"[\w-]+", key, re.ASCII):
            raise NotUnderstood("That is no key of a desk. Copy it from the page of your account, without spaces.")
        if key and urlsplit(url).scheme != "https" and urlsplit(url).hostname not in _HERE:
            raise NotUnderstood(f"Over http others could read the key on its way to {url}. Ask for the desk by https.")
        self._key = {"Authorization": f"Bearer {key}"} if key else {}
        self.url, self.timeout = url.rstrip("/"), timeout
        # The desk is on this machine: what is said to it goes through no proxy.
        self._opener: OpenerDirector = build_opener(ProxyHandler({}), HTTPHandler, HTTPSHandler, _Stays)
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    def case(self) -> Row:
        """What the case is, how much it holds, in which state."""
        return self._one("case")

    def claims(
        self,
        q: str = "",
        type: str = "",
        country: str = "",
        support: str = "",
        *,
        law: str = "",
        outlet: str = "",
        grade: str = "",
        factuality: str = "",
        language: str = "",
        reviewed: str = "",
        since: str = "",
        until: str = "",
        sort: str = "",
    ) -> list[Row]:
        """The claims, the most important first unless another order is asked for.

        Args:
            q: words that must all stand in it; in quotation marks as they stand, with a minus before them not at all.
            type: event type.
            country: ISO 3166-1 alpha-2, or `-` for none.
            support: at least so many independent origins: `1`, `2`, or `0` for none shown.
            law: group of the gravest outcome (`breach`, `open`, `presumption`, `exposure`, `duty`, `concern`, `spared`), or `-` for none.
            outlet: name of an outlet that tells it.
            grade: `B` for the source, `2` for the information, `B2` for both, or `-` for none.
            factuality: of a statement that tells it: `asserted`, `denied`, `rumoured`, `possible`, `conditional`, `planned`, `forecast`, `opinion`.
            language: of a report that tells it, as `ko`.
            reviewed: `yes` if a person accepted or corrected all its statements, `some`, or `no`.
            since: ISO date; only what may have happened then or later.
            until: ISO date; only what may have happened then or earlier.
            sort: `late`, `early`, `support` or `reports`.
        """
        return self._rows(
            "claims",
            q=q,
            type=type,
            country=country,
            support=support,
            law=law,
            outlet=outlet,
            grade=grade,
            factuality=factuality,
            language=language,
            reviewed=reviewed,
            since=since,
            until=until,
            sort=sort,
        )

    def claim(self, identifier: str, as_known_on: str = "") -> Row:
        """One claim with its grade, findings, indicators, mentions, statements and relays; as it could be known on a day. Raises NotThere."""
        return self._one("claims", identifier, as_known_on=as_known_on)

    def finding(self, claim: str, provision: str, law_of: str = "", as_known_on: str = "") -> Row:
        """What a provision says of a claim: the law of another day, or what could be known on a day, if one is given. Raises NotThere."""
        return self._one("claims", claim, "law", provision, law_of=law_of, as_known_on=as_known_on)

    def reports(self, q: str = "") -> list[Row]:
        """The reports in order of publication, without their texts; only those with these words in title or outlet, if some are given."""
        return self._rows("reports", q=q)

    def search(self, q: str, what: str = "reports") -> list[Row]:
        """What fits a search of the full text, the best first, each with the sentence that fits best.

        Args:
            q: words, “phrases” in quotation marks, -what is left out; `outlet:`, `language:`, `type:`, `from:` and `until:` choose.
            what: `reports`, `statements` or `claims`.
        """
        return self._rows("search", q=q, what=what)

    def report(self, identifier: str) -> Row:
        """One report with its masked text, statements and mentions. Raises NotThere."""
        return self._one("reports", identifier)

    def changes(self, report: str, to: str = "") -> Row:
        """What changed from one version of a report to another; the next one if none is named. Raises NotThere."""
        return self._one("reports", report, "changes", to=to)

    def set_aside(self) -> list[Row]:
        """Documents that could not be read."""
        return self._rows("set-aside")

    def statements(self) -> list[Row]:
        """What is said in the reports."""
        return self._rows("statements")

    def mentions(self) -> list[Row]:
        """The events told in the statements."""
        return self._rows("mentions")

    def relays(self, report: str = "") -> list[Row]:
        """Who takes matter from whom; only those with this report at an end, if one is named."""
        return self._rows("relays", report=report)

    def review(self) -> list[Row]:
        """The statements that wait for a person's eye, what would change most first."""
        return self._rows("review")

    def work(self) -> list[Row]:
        """What people work on, the last changed first."""
        return self._rows("work")

    def notes(self, object: str = "") -> list[Row]:
        """The notes on a claim or a report, by its id; without one, the latest of all."""
        return self._rows("notes", object=object)

    def searches(self) -> list[Row]:
        """The searches kept with a name: `claims(**dict(urllib.parse.parse_qsl(row["query"])))` asks one."""
        return self._rows("searches")

    def proposals(self) -> list[Row]:
        """The decisions that wait for a second person."""
        return self._rows("proposals")

    def people(self) -> list[Row]:
        """Everybody who has or had an account; for keepers."""
        return self._rows("people")

    def record(self, *, who: str = "", act: str = "", object: str = "", before: str = "") -> list[Row]:
        """Who did and opened what, the latest first; for keepers.

        Args:
            who: name of the one who did it.
            act: what was done, as `opened`.
            object: what it was about.
            before: only entries with a smaller number.
        """
        return self._rows("record", who=who, act=act, object=object, before=before)

    def network(self, **wanted: str) -> Row:
        """What the claims join: `nodes`, `edges`, and `alike`, names that may mean the same. The claims are chosen as in `claims`."""
        return self._one("network", **wanted)

    def timeline(self, year: str = "", **wanted: str) -> list[Row]:
        """The claims in order of time; only those of a year and those without a date, if one is given. They are chosen as in `claims`."""
        return self._rows("timeline", year=year, **wanted)

    def coverage(self) -> list[Row]:
        """What the case holds of each outlet, month by month."""
        return self._rows("timeline", "coverage")

    def map(self, **wanted: str) -> list[Row]:
        """The claims with where they stand on a map, no more precisely than may be shown. They are chosen as in `claims`."""
        return self._rows("map", **wanted)

    def choices(self, **wanted: str) -> Row:
        """By what claims can be chosen, with how many each choice would leave beside what is wanted, which is chosen as in `claims`."""
        return self._one("choices", **wanted)

    def today(self, since: str = "") -> Row:
        """How much came in after an instant (ISO 8601), what waits, what needs attention. Its `latest` is what to ask with next time."""
        return self._one("today", since=since)

    def new_reports(self, since: str = "") -> list[Row]:
        """The reports that came in after an instant, the latest first."""
        return self._rows("today", "reports", since=since)

    def new_claims(self, since: str = "") -> list[Row]:
        """The claims that these reports tell of, the most important first."""
        return self._rows("today", "claims", since=since)

    def findings(self) -> list[Row]:
        """The claims held against the provisions."""
        return self._rows("findings")

    def indicators(self) -> list[Row]:
        """The indicators of forced labour."""
        return self._rows("indicators")

    def grades(self) -> list[Row]:
        """The grades."""
        return self._rows("grades")

    def loops(self) -> list[Row]:
        """Circular reporting."""
        return self._rows("loops")

    def sources(self, kind: str = "") -> list[Row]:
        """Who is heard in the case; only outlets, bodies, records, sensors, persons or those unnamed, if a kind is given."""
        return self._rows("sources", kind=kind)

    def source(self, key: str) -> Row:
        """One source. Raises NotThere."""
        return self._one("sources", key)

    def numbers(self, *, stale: bool = False) -> list[Row]:
        """Numbers that several reports state; only those that outlived their ground, if asked for."""
        return self._rows("numbers", stale="true" if stale else "")

    def history(self, number: str) -> Row:
        """Where a number came from: “100,000 workers”."""
        return self._one("numbers", "history", of=number)

    def decisions(self) -> list[Row]:
        """Every decision, in order."""
        return self._rows("decisions")

    def law(self, on: str = "", country: str = "", about: str = "") -> list[Row]:
        """What was in force on a day (today if empty), where, about what."""
        return self._rows("law", on=on, country=country, about=about)

    def provision(self, identifier: str) -> Row:
        """One provision, and how the claims of the case stand to it. Raises NotThere."""
        return self._one("law", "provisions", identifier)

    def deadlines(self, country: str = "", as_of: str = "", *, every: bool = False) -> list[Row]:
        """Duties with a deadline, State by State."""
        return self._rows("law", "deadlines", country=country, as_of=as_of, every="true" if every else "")

    def said(self, bearing: str = "") -> list[Row]:
        """What reports say of the law, held against it: `says_so`, `in_part`, `not_yet`, `not_said`, or all."""
        return self._rows("law", "said", bearing=bearing)

    def scenario_presets(self) -> list[Row]:
        """The times of which the scenario model can be asked."""
        return self._rows("scenario", "presets")

    def scenario(self, preset: str, *, seed: int = 1, **levers: float) -> Row:
        """What follows from a preset and where its levers stand, if the model's assumptions hold: levers, ends, fans, what the levers change.

        Args:
            preset: its name.
            seed: of the luck.
            levers: parameters of the model by name, such as `substitution=0`.
        """
        return self._one(
            "scenario", preset, seed=str(seed), **{name: str(float(value)) for name, value in levers.items()}
        )

    def _rows(self, *path: str, **asked: str) -> list[Row]:
        for _ in range(_TRIES):
            tag, first = self._get(path, asked)
            rows, page = list(first["rows"]), 1
            while page < first["pages"]:
                page += 1
                now, more = self._get(path, {**asked, "page": str(page)}, like=tag)
                if now != tag:
                    break
                rows += more["rows"]
            else:
                return rows
        raise Unsettled

    def _one(self, *path: str, **asked: str) -> Row:
        found: Row = self._get(path, asked)[1]
        return found

    def _get(self, path: tuple[str, ...], asked: dict[str, str], like: str = "") -> tuple[str, Any]:
        said = {key: value for key, value in asked.items() if value}
        try:
            address = f"{self.url}/api/{'/'.join(quote(part, safe='') for part in path)}"
            address += f"?{urlencode(said)}" if said else ""
        except UnicodeEncodeError as error:
            lost = error.object[error.start]
            raise NotUnderstood(f"What is asked holds half a character ({lost!r}). Write it anew.") from error
        tag, held = self._kept.get(address, ("", None))
        asked_with = {"Accept": "application/json", **self._key, **({"If-None-Match": tag} if tag else {})}
        request = Request(address, headers=asked_with)  # noqa: S310 - http or https, checked above
        try:
            with self._opener.open(request, timeout=self.timeout) as answer:
                tag, held = str(answer.headers.get("ETag", "")), json.load(answer)
        except HTTPError as error:
            if error.code != 304:
                # A list that has become shorter between two pages has changed.
                if error.code == 404 and like:
                    return "", None
                raise _told(error, self.url) from error
        except (URLError, TimeoutError, ConnectionError) as error:
            why = getattr(error, "reason", error)
            raise NoDesk(f"No desk answers at {self.url} ({why}). Start one with `secondsource serve`.") from error
        except ValueError as error:
            raise NoDesk(f"What answers at {self.url} is no desk. Look whether the address is right.") from error
        self._kept[address] = (tag, held)
        self._kept.move_to_end(address)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return tag, held


class _Stays(HTTPRedirectHandler):
    """Goes nowhere else: no address of a desk leads on, and a key is for the desk alone."""

    def redirect_request(self, *_: Any) -> None:
        """Nothing: the answer is an error."""
        return


def _is_address(url: str) -> bool:
    """Whether it can be asked: http or https, a host, a port that is one, and nothing an address may not hold."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and f"{parts.path}{parts.query}".isascii() and url.isprintable() and " " not in url


def _told(error: HTTPError, url: str) -> SecondsourceError:
    """The error as the desk tells it."""
    try:
        problem = json.load(error)["error"]
        said = f"{problem['message']} {problem['hint']}"
    except (ValueError, KeyError, TypeError):
        return NoDesk(f"What answers at {url} is no desk. Look whether the address is right.")
    kind = {404: NotThere, 400: NotUnderstood, 401: NotLetIn, 403: NotLetIn}.get(error.code, NotNow)
    return kind(said)
