"""The records of a web archive (WARC, ISO 28500:2017), plain or gzipped, whatever is wrong with some of them.

A reader of our own, because archives come from strangers: warcio 1.8 ends at the first bad record, reads a header line of any length
into memory, and unpacks without limit. Here each record is taken within limits, a wrong length is noticed and put right by the next
record's beginning, and what is wrong is said of the one record that it concerns.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

Fields = tuple[tuple[str, str], ...]

LONGEST_HEAD = 1 << 16
"""Bytes of the named fields of one record; real ones have some hundred."""
LARGEST_BLOCK = 100_000_000
"""Bytes of one record that are read; a larger one is passed over."""
UNPACKED = 2_000_000_000
"""Bytes that one archive may unpack to: the largest file that is read (100 MB) at twenty times its size."""
HOPELESS = 1_000
"""Faults of one archive after which the rest of it is given up."""
_PIECE = 1 << 20
_BEGIN = re.compile(rb"WARC/(?:0\.1[678]|1\.[01])[ \t]*\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/(?:0\.1[678]|1\.[01])[ \t]*\r?\n)")
_APART = re.compile(rb"\r\n\r\n|\n\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_BLANKS = " \t"
_MEMBER = b"\x1f\x8b\x08"
_MEMBER_BEGINS = re.compile(rb"\x1f\x8b\x08[\0-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record.

    Args:
        at: its position in the archive, from 0.
        fields: its named fields in their order.
        block: its content, as much of it as is there; empty if it is larger than what is read.
        fault: what is wrong with its frame, in one sentence; empty if nothing is.
    """

    at: int
    fields: Fields
    block: bytes = b""
    fault: str = ""

    def field(self, name: str) -> str:
        """The first field of that name, whatever its case; empty if there is none."""
        return field_of(self.fields, name)

    @property
    def kind(self) -> str:
        """`response`, `resource`, `revisit`, `request`, `metadata`, `warcinfo`, ..."""
        return self.field("WARC-Type").lower()

    @property
    def id(self) -> str:
        """Its identifier, a URI without the angle brackets."""
        return self.field("WARC-Record-ID").strip("<>")

    @property
    def url(self) -> str:
        """The address that it is of; wget 1.19 puts it into angle brackets."""
        return self.field("WARC-Target-URI").strip("<>")


@dataclass(frozen=True, slots=True)
class Fault:
    """A stretch of the archive that holds no record that can be read, with one sentence that says why."""

    at: int
    sentence: str


CUT = "The archive ends in the middle of it; what is there was read."
_LENGTH = "Its length is not as the archive says; it was read up to the next record."
_HUGE = "It is larger than what is read of one record, and was passed over."
_NOISE = "Something that is no record of a web archive stands here, and was passed over."
_HEAD = "The fields of a record have no end, and the record was passed over."
_DAMAGED = (
    "The archive is damaged here: its compressed data do not fit their check sum. Get it again from where it came."
)
_SHORT = "The archive is cut short. Get it again from where it came and add the new copy."
_BOMB = "The archive unpacks to far more than an archive of its size does; the rest of it was not read."
_GIVEN_UP = f"More than {HOPELESS:,} places of the archive are damaged; the rest of it was not read."


def is_packed(data: bytes) -> bool:
    """Whether the bytes begin as a gzip file does."""
    return data.startswith(_MEMBER)


def is_warc(data: bytes) -> bool:
    """Whether the bytes, or what they unpack to, begin as a web archive does."""
    if is_packed(data):
        try:
            data = zlib.decompressobj(31).decompress(data[:4096], 32)
        except zlib.error:
            return False
    return bool(_BEGIN.match(data[:32].lstrip(b"\r\n")))


