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

-- Of a code, or an answer to a single word, that is to be sent again. heard: at so many attempts nobody doubted whether it
-- got there; a job with more than one behind that may have sent it already.
CREATE TABLE notice_tries (
    id @int NOT NULL PRIMARY KEY,
    heard @int NOT NULL
) @strict;
