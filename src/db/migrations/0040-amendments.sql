-- SPDX-License-Identifier: Apache-2.0
-- What has already been told of a message, so that the same, when it comes again, is not told twice. told: a hash of what
-- told of it.
CREATE TABLE amendments_told (
    message @int NOT NULL,
    told @int NOT NULL,
    PRIMARY KEY (message, told)
) @clustered;
