-- SPDX-License-Identifier: Apache-2.0
-- Replies that do not leave at once: others must agree, or their time has not come.

-- unit: of the case when it was put before others. recipient: an identity. state: waiting, scheduled, missed, stopped, returned,
-- taken-back, refused, released; why: what stopped it. next: the state of the case afterwards. version: the latest. since: when that
-- was put before others. scheduled: not before, 0 at once; zone: the one that it was chosen in. tiers: who must agree, in
-- this order: "UNIT:ROLE" with blanks between. digest: of what is to leave, rendered: of what the channel made of it.
-- content: the id of its parts, 0: they are elsewhere by now. released: as which release it left, 0. leaf: of the latest
-- version's event.
CREATE TABLE proposals (
    id @int NOT NULL PRIMARY KEY,
    case_id @int NOT NULL,
    unit @int NOT NULL,
    conversation @int NOT NULL,
    recipient @int NOT NULL,
    channel @text NOT NULL,
    state @text NOT NULL,
    why @text NOT NULL,
    next @text NOT NULL,
    author @int NOT NULL,
    version @int NOT NULL,
    since @int NOT NULL,
    changed @int NOT NULL,
    scheduled @int NOT NULL,
    zone @text NOT NULL,
    tiers @text NOT NULL,
    digest @bytes NOT NULL,
    rendered @bytes NOT NULL,
    content @int NOT NULL,
    secret_key @int NOT NULL,
    released @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX proposals_case ON proposals (case_id);
CREATE INDEX proposals_content ON proposals (content) WHERE content <> 0;
CREATE INDEX proposals_waiting ON proposals (since) WHERE state = 'waiting';

-- What was put before others, each time. sealed: the canonical text of the release, without the bytes of its files.
CREATE TABLE proposal_versions (
    proposal @int NOT NULL,
    version @int NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    digest @bytes NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    PRIMARY KEY (proposal, version)
) @clustered;

-- What a policy said about how long the record of a case lives: the latest word.
CREATE TABLE case_record_classes (
    case_id @int NOT NULL PRIMARY KEY,
    class @text NOT NULL,
    at @int NOT NULL,
    leaf @int NOT NULL
) @strict;
