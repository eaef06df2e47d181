"""A page in short: sentences picked as they stand, figures by weight, keywords, and who and what is named.

sentences (what may be picked) → lead (what is picked), figures, names → cards (one an article) → one digest a page
"""
