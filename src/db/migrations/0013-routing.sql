-- SPDX-License-Identifier: Apache-2.0
-- A case counts the held messages that nobody has decided on; those that were kept held counted until now.
UPDATE cases SET held = (SELECT COUNT(*) FROM messages m LEFT JOIN reviews r ON r.message = m.id
    WHERE m.case_id = cases.id AND m.screening = 'held' AND r.message IS NULL)
WHERE held > 0;
