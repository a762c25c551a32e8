-- SPDX-License-Identifier: Apache-2.0
-- When channels were paused. ended 0: it still is. by and why are sealed. While one is paused its due jobs are put aside
-- under a kind of their own, "deliver@NAME".

CREATE TABLE channel_pauses (
    id @int NOT NULL PRIMARY KEY,
    channel @text NOT NULL,
    since @int NOT NULL,
    ended @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL
) @strict;
CREATE INDEX channel_pauses_channel ON channel_pauses (channel, ended);
