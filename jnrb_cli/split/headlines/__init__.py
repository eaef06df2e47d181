"""A headline's lines to kicker, title, subtitle and column, and which of its breaks part clauses."""
