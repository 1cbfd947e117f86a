"""Revisions of the tables of `vault.db`."""
