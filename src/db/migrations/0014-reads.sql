-- SPDX-License-Identifier: Apache-2.0
-- Who looked something up, for those who check on it: few of many events, so they have an index of their own.
CREATE INDEX events_reads ON events (id) WHERE kind IN ('search.run', 'person.read');
