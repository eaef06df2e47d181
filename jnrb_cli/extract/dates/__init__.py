"""Dates and times: found in the text, resolved by arithmetic against an explicit day, never by a clock."""
