-- SPDX-License-Identifier: Apache-2.0
-- Decision tables and what they decided. Version 1 of each kind is built in and has no row here.

-- state: draft checked replayed approved active retired. base: the version that was in force when it was written last.
-- rules: canonical JSON, digest its SHA-256. replay: what came of the last replay, JSON or ''. activated, retired: 0 never.
CREATE TABLE policy_versions (
    kind @text NOT NULL,
    number @int NOT NULL,
    state @text NOT NULL,
    base @int NOT NULL,
    author @int NOT NULL,
    author_name @text NOT NULL,
    created @int NOT NULL,
    changed @int NOT NULL,
    comment @text NOT NULL,
    rules @text NOT NULL,
    digest @bytes NOT NULL,
    replay @text NOT NULL,
    activated @int NOT NULL,
    retired @int NOT NULL,
    leaf @int NOT NULL,
    PRIMARY KEY (kind, number)
) @strict;

-- Who agreed to exactly this digest.
CREATE TABLE policy_approvals (
    kind @text NOT NULL,
    number @int NOT NULL,
    staff @int NOT NULL,
    name @text NOT NULL,
    digest @bytes NOT NULL,
    at @int NOT NULL,
    leaf @int NOT NULL,
    PRIMARY KEY (kind, number, staff)
) @strict;

-- Append-only. inputs: typed, canonical JSON, nothing personal. rules, outputs: words with blanks between. subject: id of the
-- release or message that it is about.
CREATE TABLE decisions (
    id @int NOT NULL PRIMARY KEY,
    at @int NOT NULL,
    kind @text NOT NULL,
    version @int NOT NULL,
    digest @bytes NOT NULL,
    case_id @int,
    subject @int NOT NULL,
    inputs @text NOT NULL,
    result @text NOT NULL,
    rules @text NOT NULL,
    outputs @text NOT NULL,
    sentence @text NOT NULL,
    leaf @int NOT NULL
) @strict;
