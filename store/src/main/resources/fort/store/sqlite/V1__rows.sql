-- A rowid table with a unique index, not WITHOUT ROWID: rows of some hundred bytes stay out of the tree that is searched, new rows go to the
-- table's end, and an update touches one page.
CREATE TABLE fort_row (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    row_check INTEGER NOT NULL,
    bytes BLOB NOT NULL
);

CREATE UNIQUE INDEX fort_row_place ON fort_row (collection, key);

-- The revision counter: one row.
CREATE TABLE fort_head (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL
);

INSERT INTO fort_head (one, revision) VALUES (1, 0);
