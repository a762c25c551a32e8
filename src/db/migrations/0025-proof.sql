-- SPDX-License-Identifier: Apache-2.0
-- Decisions are asked for by kind, newest first, and by what they are about. Both keys only grow within what is asked.
CREATE INDEX decisions_kind ON decisions (kind, id);
CREATE INDEX decisions_subject ON decisions (subject);

-- tiers: how many others must agree to what was sent for review, as the duty table said then.
ALTER TABLE publications ADD COLUMN tiers @int NOT NULL DEFAULT 0;
