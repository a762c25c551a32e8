-- SPDX-License-Identifier: Apache-2.0
-- tries: codes that were typed for it. accepted: 1 she said yes; the link still opens, a word of hers does no more.
-- asked_from: our address that asked her, '' by mail: where she may answer with a word.
ALTER TABLE subscription_requests ADD COLUMN tries @int NOT NULL DEFAULT 0;
ALTER TABLE subscription_requests ADD COLUMN accepted @int NOT NULL DEFAULT 0;
ALTER TABLE subscription_requests ADD COLUMN asked_from @text NOT NULL DEFAULT '';
