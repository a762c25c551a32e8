-- SPDX-License-Identifier: Apache-2.0
-- How far what is said in a case needs protection: the input "sensitivity" of the decision tables.

-- sensitivity: 0 public, 1 personal, 2 special; of every case of the service, at least.
ALTER TABLE services ADD COLUMN sensitivity @int NOT NULL DEFAULT 1;
-- raised: what staff raised it to; 0: nobody did.
ALTER TABLE cases ADD COLUMN raised @int NOT NULL DEFAULT 0;
-- sensitivity: of the case when the tables were asked about it. What waits already was asked as personal.
ALTER TABLE proposals ADD COLUMN sensitivity @int NOT NULL DEFAULT 1;
