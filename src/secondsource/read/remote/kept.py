"""Answers kept by what was asked, so that a rebuild gives the same bytes although a model might not, and costs nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Protocol

from .endpoint import Message

_KEY = re.compile(r"[0-9a-f]{64}")


class Answers(Protocol):
    """Where answers are kept. What is kept has been used once, so it is well-formed and grounded."""

    def get(self, key: str, /) -> str | None:
        """The answer kept under a key, or None."""
        ...

    def put(self, key: str, answer: str) -> None:
        """Keeps an answer."""
        ...


class NoAnswers:
    """Keeps nothing."""

    def get(self, _key: str, /) -> str | None:
        """None."""
        return None

    def put(self, key: str, answer: str) -> None:
        """Forgets the answer."""


class Folder:
    """Answers as files of one folder, named by the digest of what was asked, for their owner alone.

    Args:
        folder: where; made when the first answer comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The answer kept under a key, or None; a file that is no text counts as none."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            return None

    def put(self, key: str, answer: str) -> None:
        """Keeps an answer in one step: it is there whole or not at all."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".answer-", dir=self._folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.write(answer)
            Path(name).replace(self._path(key))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"“{key}” is not a SHA-256 digest.")
        return self._folder / f"{key}.txt"


def key_of(model: str, messages: list[Message]) -> str:
    """The key of what is asked of a model: SHA-256 over both."""
    return hashlib.sha256(json.dumps([model, messages], ensure_ascii=False, sort_keys=True).encode()).hexdigest()
