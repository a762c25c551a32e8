-- SPDX-License-Identifier: Apache-2.0
-- Who gets by mail what the body says to everybody, and how far each such mailing has come.

-- hash: keyed, of the address. state: active, suppressed, ended. why: of a suppression: bounce, complaint. frequency:
-- once, daily, weekly. sealed: the address. confirmed: when she said yes. bounces: soft ones in a row, the first and
-- the latest of them.
CREATE TABLE subscribers (
    id @int NOT NULL PRIMARY KEY,
    hash @bytes NOT NULL UNIQUE,
    state @text NOT NULL,
    why @text NOT NULL,
    language @text NOT NULL,
    frequency @text NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    confirmed @int NOT NULL,
    changed @int NOT NULL,
    bounces @int NOT NULL,
    bounced_first @int NOT NULL,
    bounced_last @int NOT NULL
) @strict;

-- place: the code of a topic, "all", or "alerts".
CREATE TABLE subscriber_topics (
    subscriber @int NOT NULL,
    place @text NOT NULL,
    PRIMARY KEY (subscriber, place)
) @clustered;

-- What somebody asked for on the form and has not confirmed. topics: separated by blanks.
CREATE TABLE subscription_requests (
    id @int NOT NULL PRIMARY KEY,
    hash @bytes NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    language @text NOT NULL,
    frequency @text NOT NULL,
    topics @text NOT NULL,
    created @int NOT NULL
) @strict;
CREATE INDEX subscription_requests_hash ON subscription_requests (hash);

-- One thing that goes to all who want it. kind: once, daily, weekly. publication and number: the release that it was
-- made for; 0 for a digest. cursor: the last subscriber whose turn it was; total: -1 before the first turn. ended: 0
-- while it runs. leaf: of the event that began it.
CREATE TABLE mailings (
    id @int NOT NULL PRIMARY KEY,
    kind @text NOT NULL,
    publication @int NOT NULL,
    number @int NOT NULL,
    created @int NOT NULL,
    cursor @int NOT NULL,
    total @int NOT NULL,
    sent @int NOT NULL,
    failed @int NOT NULL,
    ended @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX mailings_publication ON mailings (publication, number);

-- What it says, in order, and under which places.
CREATE TABLE mailing_items (
    mailing @int NOT NULL,
    item @int NOT NULL,
    publication @int NOT NULL,
    number @int NOT NULL,
    PRIMARY KEY (mailing, item)
) @clustered;
CREATE TABLE mailing_places (
    mailing @int NOT NULL,
    place @text NOT NULL,
    item @int NOT NULL,
    PRIMARY KEY (mailing, place, item)
) @clustered;

-- Those behind the cursor who did not get it: yet (due), or for good (due 0). code: of the last try.
CREATE TABLE mailing_exceptions (
    mailing @int NOT NULL,
    subscriber @int NOT NULL,
    due @int NOT NULL,
    attempts @int NOT NULL,
    code @text NOT NULL,
    PRIMARY KEY (mailing, subscriber)
) @clustered;

-- Up to when each digest has told what is new. kind: daily, weekly.
CREATE TABLE digests (
    kind @text NOT NULL PRIMARY KEY,
    until @int NOT NULL
) @strict;
