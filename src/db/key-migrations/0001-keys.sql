-- SPDX-License-Identifier: Apache-2.0
-- One secret per record; destroying its row hides content and commitments for good. Made ahead in batches, so most are not used yet.
CREATE TABLE keys (
    id @int NOT NULL PRIMARY KEY,
    wrapped @bytes NOT NULL
) @strict;
