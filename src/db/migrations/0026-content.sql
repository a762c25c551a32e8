-- SPDX-License-Identifier: Apache-2.0
-- Pictures of publications, and what was found wrong with what was to leave.

-- digest: SHA-256 of the large one's bytes. The bytes are sealed in contents under the same id. ending: jpg or png.
CREATE TABLE pictures (
    id @int NOT NULL PRIMARY KEY,
    digest @bytes NOT NULL UNIQUE,
    ending @text NOT NULL,
    width @int NOT NULL,
    height @int NOT NULL,
    small_width @int NOT NULL,
    staff @int NOT NULL,
    at @int NOT NULL,
    secret_key @int NOT NULL
) @strict;

-- Which of them everybody may see, by which publication.
CREATE TABLE picture_places (
    publication @int NOT NULL,
    digest @bytes NOT NULL,
    PRIMARY KEY (publication, digest)
) @clustered;
CREATE INDEX picture_places_digest ON picture_places (digest);

-- Append-only. subject: the release, or the work on a publication. stops, warnings: labels with blanks between. excuse:
-- why it may leave although something stops it; '' nothing does.
CREATE TABLE release_findings (
    id @int NOT NULL PRIMARY KEY,
    subject @int NOT NULL,
    digest @bytes NOT NULL,
    staff @int NOT NULL,
    at @int NOT NULL,
    stops @text NOT NULL,
    warnings @text NOT NULL,
    excuse @text NOT NULL
) @strict;
CREATE INDEX release_findings_subject ON release_findings (subject);
