"""Revisions of the tables of `office.db`."""
