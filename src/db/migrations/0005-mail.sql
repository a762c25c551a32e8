-- SPDX-License-Identifier: Apache-2.0
-- How a message came to its case: new, member, stranger, related, automatic, report, parked; '': of no case, or older.
ALTER TABLE messages ADD COLUMN filed @text NOT NULL DEFAULT '';

-- Ids that messages refer to and that nobody sent to us, so that two that answer the same one stay together.
CREATE TABLE thread_references (
    hash @int NOT NULL,
    message @int NOT NULL,
    PRIMARY KEY (hash, message)
) @clustered;
