-- SPDX-License-Identifier: Apache-2.0
-- The first shape of the store. Times are microseconds UTC; ids are made by base/id and only grow.

-- The journal: one log per year (reference: RFC 6962, C2SP tlog).
CREATE TABLE log_leaves (
    year @int NOT NULL,
    idx @int NOT NULL,
    entry @bytes NOT NULL,
    hash @bytes NOT NULL,
    PRIMARY KEY (year, idx)
) @clustered;

CREATE TABLE log_nodes (
    year @int NOT NULL,
    level @int NOT NULL,
    idx @int NOT NULL,
    hash @bytes NOT NULL,
    PRIMARY KEY (year, level, idx)
) @clustered;

CREATE TABLE log_states (
    year @int NOT NULL PRIMARY KEY,
    size @int NOT NULL,
    root @bytes NOT NULL,
    frontier @bytes NOT NULL
) @strict;

CREATE TABLE log_checkpoints (
    year @int NOT NULL,
    size @int NOT NULL,
    note @text NOT NULL,
    at @int NOT NULL,
    PRIMARY KEY (year, size)
) @clustered;

-- What officers change; the node's own configuration is in tribune.conf.
CREATE TABLE settings (
    name @text NOT NULL PRIMARY KEY,
    value @text NOT NULL
) @strict;

CREATE TABLE units (
    id @int NOT NULL PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    closed @int NOT NULL
) @strict;

-- Our own addresses.
CREATE TABLE endpoints (
    id @int NOT NULL PRIMARY KEY,
    channel @text NOT NULL,
    uri @text NOT NULL,
    name @text NOT NULL,
    unit @int NOT NULL,
    UNIQUE (channel, uri)
) @strict;

-- signed_in: when last; 0: never. first_until: until when a password that somebody else gave opens; 0: it is her own.
CREATE TABLE staff (
    id @int NOT NULL PRIMARY KEY,
    login @text NOT NULL UNIQUE,
    name @text NOT NULL,
    password @text NOT NULL,
    locale @text NOT NULL,
    disabled @int NOT NULL,
    created @int NOT NULL,
    signed_in @int NOT NULL,
    first_until @int NOT NULL
) @strict;

-- unit 0: the role holds for every unit.
CREATE TABLE staff_roles (
    staff @int NOT NULL,
    role @text NOT NULL,
    unit @int NOT NULL,
    PRIMARY KEY (staff, role, unit)
) @clustered;

CREATE TABLE sessions (
    token @bytes NOT NULL PRIMARY KEY,
    staff @int NOT NULL,
    created @int NOT NULL,
    seen @int NOT NULL
) @strict;
CREATE INDEX sessions_staff ON sessions (staff);

CREATE TABLE persons (
    id @int NOT NULL PRIMARY KEY,
    name @text NOT NULL,
    language @text NOT NULL,
    created @int NOT NULL
) @strict;

CREATE TABLE identities (
    id @int NOT NULL PRIMARY KEY,
    person @int NOT NULL,
    uri @text NOT NULL UNIQUE,
    display @text NOT NULL,
    assurance @int NOT NULL,
    evidence @text NOT NULL,
    created @int NOT NULL
) @strict;
CREATE INDEX identities_person ON identities (person);

CREATE TABLE cases (
    id @int NOT NULL PRIMARY KEY,
    reference @text NOT NULL UNIQUE,
    title @text NOT NULL,
    state @text NOT NULL,
    unit @int NOT NULL,
    assignee @int,
    person @int,
    channel @text NOT NULL,
    language @text NOT NULL,
    preview @text NOT NULL,
    opened @int NOT NULL,
    changed @int NOT NULL,
    last_in @int NOT NULL,
    unread @int NOT NULL,
    held @int NOT NULL,
    version @int NOT NULL
) @strict;
-- One index for each list that the inbox shows, in its order and with what it filters by; the narrow ones hold only what
-- is still to do.
CREATE INDEX cases_unit ON cases (unit, state, changed);
CREATE INDEX cases_unit_changed ON cases (unit, changed);
CREATE INDEX cases_assignee ON cases (assignee, changed, state);
CREATE INDEX cases_changed ON cases (changed, state, unit);
CREATE INDEX cases_person ON cases (person);
CREATE INDEX cases_todo ON cases (changed, unit, state) WHERE state IN ('new', 'open');
CREATE INDEX cases_todo_unit ON cases (unit, changed) WHERE state IN ('new', 'open');
CREATE INDEX cases_todo_assignee ON cases (assignee, changed) WHERE state IN ('new', 'open');
CREATE INDEX cases_held ON cases (changed, unit) WHERE held > 0;

CREATE TABLE case_numbers (
    year @int NOT NULL PRIMARY KEY,
    last @int NOT NULL
) @strict;

CREATE TABLE case_links (
    case_id @int NOT NULL,
    other @int NOT NULL,
    kind @text NOT NULL,
    PRIMARY KEY (case_id, other)
) @clustered;

CREATE TABLE conversations (
    id @int NOT NULL PRIMARY KEY,
    case_id @int NOT NULL,
    channel @text NOT NULL,
    endpoint @int NOT NULL,
    subject @text NOT NULL
) @strict;
CREATE INDEX conversations_case ON conversations (case_id);

