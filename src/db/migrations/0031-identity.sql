-- SPDX-License-Identifier: Apache-2.0
-- That an address is somebody's, shown by a code that went there; and where an answer went that could not be delivered.

-- A code that was asked for. id: also of the release that carried it. person: whose address it is said to be. by_identity: by
-- which of hers she asked, case_id: on the page of which case; 0: staff asked for her. No code is here: it is made of the
-- id with the node's secret. tries: how often a wrong one was typed. ended 0: it may be used until its time is over.
CREATE TABLE address_codes (
    id @int NOT NULL PRIMARY KEY,
    person @int NOT NULL,
    by_identity @int NOT NULL,
    case_id @int NOT NULL,
    staff @int NOT NULL,
    channel @text NOT NULL,
    uri @text NOT NULL,
    tries @int NOT NULL,
    created @int NOT NULL,
    ended @int NOT NULL
) @strict;
CREATE INDEX address_codes_person ON address_codes (person, created);
CREATE INDEX address_codes_uri ON address_codes (uri, created);
CREATE INDEX address_codes_created ON address_codes (created);

-- What such a code has shown. identity: the address; channel: by which the code went; level: how sure that is, at most as sure as the weaker end. merge: of
-- the person who had the address before; 0: it was hers already. undone 0: it stands.
CREATE TABLE address_proofs (
    id @int NOT NULL PRIMARY KEY,
    identity @int NOT NULL,
    person @int NOT NULL,
    by_identity @int NOT NULL,
    case_id @int NOT NULL,
    staff @int NOT NULL,
    channel @text NOT NULL,
    level @int NOT NULL,
    merge @int NOT NULL,
    at @int NOT NULL,
    undone @int NOT NULL
) @strict;
CREATE INDEX address_proofs_identity ON address_proofs (identity);
CREATE INDEX address_proofs_merge ON address_proofs (merge) WHERE merge <> 0;

-- An answer that could not be delivered, once each. next: the release, or what was proposed, that goes another way; 0: there is
-- none.
CREATE TABLE fallbacks (
    release_id @int NOT NULL PRIMARY KEY,
    delivery @int NOT NULL,
    case_id @int NOT NULL,
    outcome @text NOT NULL,
    next @int NOT NULL,
    at @int NOT NULL
) @strict;
CREATE INDEX fallbacks_next ON fallbacks (next) WHERE next <> 0;
