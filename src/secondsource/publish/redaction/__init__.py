"""Editions that are safe to share."""
