-- SPDX-License-Identifier: Apache-2.0
-- What officers work with at their desk: drafts, tags, sleeping cases, merges, changes of many cases at once, templates.

-- What somebody is writing in a case. kind: reply, note. sealed: canonical JSON with the text.
CREATE TABLE drafts (
    case_id @int NOT NULL,
    staff @int NOT NULL,
    kind @text NOT NULL,
    changed @int NOT NULL,
    sealed @bytes NOT NULL,
    secret_key @int NOT NULL,
    PRIMARY KEY (case_id, staff, kind)
) @strict;

-- Files that wait to leave with a reply; the content of each is the record of the same id.
CREATE TABLE draft_files (
    id @int NOT NULL PRIMARY KEY,
    case_id @int NOT NULL,
    staff @int NOT NULL,
    size @int NOT NULL,
    secret_key @int NOT NULL
) @strict;
CREATE INDEX draft_files_case ON draft_files (case_id, staff);

-- Internal labels: a closed vocabulary.
CREATE TABLE tags (
    id @int NOT NULL PRIMARY KEY,
    name @text NOT NULL UNIQUE,
    closed @int NOT NULL,
    created @int NOT NULL
) @strict;

CREATE TABLE case_tags (
    case_id @int NOT NULL,
    tag @int NOT NULL,
    PRIMARY KEY (case_id, tag)
) @clustered;
CREATE INDEX case_tags_tag ON case_tags (tag, case_id);

-- Planned cases that come back by themselves.
CREATE TABLE case_snoozes (
    case_id @int NOT NULL PRIMARY KEY,
    until @int NOT NULL,
    staff @int NOT NULL
) @strict;

-- source is now a duplicate of target. What it was before is what undoing restores; undone 0: it stands.
CREATE TABLE case_merges (
    id @int NOT NULL PRIMARY KEY,
    source @int NOT NULL,
    target @int NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    state @text NOT NULL,
    unread @int NOT NULL,
    snoozed @int NOT NULL,
    undone @int NOT NULL
) @strict;
CREATE INDEX case_merges_source ON case_merges (source);
CREATE INDEX case_merges_target ON case_merges (target);

-- What moved with a merge. kind: conversation, message (of no conversation).
CREATE TABLE case_merge_items (
    merge @int NOT NULL,
    kind @text NOT NULL,
    subject @int NOT NULL,
    PRIMARY KEY (merge, kind, subject)
) @clustered;

-- One change of many cases, so that it can be told and undone. kind: state, assignee, unit, tag, untag. wanted: what
-- they were to become, as a name or an id.
CREATE TABLE bulks (
    id @int NOT NULL PRIMARY KEY,
    staff @int NOT NULL,
    at @int NOT NULL,
    kind @text NOT NULL,
    wanted @text NOT NULL,
    undone @int NOT NULL
) @strict;

-- outcome: changed, same, changed-meanwhile, forbidden, invalid, gone. before: what it was; version: of the case after it.
CREATE TABLE bulk_items (
    bulk @int NOT NULL,
    position @int NOT NULL,
    case_id @int NOT NULL,
    outcome @text NOT NULL,
    before @text NOT NULL,
    version @int NOT NULL,
    PRIMARY KEY (bulk, position)
) @clustered;

-- Replies that are written often. unit 0: for all units. A change makes a new version; the old ones stay.
CREATE TABLE reply_templates (
    id @int NOT NULL PRIMARY KEY,
    code @text NOT NULL,
    unit @int NOT NULL,
    language @text NOT NULL,
    version @int NOT NULL,
    closed @int NOT NULL,
    UNIQUE (code, unit, language)
) @strict;

CREATE TABLE reply_template_versions (
    template @int NOT NULL,
    version @int NOT NULL,
    at @int NOT NULL,
    staff @int NOT NULL,
    name @text NOT NULL,
    text @text NOT NULL,
    PRIMARY KEY (template, version)
) @clustered;
