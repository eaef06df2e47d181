"""What a page says of itself, and the lines that say it: masthead, folio, editors, ways to reach the paper."""
