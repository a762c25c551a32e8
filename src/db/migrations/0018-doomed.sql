-- SPDX-License-Identifier: Apache-2.0
-- Files of content that was removed, by name, until they are unlinked for sure.
CREATE TABLE doomed_files (
    name @text NOT NULL PRIMARY KEY,
    at @int NOT NULL
) @strict;
