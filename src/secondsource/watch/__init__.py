"""Feeds, alerts and digests. Not built yet."""
