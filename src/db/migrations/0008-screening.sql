-- SPDX-License-Identifier: Apache-2.0
-- Screening: what filters say, more than one label for a part; word lists; what was decided about held messages.

-- detail: what stands behind the reason; places: where in the part, never what stands there; grouped: what belongs
-- together (a flood), 0 nothing.
CREATE TABLE verdicts_labelled (
    message @int NOT NULL,
    filter @text NOT NULL,
    part @text NOT NULL,
    label @text NOT NULL,
    verdict @text NOT NULL,
    reason @text NOT NULL,
    detail @text NOT NULL,
    places @text NOT NULL,
    grouped @int NOT NULL,
    at @int NOT NULL,
    PRIMARY KEY (message, filter, part, label)
) @clustered;
INSERT INTO verdicts_labelled (message, filter, part, label, verdict, reason, detail, places, grouped, at)
    SELECT message, filter, part, label, verdict, reason, '', '', 0, at FROM verdicts;
DROP TABLE verdicts;
ALTER TABLE verdicts_labelled RENAME TO verdicts;
CREATE INDEX verdicts_grouped ON verdicts (grouped, message) WHERE grouped <> 0;

-- What is held and waits for a decision; few, however many messages there are.
CREATE INDEX messages_held ON messages (id) WHERE screening = 'held';

-- The last decision about a held message. What was said for it is in the event.
CREATE TABLE reviews (
    message @int NOT NULL PRIMARY KEY,
    decision @text NOT NULL,
    staff @int NOT NULL,
    at @int NOT NULL
) @strict;

-- words: one a line, as typed. version counts the changes.
CREATE TABLE word_lists (
    id @int NOT NULL PRIMARY KEY,
    name @text NOT NULL UNIQUE,
    label @text NOT NULL,
    holds @int NOT NULL,
    language @text NOT NULL,
    words @text NOT NULL,
    off @int NOT NULL,
    version @int NOT NULL,
    changed @int NOT NULL
) @strict;
