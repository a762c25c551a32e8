-- SPDX-License-Identifier: Apache-2.0
-- What a writer did to a message before that had its place: an event of its case when it has.

-- message: which. amendment: what. at: when we heard of it.
CREATE TABLE amendments (
    message @int NOT NULL,
    id @int NOT NULL,
    amendment @text NOT NULL,
    at @int NOT NULL,
    PRIMARY KEY (message, id)
) @clustered;
