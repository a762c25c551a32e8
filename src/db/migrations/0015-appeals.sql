-- SPDX-License-Identifier: Apache-2.0
-- Who asked for a review of an answer, and with which message; an answer is reviewed once.
CREATE TABLE appeals (
    answer @int NOT NULL PRIMARY KEY,
    case_id @int NOT NULL,
    message @int NOT NULL,
    at @int NOT NULL
) @strict;
