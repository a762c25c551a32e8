-- SPDX-License-Identifier: Apache-2.0
-- The second thing that staff sign in with: codes of an authenticator program, and codes on paper.

-- waits 1: the password was right, the second factor is still to come.
ALTER TABLE sessions ADD COLUMN waits @int NOT NULL DEFAULT 0;

-- secret is sealed with the node's key. last_step: of the last code that opened, so that none opens twice.
CREATE TABLE second_factors (
    staff @int NOT NULL PRIMARY KEY,
    secret @bytes NOT NULL,
    confirmed @int NOT NULL,
    last_step @int NOT NULL,
    created @int NOT NULL
) @strict;

-- SHA-256 of codes that open once, for the day that the program is lost.
CREATE TABLE recovery_codes (
    staff @int NOT NULL,
    hash @bytes NOT NULL,
    PRIMARY KEY (staff, hash)
) @clustered;
