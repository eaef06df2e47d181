"""Lines to labels: the model learnt offline, what a reader settles without a doubt, labelled lines to units."""
