-- SPDX-License-Identifier: Apache-2.0
-- What writers make of their comments afterwards, where they wrote them. What they first wrote stays.

-- sealed: canonical JSON, as that of the comment.
CREATE TABLE comment_edits (
    id @int NOT NULL PRIMARY KEY,
    comment @int NOT NULL,
    at @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    leaf @int NOT NULL
) @strict;

-- edit: the change that counts, 0 none.
ALTER TABLE comments ADD COLUMN edit @int NOT NULL DEFAULT 0;
CREATE INDEX comments_external ON comments (channel, external_id) WHERE external_id <> '';
