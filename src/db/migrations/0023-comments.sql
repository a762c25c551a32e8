-- SPDX-License-Identifier: Apache-2.0
-- What people write below publications, and what is decided about it.

-- state: waiting (for the filters), held, public, hidden. fingerprint: of the form or the network's own id. token: SHA-256 of
-- that of its writer's link. likeness: a hash of the text, 0 too short. detected: 1 a filter or the policy held it. due: by
-- when somebody should have decided; 0 nobody has to. flags: reports of readers that nobody has looked at. decision: the one
-- that stands, 0 none. sealed: canonical JSON of name, identity, text and token.
CREATE TABLE comments (
    id @int NOT NULL PRIMARY KEY,
    publication @int NOT NULL,
    reply_to @int NOT NULL,
    state @text NOT NULL,
    channel @text NOT NULL,
    external_id @text NOT NULL,
    language @text NOT NULL,
    fingerprint @bytes NOT NULL UNIQUE,
    token @bytes NOT NULL UNIQUE,
    likeness @int NOT NULL,
    detected @int NOT NULL,
    received @int NOT NULL,
    published @int NOT NULL,
    due @int NOT NULL,
    late @int NOT NULL,
    flags @int NOT NULL,
    decision @int NOT NULL,
    changed @int NOT NULL,
    version @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX comments_publication ON comments (publication, id);
CREATE INDEX comments_held ON comments (id) WHERE state = 'held';
CREATE INDEX comments_flagged ON comments (id) WHERE flags > 0;

-- Each time that one was hidden. illegal: 1 the ground is a law, else rule number `rule` of version `rules`. until: the end of
-- the time for an appeal. ended: when it was shown again, 0 it stands. appeal: none, waiting, restored, upheld. sealed: canonical
-- JSON of the facts; plea and answer: of the appeal, empty when there is none. law is public.
CREATE TABLE comment_decisions (
    id @int NOT NULL PRIMARY KEY,
    comment @int NOT NULL,
    publication @int NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    category @text NOT NULL,
    illegal @int NOT NULL,
    law @text NOT NULL,
    rules @int NOT NULL,
    rule @int NOT NULL,
    detected @int NOT NULL,
    reported @int NOT NULL,
    until @int NOT NULL,
    ended @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    leaf @int NOT NULL,
    appeal @text NOT NULL,
    appealed @int NOT NULL,
    answered @int NOT NULL,
    answered_by @int NOT NULL,
    plea @bytes NOT NULL,
    plea_key @int NOT NULL,
    answer @bytes NOT NULL,
    answer_key @int NOT NULL
) @strict;
CREATE INDEX comment_decisions_comment ON comment_decisions (comment);
CREATE INDEX comment_decisions_appeal ON comment_decisions (appealed) WHERE appeal = 'waiting';

-- The rules that readers see, a paragraph each; the highest version counts.
CREATE TABLE comment_rules (
    version @int NOT NULL,
    language @text NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    rules @text NOT NULL,
    PRIMARY KEY (version, language)
) @clustered;

-- Until when comments are open below one publication, where that differs from the setting for its kind; 0: closed.
CREATE TABLE comment_windows (
    publication @int NOT NULL PRIMARY KEY,
    until @int NOT NULL,
    changed @int NOT NULL
) @strict;

-- What readers reported. handled: when somebody had looked; 0 not yet.
CREATE TABLE comment_flags (
    id @int NOT NULL PRIMARY KEY,
    comment @int NOT NULL,
    category @text NOT NULL,
    at @int NOT NULL,
    handled @int NOT NULL
) @strict;
CREATE INDEX comment_flags_comment ON comment_flags (comment);
