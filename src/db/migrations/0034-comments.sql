-- SPDX-License-Identifier: Apache-2.0
-- What writers make of their comments while those are hidden counts when they are no longer.

-- retracted: 1 its writer took it back while it was hidden. next_edit: the last change that she made of it then, 0 none.
ALTER TABLE comments ADD COLUMN retracted @int NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN next_edit @int NOT NULL DEFAULT 0;

-- How much waits for one host is looked at before more is taken.
CREATE INDEX channel_errands_by_host ON channel_errands (channel, kind, host);
