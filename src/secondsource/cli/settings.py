"""Every setting of the program that is no option of a command. `docs/reference/settings.md` is this table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum


class Place(Enum):
    """Where a setting is written."""

    ENVIRONMENT = "environment"
    CASE = "case.toml"
    READER = "[reader] of case.toml"
    SIGN_IN = "[sign_in] of case.toml"
    OTHERS = "environment, as other programs have it"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting.

    Args:
        name: of the variable or the key.
        place: where it is written.
        holds: what is written there, with its unit.
        default: what counts without it, as it would be written; empty where nothing does.
        meaning: what it does.
    """

    name: str
    place: Place
    holds: str
    default: str
    meaning: str


_E, _C, _R, _S, _O = Place.ENVIRONMENT, Place.CASE, Place.READER, Place.SIGN_IN, Place.OTHERS

SETTINGS = (
    Setting("SECONDSOURCE_CASE", _E, "path of a folder", "case", "The case that a command works on where `--case` is not given."),
    Setting("SECONDSOURCE_WHO", _E, "a name", "", "Who decides, or opens the vault, where `--who` is not given."),
    Setting("SECONDSOURCE_AUTHORITY", _E, "http or https address", "", "The time-stamping authority (RFC 3161) that `stamp` and `forecast seal` ask where `--authority` is not given."),
    Setting("SECONDSOURCE_READER_URL", _E, "http or https address", "", "Where another reader answers; goes before `url` in `[reader]`. Reports are sent there."),
    Setting("SECONDSOURCE_READER_MODEL", _E, "a name", "", "The model that is asked there; goes before `model`."),
    Setting("SECONDSOURCE_READER_KEY", _E, "a secret", "", "The bearer token that is sent there; goes before `key`, and is written down nowhere."),
    Setting("SECONDSOURCE_READER_ALLOW", _E, "host names, with commas between", "", "Hosts to which a case's own `[reader]` may send its reports."),
    Setting("SECONDSOURCE_WEIGHTS", _E, "path of a folder, or `off`", "the weights that ship with the program", "The weights of the trained reader; `off` reads by rules alone."),
    Setting("SECONDSOURCE_EVENT_WEIGHTS", _E, "path of a folder, or `off`", "the weights that ship with the program", "The weights that mark events; `off` finds events by patterns alone. `SECONDSOURCE_WEIGHTS=off` switches them off too."),
    Setting("SECONDSOURCE_CONFINED", _E, "`on` or `off`", "on", "Whether each document is taken apart in a process of its own that may do little else. Leave it on."),
    Setting("SECONDSOURCE_OIDC_SECRET", _E, "a secret", "", "The client's secret at the provider of `[sign_in]`, if it gave one."),
    Setting("SECONDSOURCE_DEBUG", _E, "`1`", "", "Shows where in the program a fault arose, and lets libraries say everything. That may quote documents: not for a log that others read."),
    Setting("SECONDSOURCE_DESK", _E, "set by the program", "", "How `serve` tells its further processes what to serve. Not to be set by hand."),
    Setting("format", _C, "whole number", "1", "Of the folder as a whole. A later program raises it; an older one then does not open the case."),
    Setting("id", _C, "text", "", "Made with the case, and never again."),
    Setting("created", _C, "instant in UTC (ISO 8601)", "", "When the case was made."),
    Setting("subject", _C, "name of a pack, or path of a folder", "", "The subject pack. After a change of it, or in it: `secondsource rebuild`."),
    Setting("title", _C, "text", "", "What the case is called on pages and dossiers."),
    Setting("database", _C, "file name, or `postgresql://USER@HOST/NAME`", "case.db", "Where the tables are. `secondsource move` changes it, and brings them there."),
    Setting("captures", _C, "`captures`, `file:///PATH` or `s3://BUCKET/PREFIX`", "captures", "Where the originals lie. `secondsource move` changes it, and brings them there."),
    Setting("eyes", _C, "`1` or `2` people", "1", "How many must look before a decision is in force. `secondsource people eyes` sets it."),
    Setting("accounts", _C, "`true` or `false`", "false", "Whether people sign in. `secondsource people add` sets it."),
    Setting("url", _R, "http or https address", "", "Where another reader answers, with or without `/chat/completions`. Plain http on this machine only."),
    Setting("model", _R, "a name", "", "By which the server knows the model."),
    Setting("key", _R, "a secret", "", "Sent as a bearer token. Better kept in `SECONDSOURCE_READER_KEY`: a case is copied and handed over."),
    Setting("timeout", _R, "seconds, 0.05 to 3600", "120", "For one whole answer."),
    Setting("attempts", _R, "whole number, 1 to 10", "3", "How often one piece of text is asked about at most."),
    Setting("piece", _R, "characters, 200 to 100000", "6000", "Of text in one request, about."),
    Setting("longest", _R, "characters, 200 to 10000000", "200000", "Of a report, beyond which it is not sent at all."),
    Setting("issuer", _S, "https address", "", "Of the OpenID provider, as its tokens name it."),
    Setting("client", _S, "text", "", "The desk's id there."),
    Setting("address", _S, "https address", "", "Where people reach the desk; the provider sends them back to `/login/back` under it."),
    Setting("name", _S, "text", "your organisation", "Of the provider, on the sign-in page."),
    Setting("AWS_ENDPOINT_URL_S3", _O, "http or https address", "", "The object store that speaks S3; goes before `AWS_ENDPOINT_URL`."),
    Setting("AWS_ENDPOINT_URL", _O, "http or https address", "Amazon's own", "The object store that speaks S3."),
    Setting("AWS_REGION", _O, "text", "us-east-1 where an endpoint is named", "The region of the store; goes before `AWS_DEFAULT_REGION`."),
    Setting("AWS_DEFAULT_REGION", _O, "text", "", "The same."),
    Setting("AWS_ACCESS_KEY_ID", _O, "text", "`~/.aws`", "Who asks the store."),
    Setting("AWS_SECRET_ACCESS_KEY", _O, "a secret", "`~/.aws`", "The key to it."),
    Setting("AWS_SESSION_TOKEN", _O, "a secret", "", "Where keys are given for a while."),
    Setting("AWS_CA_BUNDLE", _O, "path of a file", "the system's", "Certificates by which the store is known."),
    Setting("PGPASSFILE", _O, "path of a file", "`~/.pgpass`", "Where the password to PostgreSQL is; read by PostgreSQL's own library, as are `PGPASSWORD`, `PGSERVICE` and the others of its kind."),
    Setting("RAY_AUTH_MODE", _O, "`token`", "token", "How nodes of a Ray cluster know each other. Nothing but `token` is taken."),
    Setting("RAY_AUTH_TOKEN_PATH", _O, "path of a file", "", "The cluster's token; needed to join one."),
    Setting("RAY_AUTH_TOKEN", _O, "a secret", "", "The token itself, in place of the file."),
    Setting("NO_COLOR", _O, "anything", "", "No colours on the terminal."),
    Setting("PYTHONIOENCODING", _O, "name of an encoding", "UTF-8 in files and pipes", "How what is printed is encoded."),
    Setting("COLUMNS", _O, "characters", "the terminal's", "How wide tables are."),
    Setting("TMPDIR", _O, "path of a folder", "the system's", "Where files lie that are needed for a moment."),
)  # fmt: skip
"""In the order of the page."""

_OWN = re.compile(r"SECONDSOURCE_[A-Z]")


def of(place: Place) -> list[Setting]:
    """The settings of one place."""
    return [setting for setting in SETTINGS if setting.place is place]


def unknown(names: Iterable[str]) -> list[tuple[str, str]]:
    """Variables that look like settings of the program and are none, each with the one that is most likely meant, or nothing.

    >>> unknown(["SECONDSOURCE_CASE", "SECONDSOURCE_CASES", "HOME"])
    [('SECONDSOURCE_CASES', 'SECONDSOURCE_CASE')]
    """
    known = [setting.name for setting in of(Place.ENVIRONMENT)]
    return [
        (name, next(iter(get_close_matches(name, known, n=1, cutoff=0.88)), ""))
        for name in sorted(names)
        if _OWN.match(name) and name not in known
    ]
