-- SPDX-License-Identifier: Apache-2.0
-- The rules of routing. A version is never changed; what was saved last is in force.

-- number: from 1 without gaps. author 0: Tribune itself. rules: canonical JSON, digest its SHA-256. leaf: of its event.
CREATE TABLE routing_versions (
    number @int NOT NULL PRIMARY KEY,
    at @int NOT NULL,
    author @int NOT NULL,
    author_name @text NOT NULL,
    comment @text NOT NULL,
    rules @text NOT NULL,
    digest @bytes NOT NULL,
    leaf @int NOT NULL
) @strict;

-- What somebody is still writing, from which version on. Nobody else sees it, nothing follows from it.
CREATE TABLE routing_drafts (
    staff @int NOT NULL PRIMARY KEY,
    base @int NOT NULL,
    changed @int NOT NULL,
    rules @text NOT NULL
) @strict;
