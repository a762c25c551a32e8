-- SPDX-License-Identifier: Apache-2.0
-- What channels remember, and what they still have to do. Every value is sealed (mediation/channel-ledger.h).

CREATE TABLE channel_records (
    channel @text NOT NULL,
    kind @text NOT NULL,
    key @text NOT NULL,
    at @int NOT NULL,
    value @bytes NOT NULL,
    PRIMARY KEY (channel, kind, key)
) @clustered;

-- host: whom it bothers, "" nobody. A job "errand" has the id as its subject.
CREATE TABLE channel_errands (
    id @int NOT NULL PRIMARY KEY,
    channel @text NOT NULL,
    kind @text NOT NULL,
    host @text NOT NULL,
    at @int NOT NULL,
    value @bytes NOT NULL
) @strict;
