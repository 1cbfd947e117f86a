"""Makes the three files of the demo corpus that are not written by hand: a PDF, a mail and a Word document.

The texts are digests written for this project from public facts, never an outlet's own words. The same version of the libraries
gives the same bytes, so `python demo/make_corpus.py` changes nothing in a clean checkout.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

HERE = Path(__file__).parent
LABEL = "Digest written for this project from cited public facts; not the outlet's text."

YONHAP = [
    "SEOUL, June 8, 2016 (Yonhap) -- Dozens of North Korean construction workers in Kuwait went on strike in December after their company gave them coupons in place "
    "of wages, Radio Free Asia reported Tuesday, citing an unnamed source in the Gulf region.",
    "In March the workers protested and demanded their unpaid wages, the U.S.-funded broadcaster said.",
    "Dozens of the workers were sent home on May 17 aboard the first Air Koryo flight from Kuwait in three months, the report said, "
    "quoting a local source.",
    "An official of the unification ministry in Seoul said the unrest may have to do with the sanctions on the North.",
]
KBS = [
    "SEOUL, June 8, 2016 (KBS) -- North Korea again flies to Kuwait to fetch home workers who protested because they were not paid, "
    "Radio Free Asia reported.",
    "Dozens left aboard a plane of Air Koryo on May 17, according to Radio Free Asia. The broadcaster said that builders in Kuwait had "
    "walked out last December over coupons handed to them as pay.",
    "The airline had suspended its flights after the U.S. sanctions act H.R. 757 was signed in February and before the Security Council "
    "adopted Resolution 2270 in March.",
]
VOA = [
    "WASHINGTON, June 29, 2016 (VOA) -- A North Korean airliner landed in Kuwait on June 28, Flightradar24 data show. It was the second "
    "flight of Air Koryo to Kuwait since May.",
    "The tracker has one flight on record in May, and for March and April none.",
]


def mail() -> bytes:
    """Yonhap, 8 June 2016, as a newsletter would bring it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Yonhap News Agency <newsletter@example.org>"
    message["To"] = "Desk <desk@example.org>"
    message["Subject"] = "North Korean workers in Kuwait went on strike over coupons: report"
    message["Date"] = datetime(2016, 6, 8, 2, 30, tzinfo=UTC)
    message["Message-ID"] = "<2016-06-08-kuwait@example.org>"
    link = "https://en.yna.co.kr/view/AEN20160608006000315"
    message.set_content("\n\n".join([f"Digest note. {LABEL} Source: {link}", *YONHAP]) + "\n", cte="quoted-printable")
    return bytes(message)


def word() -> bytes:
    """KBS, 8 June 2016, as a monitoring office would pass it on."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments = (
        "North Korea resumes flights to Kuwait to bring home workers",
        "KBS",
        LABEL,
    )
    about.created = about.modified = datetime(2016, 6, 8, 9, 0)
    document.add_heading(about.title, level=1)
    document.add_paragraph(
        f"Digest note. {LABEL} Source: the KBS item of this day, as read by One Free Korea on 9 June 2016; no lasting link."
    )
    for paragraph in KBS:
        document.add_paragraph(paragraph)
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, date_time=(2016, 6, 8, 9, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf() -> bytes:
    """Voice of America, 29 June 2016, printed."""
    out, styles = io.BytesIO(), getSampleStyleSheet()
    title = "Second Air Koryo flight to Kuwait since May"
    sheet = SimpleDocTemplate(
        out, pagesize=A4, title=title, author="Voice of America", subject=LABEL, pageCompression=0, invariant=1
    )
    head = [
        Paragraph(title, styles["Title"]),
    ]
    note = f"Digest note. {LABEL} Source: Yonhap of 29 June 2016, a relay."
    body = [part for text in (note, *VOA) for part in (Spacer(1, 12), Paragraph(text, styles["BodyText"]))]
    sheet.build([*head, *body])
    return out.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    "06-yonhap-2016-06-08.eml": mail,
    "08-kbs-2016-06-08.docx": word,
    "10-voa-2016-06-29.pdf": pdf,
}

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "corpus"
    for name, make in MADE.items():
        (folder / name).write_bytes(make())
