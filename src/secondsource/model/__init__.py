"""The words of the house as frozen values with their algebra."""

from .amount import Quantity, Range
from .claim import Claim, Figure, Grade, Loop, Origin, Relay, RelayKind, Status, Support, Traced, Value
from .decision import Decision, DecisionKind, LedgerEntry, SetAside
from .edtf import PartialDate
from .errors import BadDate, BadPack, BrokenCase, NoCase, SecondsourceError, Ungrounded, Unreadable
from .law import Element, Finding, Indicator, LegalFact, Outcome, Presence
from .report import (
    Capture,
    How,
    Known,
    PersonalData,
    PersonalKind,
    Region,
    RegionKind,
    Report,
    digest_of,
    masked,
    report_id,
)
from .span import Ref, Span, merged, without
from .statement import (
    Actor,
    Anonymity,
    Attribute,
    Basis,
    Chain,
    Factuality,
    Link,
    LinkKind,
    Mark,
    Mention,
    Place,
    Reading,
    Statement,
    When,
    mention_id,
    statement_id,
)
from .truth import Truth, all_of, any_of

__all__ = [
    "Actor", "Anonymity", "Attribute", "BadDate", "BadPack", "Basis", "BrokenCase", "Capture", "Chain", "Claim", "Decision",
    "DecisionKind", "Element", "Factuality", "Figure", "Finding", "Grade", "How", "Indicator", "Known", "LedgerEntry", "LegalFact",
    "Link", "LinkKind", "Loop", "Mark", "Mention", "NoCase", "Origin", "Outcome", "PartialDate", "PersonalData", "PersonalKind",
    "Place", "Presence", "Quantity", "Range", "Reading", "Ref", "Region", "RegionKind", "Relay", "RelayKind", "Report",
    "SecondsourceError", "SetAside", "Span", "Statement", "Status", "Support", "Traced", "Truth", "Ungrounded", "Unreadable",
    "Value", "When", "all_of", "any_of", "digest_of", "masked", "mention_id", "merged", "report_id", "statement_id", "without",
]
