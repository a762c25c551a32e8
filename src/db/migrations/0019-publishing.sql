-- SPDX-License-Identifier: Apache-2.0
-- What the body says to everybody, who approved it, and where it stands.

CREATE TABLE topics (
    id @int NOT NULL PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    closed @int NOT NULL,
    created @int NOT NULL
) @strict;

CREATE TABLE topic_names (
    topic @int NOT NULL,
    language @text NOT NULL,
    name @text NOT NULL,
    PRIMARY KEY (topic, language)
) @clustered;

-- kind: news, notice, alert, answer. standing: never, released, withdrawn: what the public sees. stage: none, draft,
-- review, approved, scheduled, missed: what is being done; act: release, correction, withdrawal: what for. work: the
-- release being made, whom approvals refer to. version: the latest; released: the one that the public reads, 0 none.
-- digest and leaf: of what was sent for review. changes: counts every change, for who edits at the same time.
CREATE TABLE publications (
    id @int NOT NULL PRIMARY KEY,
    slug @text NOT NULL UNIQUE,
    kind @text NOT NULL,
    standing @text NOT NULL,
    stage @text NOT NULL,
    act @text NOT NULL,
    work @int NOT NULL,
    version @int NOT NULL,
    released @int NOT NULL,
    author @int NOT NULL,
    published @int NOT NULL,
    updated @int NOT NULL,
    expires @int NOT NULL,
    scheduled @int NOT NULL,
    changed @int NOT NULL,
    changes @int NOT NULL,
    digest @bytes NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX publications_changed ON publications (changed);

-- sealed: canonical JSON of what it says in all languages. Never changed, never removed.
CREATE TABLE publication_versions (
    publication @int NOT NULL,
    version @int NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    PRIMARY KEY (publication, version)
) @clustered;

-- Each time that it left. number: from 1.
CREATE TABLE publication_releases (
    publication @int NOT NULL,
    number @int NOT NULL,
    work @int NOT NULL,
    act @text NOT NULL,
    version @int NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    digest @bytes NOT NULL,
    leaf @int NOT NULL,
    PRIMARY KEY (publication, number)
) @clustered;

-- Where it is listed, for readers: place is the code of a topic, "all", or "alerts".
CREATE TABLE publication_places (
    place @text NOT NULL,
    language @text NOT NULL,
    published @int NOT NULL,
    publication @int NOT NULL,
    PRIMARY KEY (place, language, published, publication)
) @clustered;
CREATE INDEX publication_places_publication ON publication_places (publication);

-- Who decided on a release, bound to the digest of exactly what is to leave. verdict: approve, return, refuse. sealed:
-- the comment. voided 0: it stands.
CREATE TABLE approvals (
    id @int NOT NULL PRIMARY KEY,
    subject @int NOT NULL,
    digest @bytes NOT NULL,
    tier @int NOT NULL,
    verdict @text NOT NULL,
    staff @int NOT NULL,
    at @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    voided @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX approvals_subject ON approvals (subject);
