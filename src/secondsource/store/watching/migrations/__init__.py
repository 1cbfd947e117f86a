"""Revisions of the tables of `watch.db`."""