def records(data: bytes) -> Iterator[Record | Fault]:
    """Each record of the archive, and a Fault in place of each stretch that is none. Nothing is raised, whatever the bytes are.

    Args:
        data: a whole archive, plain or gzipped (record by record, as the standard asks for, or in one piece).
    """
    stream = _Stream(_unpacked(data) if is_packed(data) else iter((data,)))
    at = faults = 0
    while faults <= HOPELESS:
        stream.skip_blank()
        if not stream.peek(1):
            break
        before = len(stream.faults)
        head = stream.head()
        if head is None:
            yield Fault(at, _HEAD if _BEGIN.match(stream.peek(32)) else _NOISE)
            faults += 1
            stream.drop(1)
            if not stream.to_next():
                break
            continue
        fields = fields_of(head.decode("utf-8", "replace"))
        block, fault = _block(stream, field_of(fields, "Content-Length"))
        if not fault and len(stream.faults) > before:
            fault = stream.faults[-1]
        yield Record(at=at, fields=fields, block=block, fault=fault)
        faults += bool(fault)
        at += 1
    for sentence in dict.fromkeys(stream.faults):
        yield Fault(at, sentence)
    if faults > HOPELESS:
        yield Fault(at, _GIVEN_UP)


def fields_of(head: str) -> Fields:
    r"""Names and values of the lines after the first; a line that begins with white space goes on with the one before.

    >>> fields_of("HTTP/1.1 200 OK\r\nServer: a\r\n b\r\nx")
    (('Server', 'a b'),)
    """
    out: list[tuple[str, str]] = []
    for line in head.replace("\r\n", "\n").split("\n")[1:]:
        if line[:1] in (" ", "\t") and out:
            out[-1] = (out[-1][0], f"{out[-1][1]} {line.strip(_BLANKS)}".strip(" "))
            continue
        name, colon, value = line.partition(":")
        if colon and name.strip(_BLANKS):
            out.append((name.strip(_BLANKS), value.strip(_BLANKS)))
    return tuple(out)


def field_of(fields: Fields, name: str) -> str:
    """The first value of that name, whatever its case; empty if there is none."""
    low = name.lower()
    return next((value for key, value in fields if key.lower() == low), "")


def _block(stream: _Stream, length: str) -> tuple[bytes, str]:
    size = int(length) if re.fullmatch(r"\d{1,18}", length) else -1
    if size > LARGEST_BLOCK and stream.skip_if_there(size):
        return b"", _HUGE
    block = stream.take(min(size, LARGEST_BLOCK)) if size > 0 else b""
    if size >= 0 and len(block) == size and stream.between_records():
        return block, ""
    # The length is wrong or the archive ends. The next record begins where one begins.
    stream.put_back(block)
    found = stream.before_next()
    if found is None:
        return block, CUT if len(block) < size else _LENGTH
    return found, _LENGTH


