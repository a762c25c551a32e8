-- SPDX-License-Identifier: Apache-2.0
-- The search index: words as keyed hashes, and in which documents each occurs (docs/decisions, search index). A document
-- is a message, a title or a person; its number is given when it is indexed. All of it can be made anew from the trail.

-- One row: everything up to this event is in; the last number given.
CREATE TABLE search_state (
    id @int NOT NULL PRIMARY KEY,
    event @int NOT NULL,
    doc @int NOT NULL
) @strict;
INSERT INTO search_state (id, event, doc) VALUES (1, 0, 0);

-- kind: 0 message, 1 title of a case, 2 person. Gone from here is gone from every result.
CREATE TABLE search_docs (
    doc @int NOT NULL PRIMARY KEY,
    kind @int NOT NULL,
    subject @int NOT NULL
) @strict;
CREATE INDEX search_docs_subject ON search_docs (subject);

-- Between which times 1024 neighbouring documents lie.
CREATE TABLE search_spans (
    span @int NOT NULL PRIMARY KEY,
    oldest @int NOT NULL,
    newest @int NOT NULL
) @strict;

-- state: 0 searched, 1 being made by a merge, 2 to be removed. target: what it is being merged into; 0 nothing.
-- position, dead: of one being made: the last term done, and the last forgotten document that it leaves out.
CREATE TABLE search_segments (
    id @int NOT NULL PRIMARY KEY,
    state @int NOT NULL,
    tier @int NOT NULL,
    first_doc @int NOT NULL,
    last_doc @int NOT NULL,
    target @int NOT NULL,
    position @int NOT NULL,
    dead @int NOT NULL
) @strict;

CREATE TABLE search_blocks (
    segment @int NOT NULL,
    term @int NOT NULL,
    first_doc @int NOT NULL,
    docs @bytes NOT NULL,
    PRIMARY KEY (segment, term, first_doc)
) @clustered;

-- Forgotten, but still in a segment until its next merge.
CREATE TABLE search_dead (
    id @int NOT NULL PRIMARY KEY,
    doc @int NOT NULL,
    at @int NOT NULL
) @strict;
CREATE INDEX search_dead_doc ON search_dead (doc);
