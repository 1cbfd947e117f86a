"""Hardening: the program under attack and accident, on wish."""
