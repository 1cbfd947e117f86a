"""Alerts at the desk: what of them whoever asks may know, their page and their feed."""