CREATE TABLE participants (
    conversation @int NOT NULL,
    identity @int NOT NULL,
    PRIMARY KEY (conversation, identity)
) @clustered;

-- direction: in, out, note. screening: waiting, clear, labelled, held, released.
-- record is the random id in the journal, secret_key the row of the key database that seals its content.
CREATE TABLE messages (
    id @int NOT NULL PRIMARY KEY,
    direction @text NOT NULL,
    channel @text NOT NULL,
    endpoint @int NOT NULL,
    external_id @text NOT NULL,
    fingerprint @bytes NOT NULL UNIQUE,
    sender @text NOT NULL,
    sender_name @text NOT NULL,
    author @int,
    subject @text NOT NULL,
    preview @text NOT NULL,
    language @text NOT NULL,
    automatic @text NOT NULL,
    screening @text NOT NULL,
    size @int NOT NULL,
    attachments @int NOT NULL,
    sent @int NOT NULL,
    received @int NOT NULL,
    person @int,
    conversation @int,
    case_id @int,
    record @bytes NOT NULL,
    secret_key @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX messages_case ON messages (case_id, id) WHERE case_id IS NOT NULL;

-- Finds a message by the id that the other side knows it by: half of its SHA-256.
CREATE TABLE thread_ids (
    hash @int NOT NULL,
    message @int NOT NULL,
    PRIMARY KEY (hash, message)
) @clustered;

-- The sealed content of a message or a release, by its id; parts over 64 KiB are files named by digest.
CREATE TABLE contents (
    id @int NOT NULL PRIMARY KEY,
    sealed @bytes NOT NULL
) @strict;

CREATE TABLE verdicts (
    message @int NOT NULL,
    filter @text NOT NULL,
    verdict @text NOT NULL,
    label @text NOT NULL,
    reason @text NOT NULL,
    part @text NOT NULL,
    at @int NOT NULL,
    PRIMARY KEY (message, filter, part)
) @clustered;

-- The audit trail: every change, with its leaf in the same transaction. detail is sealed canonical JSON.
CREATE TABLE events (
    id @int NOT NULL PRIMARY KEY,
    at @int NOT NULL,
    case_id @int,
    kind @text NOT NULL,
    subject @int NOT NULL,
    actor_kind @text NOT NULL,
    actor @int NOT NULL,
    detail @bytes NOT NULL,
    record @bytes NOT NULL,
    secret_key @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX events_case ON events (case_id, id) WHERE case_id IS NOT NULL;

-- kind: reply, acknowledgement. state: draft, released, withdrawn. digest binds exact text, recipients, channel, attachments.
CREATE TABLE releases (
    id @int NOT NULL PRIMARY KEY,
    case_id @int NOT NULL,
    conversation @int NOT NULL,
    kind @text NOT NULL,
    state @text NOT NULL,
    author @int,
    rule @text NOT NULL,
    digest @bytes NOT NULL,
    created @int NOT NULL,
    released @int,
    record @bytes NOT NULL,
    secret_key @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX releases_case ON releases (case_id);

-- state: waiting, leased, sent, confirmed, failed, missed, withdrawn.
CREATE TABLE deliveries (
    id @int NOT NULL PRIMARY KEY,
    release_id @int NOT NULL,
    case_id @int NOT NULL,
    channel @text NOT NULL,
    identity @int NOT NULL,
    state @text NOT NULL,
    attempts @int NOT NULL,
    created @int NOT NULL,
    changed @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX deliveries_release ON deliveries (release_id);
CREATE INDEX deliveries_case ON deliveries (case_id);
CREATE INDEX deliveries_state ON deliveries (channel, state) WHERE state IN ('waiting', 'leased');

CREATE TABLE attempts (
    delivery @int NOT NULL,
    number @int NOT NULL,
    at @int NOT NULL,
    outcome @text NOT NULL,
    code @text NOT NULL,
    reason @text NOT NULL,
    remote @text NOT NULL,
    PRIMARY KEY (delivery, number)
) @clustered;

CREATE TABLE reports (
    id @int NOT NULL PRIMARY KEY,
    delivery @int NOT NULL,
    message @int,
    kind @text NOT NULL,
    code @text NOT NULL,
    words @text NOT NULL,
    at @int NOT NULL,
    leaf @int NOT NULL
) @strict;
CREATE INDEX reports_delivery ON reports (delivery);

-- Acknowledgements sent to an identity on a day (days since 1970), for the daily bound.
CREATE TABLE acknowledgements (
    identity @int NOT NULL,
    day @int NOT NULL,
    count @int NOT NULL,
    PRIMARY KEY (identity, day)
) @clustered;

-- Durable work. leased_until 0: free. Done jobs are removed in the transaction that records what they did.
CREATE TABLE jobs (
    id @int NOT NULL PRIMARY KEY,
    kind @text NOT NULL,
    subject @int NOT NULL,
    due @int NOT NULL,
    leased_until @int NOT NULL,
    attempts @int NOT NULL,
    trouble @text NOT NULL
) @strict;
CREATE INDEX jobs_due ON jobs (kind, due);
