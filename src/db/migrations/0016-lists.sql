-- SPDX-License-Identifier: Apache-2.0
-- What lists are filtered by stands in the indexes that give them their order, so that cases which do not fit are passed
-- without a look at the table; the id completes the order, so that nothing is sorted. Counts of what is to be done read
-- the narrow ones alone.
DROP INDEX cases_unit;
DROP INDEX cases_unit_changed;
DROP INDEX cases_changed;
DROP INDEX cases_assignee;
DROP INDEX cases_todo;
DROP INDEX cases_todo_unit;
DROP INDEX cases_todo_assignee;
DROP INDEX cases_held;
CREATE INDEX cases_unit ON cases (unit, state, changed, id, language, channel);
CREATE INDEX cases_unit_changed ON cases (unit, changed, id, state, language, channel);
CREATE INDEX cases_changed ON cases (changed, id, state, unit, language, channel);
CREATE INDEX cases_assignee ON cases (assignee, changed, id, state, unit);
CREATE INDEX cases_todo ON cases (changed, id, unit, state, language, channel) WHERE state IN ('new', 'open');
CREATE INDEX cases_todo_unit ON cases (unit, changed, id, state, language, channel) WHERE state IN ('new', 'open');
CREATE INDEX cases_todo_assignee ON cases (assignee, changed, id, state, unit) WHERE state IN ('new', 'open');
CREATE INDEX cases_held ON cases (changed, id, unit) WHERE held > 0;
