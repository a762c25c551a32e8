-- SPDX-License-Identifier: Apache-2.0
-- What opens a case to the citizen who wrote it: one row for each case and person. hash is a keyed hash of the link's
-- token; seed is random, and makes token and code only together with the node's secret. message: the one that it came
-- with, before there is a case. ended 0: it opens.
CREATE TABLE accesses (
    id @int NOT NULL PRIMARY KEY,
    hash @bytes NOT NULL UNIQUE,
    seed @bytes NOT NULL,
    message @int,
    case_id @int,
    identity @int,
    created @int NOT NULL,
    ended @int NOT NULL
) @strict;
CREATE INDEX accesses_case ON accesses (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX accesses_message ON accesses (message) WHERE message IS NOT NULL;
