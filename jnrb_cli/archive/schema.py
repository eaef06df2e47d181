"""The archive's tables, as SQL, each under the number of the migration that makes it.

A page is a file's page by its place (`path`, `number`); its articles, their signers and their figures hang on
it and go with it. Whole records are kept as they were made (`record`, deflated JSON), the columns beside them
are what is asked by. Text of the page is kept too (`text`, deflated), so that every offset can be proved.
"""

from __future__ import annotations

# Stands in the file's header: tells an archive from any other SQLite file ("jnrb").
APPLICATION_ID = 0x6A6E7262

# Migration 1. `record` and `text` are zlib streams of UTF-8; an article's record is deflated against its page's
# text, which halves it (`rows.pack`).
TABLES = (
    # What a page was made with: a page is made anew where any of it has changed. `rules` is `rules.rules_digest`;
    # `paper`, `date` and `encoding` are the options that were given, null where none was.
    """
    CREATE TABLE recipe (
        key INTEGER PRIMARY KEY,
        jnrb TEXT NOT NULL,
        rules TEXT NOT NULL,
        date TEXT,
        paper TEXT,
        encoding TEXT
    )
    """,
    # `digest`: SHA-256 of the page's text in UTF-8; `id` is its first 12 hex digits. `path` is absolute, null for
    # standard input; `number` counts the file's pages from 1; `start` and `end` are the text's place in the file.
    # `text` and `digest` are null where the page came as records, and the record's own `id` stands.
    """
    CREATE TABLE page (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        digest BLOB,
        source TEXT NOT NULL,
        path TEXT,
        number INTEGER,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        paper TEXT,
        date TEXT,
        edition INTEGER,
        section TEXT,
        chars INTEGER NOT NULL,
        recipe INTEGER NOT NULL REFERENCES recipe (key),
        stamp BLOB NOT NULL,
        record BLOB NOT NULL,
        text BLOB,
        UNIQUE (path, number)
    )
    """,
    "CREATE INDEX page_by_date ON page (date, paper)",
    "CREATE INDEX page_by_recipe ON page (recipe)",
    # `id` is the page's id, "/" and `n`. `paper`, `date` and `section` are the page's, again, to be asked by.
    """
    CREATE TABLE article (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        page INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        "column" TEXT,
        kicker TEXT,
        title TEXT,
        subtitle TEXT,
        paper TEXT,
        date TEXT,
        section TEXT,
        chars INTEGER NOT NULL,
        jump_from INTEGER,
        jump_to INTEGER,
        record BLOB NOT NULL,
        UNIQUE (page, n)
    )
    """,
    "CREATE INDEX article_by_date ON article (date, paper)",
    # One row a person who signs.
    """
    CREATE TABLE byline (
        article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        org TEXT,
        PRIMARY KEY (article, name, role)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX byline_by_name ON byline (name)",
    # One row a figure; with it the whole fact record can be put together again. Decimals are text, exact.
    # `measure` is the unit of `low` and `top`, which are for comparing: the canonical one (CNY, m2) where there is
    # one, else the printed one (家); of a range they are its ends, of a single value both are it.
    # `change` is JSON as in the record; the four `date_` columns are its `date`.
    """
    CREATE TABLE fact (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        value TEXT,
        high TEXT,
        unit TEXT,
        base_value TEXT,
        base_high TEXT,
        base_unit TEXT,
        measure TEXT,
        low REAL,
        top REAL,
        approx TEXT,
        subject TEXT,
        change TEXT,
        date_start TEXT,
        date_end TEXT,
        date_precision TEXT,
        date_open TEXT,
        sentence TEXT NOT NULL,
        rule TEXT NOT NULL,
        UNIQUE (article, n)
    )
    """,
    "CREATE INDEX fact_by_measure ON fact (measure, low)",
    "CREATE INDEX fact_by_subject ON fact (subject)",
)

# Migration 2. The first full-text index, one character a token; the fourth migration puts another in its place.
INDEX = (
    """
    CREATE VIRTUAL TABLE article_index
    USING fts5 (head, body, content='', tokenize="ascii tokenchars '.'")
    """,
    "INSERT INTO article_index (article_index, rank) VALUES ('rank', 'bm25(8.0, 1.0)')",
    # `index_rules` is the digest of the way into tokens that the whole index was made with.
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

# Migration 3. `shingle` has the sketch of each article's body, a row a number (`sketch.make_sketch`), to find the same
# story by. `article_word` went with the first index.
FINDING = (
    """
    CREATE TABLE shingle (
        article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
        hash INTEGER NOT NULL,
        PRIMARY KEY (article, hash)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX shingle_by_hash ON shingle (hash)",
    "CREATE VIRTUAL TABLE article_word USING fts5vocab (article_index, instance)",
)

# Migration 4. The full-text index: `rowid` is the article's key, `head` its headline's parts (column, kicker,
# title, subtitle), `body` its paragraphs, both as `tokens.index_texts` gives them. It holds no text of its own
# (`content=''`), so a row is taken out by giving the very tokens that were put in. The ascii tokenizer parts at
# blanks and leaves everything else as it is. A hit in a headline weighs as eight in the body. `pair_place` is a view
# of it: a row for each place of each token.
PAIRS = (
    "DROP TABLE article_word",
    "DROP TABLE article_index",
    """
    CREATE VIRTUAL TABLE pair_index
    USING fts5 (head, body, content='', tokenize="ascii tokenchars '.'")
    """,
    "INSERT INTO pair_index (pair_index, rank) VALUES ('rank', 'bm25(8.0, 1.0)')",
    "CREATE VIRTUAL TABLE pair_place USING fts5vocab (pair_index, instance)",
)