@dataclass(slots=True)
class _Stream:
    """The unpacked bytes, taken from the front; never more of them in memory than was asked for."""

    pieces: Iterator[bytes | str]
    faults: list[str] = field(default_factory=list)
    held: bytes = b""
    place: int = 0

    def more(self, size: int = 1) -> bool:
        """Holds at least so many more bytes, or what there is; False at the end."""
        parts, length = [self.held[self.place :]], 0
        for piece in self.pieces:
            if isinstance(piece, str):
                self.faults.append(piece)
                continue
            parts.append(piece)
            length += len(piece)
            if length >= size:
                break
        self.held, self.place = b"".join(parts), 0
        return length > 0

    def peek(self, size: int) -> bytes:
        while len(self.held) - self.place < size and self.more():
            pass
        return self.held[self.place : self.place + size]

    def drop(self, size: int) -> None:
        self.place = min(self.place + size, len(self.held))

    def skip_blank(self) -> None:
        while True:
            while self.place < len(self.held) and self.held[self.place] in b"\r\n":
                self.place += 1
            if self.place < len(self.held) or not self.more():
                return

    def head(self) -> bytes | None:
        """The lines up to the first blank one, which is taken too; None if here begins no record, or one whose fields have no end."""
        if not _BEGIN.match(self.peek(32)):
            return None
        while not (end := _BLANK.search(self.held, self.place, self.place + LONGEST_HEAD)):
            if len(self.held) - self.place >= LONGEST_HEAD or not self.more():
                return None
        head = self.held[self.place : end.start()]
        self.place = end.end()
        return head

    def take(self, size: int) -> bytes:
        if len(self.held) - self.place >= size:
            self.place += size
            return self.held[self.place - size : self.place]
        parts = [self.held[self.place :]]
        size -= len(parts[0])
        self.held, self.place = b"", 0
        while size and self.more():
            parts.append(self.held[:size])
            self.place = len(parts[-1])
            size -= self.place
        return b"".join(parts)

    def skip_if_there(self, size: int) -> bool:
        """Passes over so many bytes if there are as many. A length that is only claimed leaves the stream where it is, as far as it is held."""
        start = self.take(min(size, LARGEST_BLOCK))
        if _NEXT.search(start) or len(start) < min(size, LARGEST_BLOCK):
            self.put_back(start)
            return False
        size -= len(start)
        while size:
            if self.place == len(self.held) and not self.more():
                self.put_back(start)
                return False
            step = min(size, len(self.held) - self.place)
            self.place += step
            size -= step
        return True

    def put_back(self, data: bytes) -> None:
        if data:
            self.held, self.place = data + self.held[self.place :], 0

    def between_records(self) -> bool:
        """Whether the two line ends after a record stand here, and then a record or the end."""
        if not _APART.match(self.peek(4)):
            return not self.peek(4).strip(b"\r\n") and len(self.peek(8)) < 4
        self.skip_blank()
        return not (start := self.peek(32)) or bool(_BEGIN.match(start))

    def to_next(self) -> bool:
        """Goes on to where the next record begins; False, and the end, if none does."""
        while True:
            if found := _NEXT.search(self.held, self.place):
                self.place = found.end()
                return True
            self.place = max(self.place, len(self.held) - 32)
            if not self.more():
                self.place = len(self.held)
                return False

    def before_next(self) -> bytes | None:
        """What stands before the next record, without the line ends between them; None if there is no further one nearby."""
        searched = self.place
        while not (found := _NEXT.search(self.held, searched)):
            length = len(self.held) - self.place
            # Twice as much each time, or joining would take the square of it.
            if length > LARGEST_BLOCK or not self.more(max(length, 1)):
                self.place = len(self.held)
                return None
            searched = max(length - 32, 0)
        block = self.held[self.place : found.end()]
        self.place = found.end()
        for _ in range(2):
            block = block.removesuffix(b"\n").removesuffix(b"\r")
        return block


class _CutShort(Exception):
    """The data end within a member."""


def _unpacked(data: bytes) -> Iterator[bytes | str]:
    """Unpacked pieces of a gzip file of any number of members; a sentence where something is wrong with one."""
    view, place, total, spent = memoryview(data), 0, 0, 0
    while place < len(data):
        unpacker, step, begin = zlib.decompressobj(31), 4096, place
        try:
            while not unpacker.eof:
                chunk: bytes | memoryview = view[place : place + step]
                if not chunk:
                    yield unpacker.flush()
                    if not unpacker.eof:
                        raise _CutShort
                place += len(chunk)
                step = min(step * 4, _PIECE)
                # zlib leaves what follows the end of a member in the tail too.
                while chunk and not unpacker.eof:
                    piece = unpacker.decompress(chunk, _PIECE)
                    chunk = unpacker.unconsumed_tail
                    total += len(piece)
                    if total > UNPACKED:
                        yield _BOMB
                        return
                    if piece:
                        yield piece
            place -= len(unpacker.unused_data)
        except (zlib.error, _CutShort) as error:
            if begin and not any(view[begin : begin + (1 << 16)]):
                return  # the padding of a tape or a disk block
            following = _MEMBER_BEGINS.search(data, begin + 1)
            # A changed bit can make a member swallow those after it, and seem to go on beyond the end.
            yield _SHORT if isinstance(error, _CutShort) and not following else _DAMAGED
            yield b"\r\n\r\n"  # so that the next record is found to begin
            spent += place - begin + (1 << 10)
            if not following or spent > len(data) + (1 << 20):
                return
            place = following.start()
