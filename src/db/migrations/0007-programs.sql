-- SPDX-License-Identifier: Apache-2.0
-- Programs: their tokens, what they asked for with a key, and the webhooks that tell them of news.

-- hash: SHA-256 of the 32 random bytes in the token; hint: how its text begins. staff: who it acts for. used: when last,
-- exact to an hour. expires, revoked 0: never.
CREATE TABLE api_tokens (
    id @int NOT NULL PRIMARY KEY,
    name @text NOT NULL,
    hash @bytes NOT NULL UNIQUE,
    hint @text NOT NULL,
    scopes @text NOT NULL,
    everywhere @int NOT NULL,
    staff @int,
    created_by @int NOT NULL,
    created @int NOT NULL,
    expires @int NOT NULL,
    used @int NOT NULL,
    revoked @int NOT NULL
) @strict;

CREATE TABLE api_token_units (
    token @int NOT NULL,
    unit @int NOT NULL,
    PRIMARY KEY (token, unit)
) @clustered;

-- What was asked for with an Idempotency-Key, for a day. digest: of method, target and body. run: which process is at it.
-- done: it happened, and to what (subject); set in the transaction of the change. status 0: the answer is not stored.
CREATE TABLE api_requests (
    id @int NOT NULL PRIMARY KEY,
    token @int NOT NULL,
    key @text NOT NULL,
    digest @bytes NOT NULL,
    run @int NOT NULL,
    at @int NOT NULL,
    done @int NOT NULL,
    subject @int NOT NULL,
    status @int NOT NULL,
    etag @text NOT NULL,
    location @text NOT NULL,
    answer @text NOT NULL,
    UNIQUE (token, key)
) @strict;
CREATE INDEX api_requests_at ON api_requests (at);

-- unit 0: of every unit. The secrets, "whsec_…" each on a line, are sealed with the key of row secret_key; the second is good
-- until old_until. cursor: the last event that was looked at. failing: since when nothing was taken; 0: all is well.
-- state: active, off (by somebody), failed, gone (the other side said so).
CREATE TABLE webhooks (
    id @int NOT NULL PRIMARY KEY,
    name @text NOT NULL,
    url @text NOT NULL,
    events @text NOT NULL,
    unit @int NOT NULL,
    state @text NOT NULL,
    reason @text NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    old_until @int NOT NULL,
    cursor @int NOT NULL,
    failing @int NOT NULL,
    created @int NOT NULL,
    version @int NOT NULL
) @strict;

-- One piece of news for one webhook. state: waiting, taken, failed.
CREATE TABLE webhook_messages (
    id @int NOT NULL PRIMARY KEY,
    webhook @int NOT NULL,
    type @text NOT NULL,
    body @text NOT NULL,
    state @text NOT NULL,
    attempts @int NOT NULL,
    created @int NOT NULL,
    changed @int NOT NULL,
    status @int NOT NULL,
    trouble @text NOT NULL
) @strict;
CREATE INDEX webhook_messages_webhook ON webhook_messages (webhook, id);
CREATE INDEX webhook_messages_waiting ON webhook_messages (webhook) WHERE state = 'waiting';
