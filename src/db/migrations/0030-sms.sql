-- SPDX-License-Identifier: Apache-2.0
-- Who wants nothing that was not asked for, what is answered to single words like STOP, news by other ways than mail, and
-- addresses of ours that moved to another channel.

-- hash: keyed, of the address. stopped: when she wrote STOP. lifted: when she took it back; 0: it holds. Kept for ever.
CREATE TABLE objections (
    hash @bytes NOT NULL PRIMARY KEY,
    stopped @int NOT NULL,
    lifted @int NOT NULL
) @strict;

-- What a message that was one word is answered. id: the message's. answer: stopped, started, question, confirmed, help.
-- sealed: who gets it. endpoint: which of ours says it. request: the subscription that is asked about; 0: none.
CREATE TABLE heedings (
    id @int NOT NULL PRIMARY KEY,
    hash @bytes NOT NULL,
    answer @text NOT NULL,
    language @text NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    endpoint @int NOT NULL,
    request @int NOT NULL,
    created @int NOT NULL
) @strict;
CREATE INDEX heedings_hash ON heedings (hash, created);

-- scheme: of the subscribers' addresses. A mailing goes to those of one scheme.
ALTER TABLE subscribers ADD COLUMN scheme @text NOT NULL DEFAULT 'mailto';
ALTER TABLE mailings ADD COLUMN scheme @text NOT NULL DEFAULT 'mailto';

-- Where an endpoint was before: what comes in there is still its.
CREATE TABLE endpoint_moves (
    channel @text NOT NULL,
    uri @text NOT NULL,
    endpoint @int NOT NULL,
    moved @int NOT NULL,
    PRIMARY KEY (channel, uri)
) @clustered;
