"""The case made by hand in the tests of publish, for the pages of the desk."""

from __future__ import annotations

from tests.publish.conftest import made, view

__all__ = ["made", "view"]
