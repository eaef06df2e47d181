"""Units to articles: a best path over the whole page, heads that were torn off put back."""
