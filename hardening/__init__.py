"""Attempts to break a case on purpose, and what must hold afterwards; run on wish, a handful of each by the tests."""
