-- COLLATE "C": keys sort by their UTF-8 bytes, whatever the database's locale.
CREATE TABLE fort_row (
    collection text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    row_check integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (collection, key)
);

-- Sealed bytes do not compress.
ALTER TABLE fort_row ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The revision counter: one row, locked FOR UPDATE by whoever commits.
CREATE TABLE fort_head (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1),
    revision bigint NOT NULL
);

INSERT INTO fort_head (one, revision) VALUES (1, 0);
