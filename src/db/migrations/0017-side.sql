-- SPDX-License-Identifier: Apache-2.0
-- Asking others about a case, apart from its citizen; and the bodies that are asked, or that cases are handed over to.

-- kind: citizen; side: an internal consultation, of which a citizen never sees anything.
ALTER TABLE conversations ADD COLUMN kind @text NOT NULL DEFAULT 'citizen';
-- 1: of a side conversation.
ALTER TABLE messages ADD COLUMN side @int NOT NULL DEFAULT 0;

-- contact: how citizens reach them, as they are told. version counts the changes.
CREATE TABLE partners (
    id @int NOT NULL PRIMARY KEY,
    name @text NOT NULL UNIQUE,
    uri @text NOT NULL,
    contact @text NOT NULL,
    closed @int NOT NULL,
    version @int NOT NULL,
    changed @int NOT NULL
) @strict;
