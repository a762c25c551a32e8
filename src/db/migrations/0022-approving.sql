-- SPDX-License-Identifier: Apache-2.0
-- Who decides in whose stead, what left without review, and who is told by mail that something waits.

-- For whom was decided: who named the decider; 0: nobody, it was her own right.
ALTER TABLE approvals ADD COLUMN stead @int NOT NULL DEFAULT 0;
-- When it was sent for review; 0: before this was kept.
ALTER TABLE publications ADD COLUMN asked @int NOT NULL DEFAULT 0;
CREATE INDEX publications_review ON publications (asked) WHERE stage = 'review';

-- From starts until ends the delegate decides in the stead of staff. sealed: why. ended: when somebody ended it early,
-- 0 nobody did. Rows are never removed.
CREATE TABLE delegations (
    id @int NOT NULL PRIMARY KEY,
    staff @int NOT NULL,
    delegate @int NOT NULL,
    starts @int NOT NULL,
    ends @int NOT NULL,
    ended @int NOT NULL,
    ended_by @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL
) @strict;
CREATE INDEX delegations_staff ON delegations (staff);
CREATE INDEX delegations_delegate ON delegations (delegate);

-- What left without review. kind: publication, reply; thing: its id; case_id, unit: 0 of none. digest: of exactly what
-- left. authors: the ids of who may not review it, with blanks between. sealed: the reason. due: when two others must
-- have looked at it; late 1: they had not. closed 0: they have still to; outcome: open, agreed, correct.
CREATE TABLE emergencies (
    id @int NOT NULL PRIMARY KEY,
    kind @text NOT NULL,
    thing @int NOT NULL,
    case_id @int NOT NULL,
    unit @int NOT NULL,
    staff @int NOT NULL,
    at @int NOT NULL,
    due @int NOT NULL,
    late @int NOT NULL,
    closed @int NOT NULL,
    outcome @text NOT NULL,
    digest @bytes NOT NULL,
    authors @text NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX emergencies_thing ON emergencies (thing);
CREATE INDEX emergencies_open ON emergencies (at) WHERE closed = 0;

-- To whom, when something waits for her. off 1: she wants none. told: of what began to wait until then; sent: when
-- the last mail left; queued 1: one is about to. trouble: why the last one could not be sent.
CREATE TABLE staff_notices (
    staff @int NOT NULL PRIMARY KEY,
    address @text NOT NULL,
    off @int NOT NULL,
    told @int NOT NULL,
    sent @int NOT NULL,
    queued @int NOT NULL,
    trouble @text NOT NULL
) @strict;
