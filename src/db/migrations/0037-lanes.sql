-- SPDX-License-Identifier: Apache-2.0
-- What is done in the order in which it came, such as what one person wrote: jobs of one lane. 0: of none.
ALTER TABLE jobs ADD COLUMN lane @int NOT NULL DEFAULT 0;
