-- SPDX-License-Identifier: Apache-2.0
-- What the public asks for, and what is promised for it.

-- unit 0: any. first_answer, resolution: promised working minutes, 0: nothing promised. basis: the rule that says so.
CREATE TABLE services (
    id @int NOT NULL PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    unit @int NOT NULL,
    first_answer @int NOT NULL,
    resolution @int NOT NULL,
    basis @text NOT NULL,
    closed @int NOT NULL
) @strict;

-- priority: 0 normal, 1 high, 2 urgent.
ALTER TABLE cases ADD COLUMN service @int;
ALTER TABLE cases ADD COLUMN priority @int NOT NULL DEFAULT 0;
