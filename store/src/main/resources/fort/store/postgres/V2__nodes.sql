-- Several processes write to one database. The counter's row is the order of their commits, and says for each of them which batch was its last:
-- whoever lost its connection while committing asks here whether the batch was applied.
ALTER TABLE fort_head
    ADD COLUMN committed jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN pruned bigint NOT NULL DEFAULT 0;

-- Which rows a batch changed, for the caches of the others. Kept for some minutes; fort_head.pruned is the newest revision that was dropped.
-- places: collection/key; NULL when they are too many to be listed, which means any.
CREATE TABLE fort_change (
    revision bigint NOT NULL PRIMARY KEY,
    node text NOT NULL,
    committed_at timestamptz NOT NULL DEFAULT now(),
    places text[]
);
