-- SPDX-License-Identifier: Apache-2.0
-- What channels remember is forgotten by age.

CREATE INDEX channel_records_by_age ON channel_records (channel, kind, at);
