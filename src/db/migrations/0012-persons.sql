-- SPDX-License-Identifier: Apache-2.0
-- How persons want to be written to, and which of them turned out to be one.

-- purpose: any, answer, receipt, notice. channel, language: '' as it comes.
CREATE TABLE person_preferences (
    person @int NOT NULL,
    purpose @text NOT NULL,
    channel @text NOT NULL,
    language @text NOT NULL,
    PRIMARY KEY (person, purpose)
) @clustered;

-- What was known of source belongs to target now; undone 0: it stands.
CREATE TABLE person_merges (
    id @int NOT NULL PRIMARY KEY,
    source @int NOT NULL,
    target @int NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    reason @text NOT NULL,
    undone @int NOT NULL
) @strict;
CREATE INDEX person_merges_source ON person_merges (source);
CREATE INDEX person_merges_target ON person_merges (target);

-- What moved, so that undoing moves this back and nothing else. kind: identity, case, message.
CREATE TABLE person_merge_items (
    merge @int NOT NULL,
    kind @text NOT NULL,
    subject @int NOT NULL,
    PRIMARY KEY (merge, kind, subject)
) @clustered;

-- Where an address takes part: when it was last heard of, and which messages are hers.
CREATE INDEX participants_identity ON participants (identity, conversation);
