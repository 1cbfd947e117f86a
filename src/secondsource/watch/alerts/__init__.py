"""Alerts: what changed in truth since the last round, whom to tell, and that nobody is told twice."""
