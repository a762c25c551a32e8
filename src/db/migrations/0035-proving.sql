-- SPDX-License-Identifier: Apache-2.0
-- What began with an address that somebody only typed, and the link that was shown to who did.

-- typed 1: nothing shows that who began it is who is named (mediation/receiving/threading.h).
ALTER TABLE conversations ADD COLUMN typed @int NOT NULL DEFAULT 0;
-- typed 1: it was shown to who typed an address, and never sent there.
ALTER TABLE accesses ADD COLUMN typed @int NOT NULL DEFAULT 0;
UPDATE accesses SET typed = 1 WHERE message IS NOT NULL;
UPDATE conversations SET typed = 1 WHERE id IN (SELECT m.conversation FROM accesses a JOIN messages m ON m.id = a.message
    WHERE a.message IS NOT NULL AND m.conversation IS NOT NULL);
-- part 1: only one address of source moved, with what it began; source is still somebody of her own.
ALTER TABLE person_merges ADD COLUMN part @int NOT NULL DEFAULT 0;
-- counted: the address as codes are counted for it: without what stands behind a +, which reaches the same person.
ALTER TABLE address_codes ADD COLUMN counted @text NOT NULL DEFAULT '';
UPDATE address_codes SET counted = uri;
CREATE INDEX address_codes_counted ON address_codes (counted, created);
