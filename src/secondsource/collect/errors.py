"""Why a document was set aside, named after the user's situation: what happened, then what to do."""

from __future__ import annotations

from ..model import Unreadable


class EmptyFile(Unreadable):
    """The file holds no text, only white space or nothing at all. Check that the download or the copy was complete."""


class TooLarge(Unreadable):
    """The file is larger than 100 MB and was not read. Split it, or save the article alone."""


class TooLong(Unreadable):
    """The text is longer than two million characters, some thousand pages, and was not read. Split it into its articles or chapters."""


class NeedsTooMuch(Unreadable):
    """The document needs more memory than a document is given, and was not read. Split it, or save the article alone, as text."""


class NotText(Unreadable):
    """The file is binary data of a kind that holds no report. Save the article as text, HTML, PDF or Word and add that file."""


class UnknownEncoding(Unreadable):
    """The characters of the file could not be made out in any known encoding. Open it where it reads well and save it as UTF-8."""


class OldWord(Unreadable):
    """The file is in the Word format of before 2007 (.doc). Open it in a word processor and save it as .docx."""


class HangulDocument(Unreadable):
    """The file is of the Hangul word processor (.hwp, .hwpx). Open it there and save it as .docx or PDF."""


class OtherDocument(Unreadable):
    """The file is a document of a kind that is not read (RTF, OpenDocument, an old spreadsheet or slides). Save it as .docx, PDF or text."""


class Picture(Unreadable):
    """The file is a picture, sound or film. Run text recognition (OCR) or write it down, and add the text."""


class PackedFiles(Unreadable):
    """The file is an archive of other files. Unpack it and add the folder."""


class NoPageInArchive(Unreadable):
    """The web archive holds no page that can be read: only pictures, scripts, redirects or answers of failure. Archive the article itself and add that."""


class MarkupOnly(Unreadable):
    """The file is XML (a feed or an export), which is not read as a report. Save the article itself as HTML or text."""


class NoTextInPage(Unreadable):
    """The web page holds no readable text; a script may build it. Open it in a browser and save it as complete page or as PDF."""


class PasswordNeeded(Unreadable):
    """The document is encrypted. Save a copy without a password and add that copy."""


class NoTextInPdf(Unreadable):
    """The PDF holds pictures of pages but no text. Run text recognition (OCR, for example ocrmypdf) and add the result."""


class DamagedFile(Unreadable):
    """The file is damaged or cut short. Get it again from where it came and add the new copy."""


class ZipBomb(Unreadable):
    """The document unpacks to far more than a document needs and was not opened. If you trust it, save it anew and add that copy."""


class HostileMarkup(Unreadable):
    """The document declares XML entities, which no word processor writes and which can be used for attack. Save it anew and add that copy."""


class BadJson(Unreadable):
    """The file is not JSON as it stands. Mend it at the place that the message names, or save the text as .txt."""


class NotAReport(Unreadable):
    """The JSON holds no report. A report is an object with a `text`, and if known `id, outlet, url, published, language, title, byline`."""


class NoWordsInItem(Unreadable):
    """The item of the list has no words to read, only what it is called. Add the publication itself, or enter a quotation from it."""


class NotATimeline(Unreadable):
    """The table has no columns that tell of reports. Name them in its first row, for example date, title, source, url, text, and add it again."""


class NoTextInMail(Unreadable):
    """The message holds no readable text. Save what it carries as files of their own and add those."""


class NotARegularFile(Unreadable):
    """This is a socket, pipe or device, not a file. Nothing can be read from it; leave it out."""


class DanglingLink(Unreadable):
    """The link points to nothing. Restore the file it should point to, or add that file directly."""


class LinkOut(Unreadable):
    """The link leads out of the folder that was given, and was not followed. Add the file it points to directly."""


class NotAllowed(Unreadable):
    """The file may not be read by this user. Change its permissions or copy it with an account that may."""


class NothingThere(Unreadable):
    """There is no such file or folder. Check the spelling of the path."""


class ACase(Unreadable):
    """This folder is a case, not a folder of documents. Name the documents; `secondsource show --case DIR` shows a case."""
