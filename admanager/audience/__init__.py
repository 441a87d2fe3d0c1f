"""Profiles, rules, segments, and the column cache that counts them."""
