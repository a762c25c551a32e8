-- SPDX-License-Identifier: Apache-2.0
-- Calendars of working time, and the clocks that count promises on them.

-- hours, closures: as model/calendar-text.h writes them. zone '': the body's own. The one with id 1 is the body's own.
CREATE TABLE calendars (
    id @int NOT NULL PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    zone @text NOT NULL,
    hours @text NOT NULL,
    closures @text NOT NULL
) @strict;
INSERT INTO calendars (id, code, name, zone, hours, closures) VALUES
    (1, 'body', 'Office hours', '', '09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;;', '');

-- calendar 0: the body's own.
ALTER TABLE units ADD COLUMN calendar @int NOT NULL DEFAULT 0;

-- kind: first_answer, resolution. minutes: what was promised, in working time. due 0: it stands still, or is never due.
-- stopped: since when it stands still, 0: it runs. near: from when on it is to be warned of. met, missed, ended: when,
-- 0: not. A clock whose met and ended are 0 goes on.
CREATE TABLE clocks (
    id @int NOT NULL PRIMARY KEY,
    case_id @int NOT NULL,
    kind @text NOT NULL,
    calendar @int NOT NULL,
    started @int NOT NULL,
    minutes @int NOT NULL,
    due @int NOT NULL,
    near @int NOT NULL,
    stopped @int NOT NULL,
    warned @int NOT NULL,
    missed @int NOT NULL,
    met @int NOT NULL,
    ended @int NOT NULL,
    basis @text NOT NULL
) @strict;
CREATE INDEX clocks_case ON clocks (case_id);

-- Stretches in which a clock stood still; the one that goes on is not here but in clocks.stopped.
CREATE TABLE clock_stops (
    clock @int NOT NULL,
    since @int NOT NULL,
    until @int NOT NULL,
    PRIMARY KEY (clock, since)
) @clustered;

-- The nearest due of the clocks that run, 0: none; and from when on it is near.
ALTER TABLE cases ADD COLUMN due @int NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN near @int NOT NULL DEFAULT 0;
CREATE INDEX cases_due ON cases (due, unit, state) WHERE due > 0;
CREATE INDEX cases_due_unit ON cases (unit, due, state) WHERE due > 0;
CREATE INDEX cases_due_assignee ON cases (assignee, due, state) WHERE due > 0;
