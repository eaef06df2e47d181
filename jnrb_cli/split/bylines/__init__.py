"""Signatures to the people in them: names, roles, houses."""
