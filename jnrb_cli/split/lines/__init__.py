"""What one line of a page says: how it looks among the others, what its words tell, what it shares with other texts."""
