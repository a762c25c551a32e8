-- SPDX-License-Identifier: Apache-2.0
-- What of a mailing went twice, perhaps.

-- under_way: so many copies were being sent, and nobody recorded yet what became of them. twice: copies that were taken,
-- and of which an earlier one may have been taken too.
ALTER TABLE mailings ADD COLUMN under_way @int NOT NULL DEFAULT 0;
ALTER TABLE mailings ADD COLUMN twice @int NOT NULL DEFAULT 0;

-- doubtful: 1: nobody heard whether an earlier copy was taken.
ALTER TABLE mailing_exceptions ADD COLUMN doubtful @int NOT NULL DEFAULT 0;
