# SPDX-License-Identifier: Apache-2.0
# All texts of Tribune. Written by script/catalogue: do not edit.
msgid ""
msgstr ""
"Project-Id-Version: tribune\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: templates/console/approvals.mustache templates/console/bulk.mustache
#: templates/console/calendar-edit.mustache templates/console/case.mustache
#: templates/console/hand-over.mustache templates/console/news-topics.mustache
#: templates/console/partner-edit.mustache templates/console/password.mustache
#: templates/console/person-merge.mustache templates/console/person.mustache
#: templates/console/policy-version.mustache
#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache templates/console/review.mustache
#: templates/console/routing-rule.mustache templates/console/routing.mustache
#: templates/console/second-factor.mustache
#: templates/console/service-edit.mustache templates/console/services.mustache
#: templates/console/side.mustache templates/console/sign-in-code.mustache
#: templates/console/sign-in.mustache templates/console/staff-edit.mustache
#: templates/console/tags.mustache templates/console/template-edit.mustache
#: templates/console/template-use.mustache templates/console/token-new.mustache
#: templates/console/unit-edit.mustache templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache templates/part/held.mustache
#: templates/part/note-form.mustache templates/part/reply.mustache
#: templates/part/review-form.mustache
msgid "Error:"
msgstr ""

#: templates/console/approvals.mustache templates/console/waiting.mustache
msgid "Stand-ins and mails"
msgstr ""

#: templates/console/approvals.mustache
#: templates/console/calendar-edit.mustache templates/console/case.mustache
#: templates/console/delegations.mustache
#: templates/console/hand-over-preview.mustache
#: templates/console/hand-over.mustache templates/console/news-topics.mustache
#: templates/console/partner-edit.mustache
#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache templates/console/preview.mustache
#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
#: templates/console/routing-replay.mustache
#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
#: templates/console/routing-version.mustache
#: templates/console/routing-versions.mustache
#: templates/console/service-edit.mustache
#: templates/console/side-preview.mustache templates/console/side.mustache
#: templates/console/staff-edit.mustache
#: templates/console/template-edit.mustache
#: templates/console/template-use.mustache
#: templates/console/token-made.mustache templates/console/token-new.mustache
#: templates/console/trail.mustache templates/console/unit-edit.mustache
#: templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache
msgid "You are here"
msgstr ""

#: templates/console/approvals.mustache templates/console/waiting.mustache
#: templates/word/queue.mustache
msgid "Waits for me"
msgstr ""

#: templates/console/approvals.mustache
msgid "Who decides when you are away, and where you are told that something waits."
msgstr ""

#: templates/console/approvals.mustache
msgid "Somebody decides in your stead"
msgstr ""

#: templates/console/approvals.mustache
msgid "Within these days your colleague may approve what you may approve, for 90 days at most. Both names are recorded. Together you count as one; nobody approves what they wrote themselves; and it cannot be passed on."
msgstr ""

#: templates/console/approvals.mustache templates/console/reads.mustache
#: templates/console/routing-versions.mustache templates/console/trail.mustache
msgid "Who"
msgstr ""

#: templates/console/approvals.mustache templates/part/row.mustache
msgid "Choose"
msgstr ""

#: templates/console/approvals.mustache
msgid "First day"
msgstr ""

#: templates/console/approvals.mustache templates/console/token-new.mustache
msgid "Last day"
msgstr ""

#: templates/console/approvals.mustache templates/console/delegations.mustache
#: templates/console/hand-over.mustache
#: templates/console/routing-versions.mustache
#: templates/part/delegation.mustache
msgid "Why"
msgstr ""

#: templates/console/approvals.mustache
msgid "For example: on leave. Administrators and auditors see it, so say no more than needed."
msgstr ""

#: templates/console/approvals.mustache
msgid "Name a stand-in"
msgstr ""

#: templates/console/approvals.mustache
msgid "Who decides in your stead"
msgstr ""

#: templates/console/approvals.mustache templates/console/delegations.mustache
#: templates/console/routing-try.mustache templates/part/delegation.mustache
msgid "From"
msgstr ""

#: templates/console/approvals.mustache templates/console/delegations.mustache
#: templates/part/delegation.mustache
msgid "Until"
msgstr ""

#: templates/console/approvals.mustache templates/console/case-print.mustache
#: templates/console/delegations.mustache
#: templates/console/publications.mustache templates/console/webhooks.mustache
#: templates/part/actions.mustache templates/part/bulk.mustache
#: templates/part/case.mustache templates/part/delegation.mustache
#: templates/part/person-cases.mustache
msgid "State"
msgstr ""

#: templates/console/approvals.mustache templates/console/delegations.mustache
msgid "End it now"
msgstr ""

#: templates/console/approvals.mustache
msgid "In whose stead you decide"
msgstr ""

#: templates/console/approvals.mustache
msgid "A mail when something waits"
msgstr ""

#: templates/console/approvals.mustache
msgid "At most one every 15 minutes. It says how many things wait, and links to them; never what they are about."
msgstr ""

#: templates/console/approvals.mustache
#: templates/console/policy-replay.mustache
#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
#: templates/console/routing-replay.mustache templates/console/routing.mustache
#: templates/console/services.mustache
#: templates/console/word-list-edit.mustache templates/part/notices.mustache
#: templates/word/severity.mustache
msgid "Warning"
msgstr ""

#: templates/console/approvals.mustache
msgid "The last mail could not be sent."
msgstr ""

#: templates/console/approvals.mustache templates/web/contact.mustache
msgid "Your mail address"
msgstr ""

#: templates/console/approvals.mustache
msgid "That of your work. Empty: no mails."
msgstr ""

#: templates/console/approvals.mustache
msgid "No mails for now"
msgstr ""

#: templates/console/approvals.mustache
msgid "The last one left"
msgstr ""

#: templates/console/approvals.mustache
#: templates/console/calendar-edit.mustache
#: templates/console/news-topics.mustache
#: templates/console/partner-edit.mustache templates/console/person.mustache
#: templates/console/service-edit.mustache templates/console/services.mustache
#: templates/console/staff-edit.mustache templates/console/unit-edit.mustache
#: templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache templates/layout/top.mustache
msgid "Save"
msgstr ""

#: templates/console/bulk.mustache
msgid "Many cases at once"
msgstr ""

#: templates/console/bulk.mustache
msgid "{{changed}} case changed"
msgid_plural "{{changed}} cases changed"
msgstr[0] ""
msgstr[1] ""

#: templates/console/bulk.mustache
msgid "{{failed}} not"
msgstr ""

#: templates/console/bulk.mustache
msgid "{{same}} so already"
msgstr ""

#: templates/console/bulk.mustache templates/part/notices.mustache
msgid "Undo"
msgstr ""

#: templates/console/bulk.mustache
msgid "What became of each"
msgstr ""

#: templates/console/bulk.mustache templates/part/case.mustache
#: templates/part/person-cases.mustache
msgid "Case"
msgstr ""

#: templates/console/bulk.mustache templates/console/publication-edit.mustache
#: templates/console/publications.mustache templates/part/actions.mustache
#: templates/part/hit.mustache templates/part/person-cases.mustache
#: templates/word/publication-part.mustache
msgid "Title"
msgstr ""

#: templates/console/bulk.mustache
msgid "What became of it"
msgstr ""

#: templates/console/bulk.mustache
msgid "Back to the list"
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache
msgid "Add a calendar"
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache templates/word/place.mustache
msgid "Calendars"
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/partner-edit.mustache templates/console/partners.mustache
#: templates/console/person.mustache templates/console/service-edit.mustache
#: templates/console/sign-in.mustache templates/console/staff.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/console/unit-edit.mustache
#: templates/console/webhook-edit.mustache templates/console/webhooks.mustache
#: templates/console/word-list-edit.mustache
msgid "Name"
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "Working hours"
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "Like 9:00-12:00, 13:00-17:00. A day off stays empty; 0:00-24:00 is round the clock."
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache
msgid "Days off"
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "One in a line, first the day, then its name: 2026-12-28 Boxing Day. Without the year it comes back every year: 12-25 Christmas Day. Several days: 2026-12-24..2027-01-01 Closed."
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "Time zone"
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "Empty: that of the body, {{body_zone}}."
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/news-topics.mustache
#: templates/console/partner-edit.mustache
#: templates/console/service-edit.mustache
#: templates/console/staff-edit.mustache templates/console/tags.mustache
#: templates/console/template-edit.mustache
#: templates/console/unit-edit.mustache templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache templates/part/bulk.mustache
msgid "Add"
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/hand-over.mustache templates/console/partner-edit.mustache
#: templates/console/person-merge.mustache
#: templates/console/policy-version.mustache
#: templates/console/publication-edit.mustache
#: templates/console/routing-rule.mustache
#: templates/console/service-edit.mustache
#: templates/console/staff-edit.mustache
#: templates/console/template-edit.mustache
#: templates/console/template-use.mustache templates/console/token-new.mustache
#: templates/console/unit-edit.mustache templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache
msgid "Cancel"
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "A change counts for promises that start or go on after it. What citizens were told stays."
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache templates/console/news-topics.mustache
#: templates/console/partners.mustache templates/console/services.mustache
#: templates/console/tags.mustache templates/console/templates.mustache
#: templates/console/units.mustache
msgid "closed"
msgstr ""

#: templates/console/calendar-edit.mustache
#: templates/console/publication-edit.mustache
#: templates/console/routing-rule.mustache templates/console/staff.mustache
#: templates/part/person-addresses.mustache templates/part/promises.mustache
msgid "none"
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "Units that work by this calendar"
msgstr ""

#: templates/console/calendar-edit.mustache
msgid "Every unit works by it that has no calendar of its own."
msgstr ""

#: templates/console/calendars.mustache
msgid "Promises are counted in working time: only while a unit is at work."
msgstr ""

#: templates/console/calendars.mustache
msgid "Calendar"
msgstr ""

#: templates/console/calendars.mustache templates/console/unit-edit.mustache
#: templates/console/units.mustache templates/word/place.mustache
msgid "Units"
msgstr ""

#: templates/console/calendars.mustache
msgid "Now"
msgstr ""

#: templates/console/calendars.mustache
msgid "the body’s own"
msgstr ""

#: templates/console/calendars.mustache
msgid "at work"
msgstr ""

#: templates/console/calendars.mustache templates/part/promises.mustache
msgid "until"
msgstr ""

#: templates/console/case-print.mustache
#: templates/console/citizen-link.mustache
msgid "Back to the case"
msgstr ""

#: templates/console/case-print.mustache
msgid "Leave the notes out"
msgstr ""

#: templates/console/case-print.mustache
msgid "With the notes for staff"
msgstr ""

#: templates/console/case-print.mustache
#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache
#: templates/console/routing-replay.mustache templates/console/trail.mustache
#: templates/part/record.mustache
msgid "Print"
msgstr ""

#: templates/console/case-print.mustache
#: templates/console/routing-rule.mustache
#: templates/console/service-edit.mustache templates/console/services.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/console/units.mustache
#: templates/console/waiting.mustache templates/part/bulk.mustache
#: templates/part/case.mustache templates/part/person-cases.mustache
msgid "Unit"
msgstr ""

#: templates/console/case-print.mustache templates/part/bulk.mustache
#: templates/part/case.mustache
msgid "Officer"
msgstr ""

#: templates/console/case-print.mustache templates/part/case.mustache
msgid "nobody yet"
msgstr ""

#: templates/console/case-print.mustache templates/part/case.mustache
msgid "Opened"
msgstr ""

#: templates/console/case-print.mustache templates/part/desk.mustache
msgid "Linked"
msgstr ""

#: templates/console/case-print.mustache
msgid "Person"
msgstr ""

#: templates/console/case-print.mustache
msgid "to the citizen, by"
msgstr ""

#: templates/console/case-print.mustache
msgid "from the citizen, by"
msgstr ""

#: templates/console/case-print.mustache templates/part/note.mustache
msgid "Note, only for staff"
msgstr ""

#: templates/console/case-print.mustache templates/part/note.mustache
#: templates/part/print-said.mustache
msgid "entry {{index}}"
msgstr ""

#: templates/console/case-print.mustache
msgid "Internal consultations, not with the citizen"
msgstr ""

#: templates/console/case-print.mustache templates/part/message.mustache
#: templates/part/print-said.mustache templates/part/reply.mustache
msgid "Subject:"
msgstr ""

#: templates/console/case-print.mustache
msgid "to {{name}}, not to the citizen, by"
msgstr ""

#: templates/console/case-print.mustache
msgid "to us, by"
msgstr ""

#: templates/console/case-print.mustache
msgid "Printed by {{printed_by}}"
msgstr ""

#: templates/console/case-print.mustache templates/console/journal.mustache
#: templates/part/record.mustache templates/word/place.mustache
msgid "Journal"
msgstr ""

#: templates/console/case-print.mustache templates/part/record.mustache
msgid "{{entries}} entry"
msgid_plural "{{entries}} entries"
msgstr[0] ""
msgstr[1] ""

#: templates/console/case-print.mustache templates/part/record.mustache
msgid "last is {{last_index}}"
msgstr ""

#: templates/console/case.mustache
msgid "This case has changed."
msgstr ""

#: templates/console/case.mustache templates/console/inbox.mustache
msgid "Show"
msgstr ""

#: templates/console/case.mustache
msgid "Messages and events"
msgstr ""

#: templates/console/case.mustache templates/part/row.mustache
msgid "{{names}} is answering"
msgid_plural "{{names}} are answering"
msgstr[0] ""
msgstr[1] ""

#: templates/console/case.mustache
msgid "<b>{{name}}</b> has a draft of a note"
msgstr ""

#: templates/console/case.mustache
msgid "<b>{{name}}</b> has a draft of a reply"
msgstr ""

#: templates/console/case.mustache
msgid "You may read this case, not answer it."
msgstr ""

#: templates/console/case.mustache
msgid "There is no address to answer to."
msgstr ""

#: templates/console/case.mustache
msgid "About this case"
msgstr ""

#: templates/console/channels.mustache templates/word/place.mustache
msgid "Channels"
msgstr ""

#: templates/console/channels.mustache templates/console/person.mustache
#: templates/console/unit-edit.mustache templates/console/units.mustache
#: templates/part/person-addresses.mustache
msgid "Addresses"
msgstr ""

#: templates/console/channels.mustache
msgid "Since the start"
msgstr ""

#: templates/console/channels.mustache
msgid "{{received}} received, {{refused}} refused, {{sent}} sent, {{failed}} not taken"
msgstr ""

#: templates/console/channels.mustache
msgid "Speaks"
msgstr ""

#: templates/console/channels.mustache
msgid "legacy, until {{goes}}"
msgstr ""

#: templates/console/channels.mustache
msgid "legacy"
msgstr ""

#: templates/console/channels.mustache
msgid "proposed"
msgstr ""

#: templates/console/channels.mustache
msgid "Can"
msgstr ""

#: templates/console/channels.mustache
msgid "Filters"
msgstr ""

#: templates/console/channels.mustache
msgid "Every message is checked before it becomes a case. If a filter does not answer, messages wait; none slips through."
msgstr ""

#: templates/console/channels.mustache
msgid "Down since"
msgstr ""

#: templates/console/channels.mustache
msgid "Messages checked"
msgstr ""

#: templates/console/channels.mustache templates/console/review.mustache
msgid "Waiting"
msgstr ""

#: templates/console/channels.mustache
msgid "Work that waits"
msgstr ""

#: templates/console/channels.mustache
msgid "Work"
msgstr ""

#: templates/console/channels.mustache
msgid "Tried without success"
msgstr ""

#: templates/console/channels.mustache
msgid "Due since"
msgstr ""

#: templates/console/channels.mustache
msgid "messages to be checked"
msgstr ""

#: templates/console/channels.mustache
msgid "messages to be sent"
msgstr ""

#: templates/console/citizen-link.mustache
msgid "A new link"
msgstr ""

#: templates/console/citizen-link.mustache
msgid "A new link for the citizen"
msgstr ""

#: templates/console/citizen-link.mustache
msgid "The old link and the old code open nothing any more. The new ones are shown only now: read them out, hand them over, or write them into your reply. Be sure first that you speak to the right person."
msgstr ""

#: templates/console/citizen-link.mustache
#: templates/console/news-topics.mustache
#: templates/console/sign-in-code.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/portal/find.mustache
msgid "Code"
msgstr ""

#: templates/console/citizen-link.mustache templates/part/desk.mustache
msgid "Link"
msgstr ""

#: templates/console/delegations.mustache templates/console/staff.mustache
msgid "Stand-ins"
msgstr ""

#: templates/console/delegations.mustache templates/console/staff-edit.mustache
#: templates/console/staff.mustache templates/console/units.mustache
#: templates/word/place.mustache
msgid "Staff"
msgstr ""

#: templates/console/delegations.mustache
msgid "Who decides in whose stead. People name them themselves; you can end them."
msgstr ""

#: templates/console/delegations.mustache
msgid "For whom"
msgstr ""

#: templates/console/delegations.mustache
msgid "Who decides"
msgstr ""

#: templates/console/delegations.mustache
msgid "Nobody decides in another’s stead. Whoever may approve something can name a colleague for some days, on the page “Waits for me”."
msgstr ""

#: templates/console/error.mustache
msgid "Go to the first page"
msgstr ""

#: templates/console/hand-over-preview.mustache
msgid "Check both letters"
msgstr ""

#: templates/console/hand-over-preview.mustache
msgid "1. To {{name}}, <b>not to the citizen</b>"
msgstr ""

#: templates/console/hand-over-preview.mustache
#: templates/console/preview.mustache templates/console/side-preview.mustache
msgid "nothing is sent yet"
msgstr ""

#: templates/console/hand-over-preview.mustache
msgid "2. To the citizen, {{name}}"
msgstr ""

#: templates/console/hand-over-preview.mustache
msgid "Why their data may go there:"
msgstr ""

#: templates/console/hand-over-preview.mustache templates/word/event.mustache
msgid "allowed by {{law}}"
msgstr ""

#: templates/console/hand-over-preview.mustache templates/word/event.mustache
msgid "the citizen agreed"
msgstr ""

#: templates/console/hand-over-preview.mustache
msgid "It is recorded. The case is then handed over and closed here."
msgstr ""

#: templates/console/hand-over-preview.mustache
msgid "Send both and hand over"
msgstr ""

#: templates/console/hand-over-preview.mustache
#: templates/console/preview.mustache templates/console/side-preview.mustache
#: templates/web/check.mustache
msgid "Change it"
msgstr ""

#: templates/console/hand-over-preview.mustache
msgid "Fingerprint of both letters:"
msgstr ""

#: templates/console/hand-over.mustache
msgid "Hand over to another body"
msgstr ""

#: templates/console/hand-over.mustache
msgid "Who takes it over"
msgstr ""

#: templates/console/hand-over.mustache
msgid "choose a body"
msgstr ""

#: templates/console/hand-over.mustache
msgid "Letter to them"
msgstr ""

#: templates/console/hand-over.mustache
msgid "The citizen reads it in the notice, so write in their language:"
msgstr ""

#: templates/console/hand-over.mustache
msgid "Why may their data go there?"
msgstr ""

#: templates/console/hand-over.mustache
msgid "It is recorded with the case. Without it nothing can be handed over."
msgstr ""

#: templates/console/hand-over.mustache
msgid "The citizen agreed"
msgstr ""

#: templates/console/hand-over.mustache
msgid "A law allows it"
msgstr ""

#: templates/console/hand-over.mustache
msgid "Which law"
msgstr ""

#: templates/console/hand-over.mustache
msgid "Preview of both letters"
msgstr ""

#: templates/console/hand-over.mustache
msgid "There is no other body in the directory yet."
msgstr ""

#: templates/console/hand-over.mustache
msgid "Add the first one"
msgstr ""

#: templates/console/hand-over.mustache
msgid "Ask your lead to add it."
msgstr ""

#: templates/console/inbox.mustache
msgid "Search: {{searched}}"
msgstr ""

#: templates/console/inbox.mustache templates/console/person-merge.mustache
#: templates/console/person.mustache
msgid "{{count}} case"
msgid_plural "{{count}} cases"
msgstr[0] ""
msgstr[1] ""

#: templates/console/inbox.mustache
msgid "the longest untouched:"
msgstr ""

#: templates/console/inbox.mustache
msgid "Promises"
msgstr ""

#: templates/console/inbox.mustache
msgid "{{count}} promise is overdue in the units that you lead."
msgid_plural "{{count}} promises are overdue in the units that you lead."
msgstr[0] ""
msgstr[1] ""

#: templates/console/inbox.mustache
msgid "Show the late cases"
msgstr ""

#: templates/console/inbox.mustache
msgid "Filter and sort"
msgstr ""

#: templates/console/inbox.mustache
msgid "State:"
msgstr ""

#: templates/console/inbox.mustache
msgid "new and open"
msgstr ""

#: templates/console/inbox.mustache templates/console/services.mustache
#: templates/console/word-lists.mustache
msgid "any"
msgstr ""

#: templates/console/inbox.mustache
msgid "Sort:"
msgstr ""

#: templates/console/inbox.mustache
msgid "longest untouched first"
msgstr ""

#: templates/console/inbox.mustache
msgid "newest first"
msgstr ""

#: templates/console/inbox.mustache
msgid "due first, only with a promise"
msgstr ""

#: templates/console/inbox.mustache
msgid "Channel:"
msgstr ""

#: templates/console/inbox.mustache
msgid "Unit:"
msgstr ""

#: templates/console/inbox.mustache
msgid "Tag:"
msgstr ""

#: templates/console/inbox.mustache
msgid "Language:"
msgstr ""

#: templates/console/inbox.mustache
msgid "Apply"
msgstr ""

#: templates/console/inbox.mustache
msgid "Something has changed in your lists."
msgstr ""

#: templates/console/inbox.mustache templates/console/person.mustache
#: templates/console/routing-replay.mustache templates/console/search.mustache
#: templates/console/tags.mustache templates/part/person-cases.mustache
msgid "Cases"
msgstr ""

#: templates/console/inbox.mustache
msgid "No case yet. Here is how the first one comes in"
msgstr ""

#: templates/console/inbox.mustache
msgid "Write a mail to <b>{{address}}</b> from any mail program."
msgstr ""

#: templates/console/inbox.mustache
msgid "Within a second it stands here, recorded and with a case reference."
msgstr ""

#: templates/console/inbox.mustache
msgid "Open it, take it, answer it. The sender gets your answer as an ordinary mail."
msgstr ""

#: templates/console/inbox.mustache
msgid "You have no cases"
msgstr ""

#: templates/console/inbox.mustache
msgid "Take one: open a case and press Take, or press <kbd class=\"key\">a</kbd> on it."
msgstr ""

#: templates/console/inbox.mustache
msgid "{{count}} case waits for someone to take it"
msgid_plural "{{count}} cases wait for someone to take them"
msgstr[0] ""
msgstr[1] ""

#: templates/console/inbox.mustache
msgid "Nothing is held"
msgstr ""

#: templates/console/inbox.mustache templates/console/review.mustache
msgid "When a filter asks for a person to look at a message, it waits here. Nothing is deleted and the sender is not told."
msgstr ""

#: templates/console/inbox.mustache
msgid "Nothing is late"
msgstr ""

#: templates/console/inbox.mustache
msgid "When a promise to a citizen is not kept in time, the case stands here until they are answered."
msgstr ""

#: templates/console/inbox.mustache
msgid "Nothing sleeps"
msgstr ""

#: templates/console/inbox.mustache
msgid "A case that has to wait for a day can sleep until then: open it, and choose “Let it sleep”. It comes back by itself."
msgstr ""

#: templates/console/inbox.mustache templates/word/clock.mustache
msgid "All done"
msgstr ""

#: templates/console/inbox.mustache
msgid "Every case here is answered or assigned. New ones announce themselves at the top."
msgstr ""

#: templates/console/inbox.mustache
msgid "No case matches"
msgstr ""

#: templates/console/inbox.mustache
msgid "Cases are found by their reference or by the mail address of who wrote. Check the spelling."
msgstr ""

#: templates/console/inbox.mustache
msgid "Show all cases without a filter"
msgstr ""

#: templates/console/inbox.mustache templates/console/review.mustache
#: templates/console/search.mustache templates/portal/news.mustache
msgid "Pages"
msgstr ""

#: templates/console/inbox.mustache
msgid "{{first}} to {{last}}"
msgstr ""

#: templates/console/inbox.mustache
msgid "Previous"
msgstr ""

#: templates/console/inbox.mustache templates/console/review.mustache
msgid "Next"
msgstr ""

#: templates/console/inbox.mustache templates/console/waiting.mustache
msgid "move"
msgstr ""

#: templates/console/inbox.mustache templates/layout/end.mustache
msgid "open the case"
msgstr ""

#: templates/console/inbox.mustache templates/layout/end.mustache
msgid "take the case"
msgstr ""

#: templates/console/inbox.mustache templates/console/waiting.mustache
msgid "all keys"
msgstr ""

#: templates/console/journal.mustache
msgid "{{size}} entries in {{year}}"
msgstr ""

#: templates/console/journal.mustache
msgid "Last checkpoint"
msgstr ""

#: templates/console/journal.mustache
msgid "Signed"
msgstr ""

#: templates/console/journal.mustache
msgid "{{covered}} entries."
msgstr ""

#: templates/console/journal.mustache
msgid "It fixes everything before it: whoever keeps a copy can later show that nothing was changed or taken away."
msgstr ""

#: templates/console/journal.mustache templates/part/record.mustache
msgid "Checkpoint"
msgstr ""

#: templates/console/journal.mustache
msgid "Download checkpoint"
msgstr ""

#: templates/console/journal.mustache
msgid "None yet: one is signed within ten seconds of a change."
msgstr ""

#: templates/console/journal.mustache
msgid "Key that signs it"
msgstr ""

#: templates/console/journal.mustache
msgid "Publish this line where Tribune cannot change it, for example in the official gazette."
msgstr ""

#: templates/console/journal.mustache
msgid "Key"
msgstr ""

#: templates/console/journal.mustache templates/console/trail.mustache
msgid "How to check a proof"
msgstr ""

#: templates/console/journal.mustache
msgid "Download an entry and its proof from the trail of a case."
msgstr ""

#: templates/console/journal.mustache
msgid "On the server, <b>tribune journal verify</b> checks the whole journal against all records."
msgstr ""

#: templates/console/journal.mustache
msgid "Anywhere else, the proof is checked with the entry and the key above alone."
msgstr ""

#: templates/console/journal.mustache
msgid "Proof and checkpoint are in open formats (C2SP tlog-proof, tlog-checkpoint and signed-note) that verifiers by others read, such as Go’s sumdb packages."
msgstr ""

#: templates/console/journal.mustache
msgid "Earlier years"
msgstr ""

#: templates/console/journal.mustache
msgid "Year"
msgstr ""

#: templates/console/journal.mustache
msgid "Entries"
msgstr ""

#: templates/console/news-topics.mustache
#: templates/console/publication-edit.mustache
#: templates/console/publications.mustache templates/portal/topics.mustache
msgid "Topics"
msgstr ""

#: templates/console/news-topics.mustache
#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
#: templates/console/publications.mustache templates/word/place.mustache
msgid "Publications"
msgstr ""

#: templates/console/news-topics.mustache
msgid "Readers follow them: each has a page and feeds in every language. A topic stays for good; a closed one is offered no more."
msgstr ""

#: templates/console/news-topics.mustache
msgid "New topic"
msgstr ""

#: templates/console/news-topics.mustache
msgid "It stands in addresses: small letters, digits and hyphens."
msgstr ""

#: templates/console/news-topics.mustache
msgid "Name in {{language_name}}"
msgstr ""

#: templates/console/news-topics.mustache
#: templates/console/partner-edit.mustache
#: templates/console/template-edit.mustache
msgid "Closed: no longer offered"
msgstr ""

#: templates/console/news-topics.mustache
msgid "No topic yet. Take what people ask for: roads, waste, schools, the river."
msgstr ""

#: templates/console/partner-edit.mustache templates/console/partners.mustache
msgid "Add a body"
msgstr ""

#: templates/console/partner-edit.mustache templates/console/partners.mustache
#: templates/word/place.mustache
msgid "Other bodies"
msgstr ""

#: templates/console/partner-edit.mustache
msgid "As citizens know it"
msgstr ""

#: templates/console/partner-edit.mustache templates/part/side-form.mustache
msgid "Mail address"
msgstr ""

#: templates/console/partner-edit.mustache
msgid "Where officers’ questions and handed over cases go"
msgstr ""

#: templates/console/partner-edit.mustache templates/console/partners.mustache
msgid "What citizens are told"
msgstr ""

#: templates/console/partner-edit.mustache
msgid "How they reach this body: telephone, website, hours. It stands in the notice when a case is handed over."
msgstr ""

#: templates/console/partners.mustache
msgid "Who officers ask, and who they hand cases over to."
msgstr ""

#: templates/console/partners.mustache templates/console/unit-edit.mustache
#: templates/console/webhook-edit.mustache templates/console/webhooks.mustache
#: templates/part/person-addresses.mustache
msgid "Address"
msgstr ""

#: templates/console/partners.mustache
msgid "nothing yet"
msgstr ""

#: templates/console/partners.mustache
msgid "No other body yet. Add who owns the roads, the water or the lamps that are not yours: then a case is handed over with two letters and one button."
msgstr ""

#: templates/console/password.mustache templates/layout/top.mustache
msgid "Change password"
msgstr ""

#: templates/console/password.mustache
msgid "Choose your own password before you go on."
msgstr ""

#: templates/console/password.mustache templates/part/current-password.mustache
msgid "Your password now"
msgstr ""

#: templates/console/password.mustache
msgid "New password"
msgstr ""

#: templates/console/password.mustache
msgid "Four unrelated words are easy to keep in mind and hard to guess."
msgstr ""

#: templates/console/password.mustache
msgid "At least {{least}} character."
msgid_plural "At least {{least}} characters."
msgstr[0] ""
msgstr[1] ""

#: templates/console/person-merge.mustache
msgid "Are these one person?"
msgstr ""

#: templates/console/person-merge.mustache
msgid "This moves:"
msgstr ""

#: templates/console/person-merge.mustache
msgid "And {{hidden}} case that is not shown here"
msgid_plural "And {{hidden}} cases that are not shown here"
msgstr[0] ""
msgstr[1] ""

#: templates/console/person-merge.mustache
msgid "To this person, who stays:"
msgstr ""

#: templates/console/person-merge.mustache
msgid "{{identities}} address"
msgid_plural "{{identities}} addresses"
msgstr[0] ""
msgstr[1] ""

#: templates/console/person-merge.mustache
msgid "Later mail from these addresses belongs to the person who stays; their name and preferences stay as they are. Whoever has a link to the page of a case sees there what both wrote in it. Cases stay in their units."
msgstr ""

#: templates/console/person-merge.mustache
msgid "How do you know that they are one person?"
msgstr ""

#: templates/console/person-merge.mustache
msgid "Colleagues read it. A like name alone is no reason."
msgstr ""

#: templates/console/person-merge.mustache templates/part/desk.mustache
msgid "Merge"
msgstr ""

#: templates/console/person.mustache
msgid "Known since"
msgstr ""

#: templates/console/person.mustache
msgid "writes in"
msgstr ""

#: templates/console/person.mustache
msgid "These are of the newest 200. Older ones are found by searching."
msgstr ""

#: templates/console/person.mustache
msgid "How they want to be written to"
msgstr ""

#: templates/console/person.mustache templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache
#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache templates/layout/portal-top.mustache
#: templates/layout/top.mustache src/policy/policy-input.c
msgid "Language"
msgstr ""

#: templates/console/person.mustache
msgid "the one they write in"
msgstr ""

#: templates/console/person.mustache
msgid "the way they wrote"
msgstr ""

#: templates/console/person.mustache
msgid "Found to be the same person"
msgstr ""

#: templates/console/person.mustache templates/part/desk.mustache
msgid "Undo the merge"
msgstr ""

#: templates/console/person.mustache
msgid "Merge with another person"
msgstr ""

#: templates/console/person.mustache
msgid "When one person is here twice. The other’s addresses and cases come to this page. Before anything happens you see what moves; you can undo it."
msgstr ""

#: templates/console/person.mustache
msgid "An address of the other, or the reference of a case of theirs"
msgstr ""

#: templates/console/person.mustache
msgid "Show what would move"
msgstr ""

#: templates/console/policy-replay.mustache
#: templates/console/routing-replay.mustache
msgid "Replay"
msgstr ""

#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache templates/console/policy.mustache
#: templates/word/place.mustache
msgid "Policy"
msgstr ""

#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache templates/console/policy.mustache
#: templates/console/routing-versions.mustache
#: templates/console/routing.mustache
msgid "version {{number}}"
msgstr ""

#: templates/console/policy-replay.mustache
msgid "Past decisions that were made again: <b>{{compared}}</b>. Would have come out otherwise: <b>{{changed}}</b>. Nothing of the past is changed."
msgstr ""

#: templates/console/policy-replay.mustache
msgid "Time was up before all of them were compared. Try again when less is going on, or use the command line."
msgstr ""

#: templates/console/policy-replay.mustache
msgid "Nothing would have come out otherwise."
msgstr ""

#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache
#: templates/console/routing-replay.mustache
msgid "becomes"
msgstr ""

#: templates/console/policy-replay.mustache
msgid "How often each came, and would have come"
msgstr ""

#: templates/console/policy-replay.mustache
msgid "Output"
msgstr ""

#: templates/console/policy-replay.mustache
msgid "Came"
msgstr ""

#: templates/console/policy-replay.mustache
msgid "Would have come"
msgstr ""

#: templates/console/policy-replay.mustache
msgid "Back to the version"
msgstr ""

#: templates/console/policy-version.mustache
msgid "For everything that happens exactly one rule must hold. Where none does, or two do, it is held and somebody decides."
msgstr ""

#: templates/console/policy-version.mustache
msgid "All rules that hold count together. Their order means nothing."
msgstr ""

#: templates/console/policy-version.mustache
msgid "On its way"
msgstr ""

#: templates/console/policy-version.mustache templates/part/emergency.mustache
msgid "agreed"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Nothing is wrong: go on"
msgstr ""

#: templates/console/policy-version.mustache
msgid "See what it would have changed"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Agree to this version"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Put in force"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Give it up"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Why go back to this version?"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Put in force again"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Begin a new version from this one"
msgstr ""

#: templates/console/policy-version.mustache templates/console/routing.mustache
msgid "What changes, and why?"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Begin"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Of {{compared}} past decision"
msgid_plural "Of {{compared}} past decisions"
msgstr[0] ""
msgstr[1] ""

#: templates/console/policy-version.mustache
msgid "{{changed}} would have come out otherwise."
msgid_plural "{{changed}} would have come out otherwise."
msgstr[0] ""
msgstr[1] ""

#: templates/console/policy-version.mustache
msgid "What was looked at"
msgstr ""

#: templates/console/policy-version.mustache
msgid "fine"
msgstr ""

#: templates/console/policy-version.mustache
msgid "No gap, no overlap, every example comes out as it should."
msgstr ""

#: templates/console/policy-version.mustache
msgid "mend this"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache templates/console/routing.mustache
msgid "look here"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Rules"
msgstr ""

#: templates/console/policy-version.mustache
msgid "There is no rule yet."
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/routing-replay.mustache
msgid "Rule"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Then"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/word-lists.mustache
msgid "holds"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache
msgid "Yes:"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache
msgid "No:"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Nobody knows:"
msgstr ""

#: templates/console/policy-version.mustache
msgid "In words"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/routing-rule.mustache templates/console/routing.mustache
msgid "Add a rule"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Ask something else too"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Add the column"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Remove the column “{{title}}”"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Rule “{{id}}”"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Short name"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Small letters, digits and hyphens: special-content. Decisions name it."
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/routing-rule.mustache
msgid "When all of this is so"
msgstr ""

#: templates/console/policy-version.mustache
msgid "The table asks nothing yet, so the rule always holds. Add a column first."
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/unit-edit.mustache
msgid "Channel"
msgstr ""

#: templates/console/policy-version.mustache
msgid "same, preferred, any, or the name of a channel; several with +"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Else"
msgstr ""

#: templates/console/policy-version.mustache
msgid "where the first cannot carry it or does not reach the citizen"
msgstr ""

#: templates/console/policy-version.mustache src/policy/policy-words-rule.c
msgid "What must be done"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Several with commas: four-eyes, review:UNIT, record-class:CODE, add-notice:CODE, no-public-reply, offer-appeal, translate, answer-within:DAYS"
msgstr ""

#: templates/console/policy-version.mustache
msgid "What becomes of it"
msgstr ""

#: templates/console/policy-version.mustache
msgid "pass, label:CODE or hold:CODE"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Why this rule?"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Keep the rule"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Remove the rule"
msgstr ""

#: templates/console/policy-version.mustache
msgid "What if …"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Keep it as an example: what is it?"
msgstr ""

#: templates/console/policy-version.mustache
msgid "What should come out"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Keep the example"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache
msgid "nobody knows"
msgstr ""

#: templates/console/policy-version.mustache
msgid "See which rule holds"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Examples"
msgstr ""

#: templates/console/policy-version.mustache
msgid "as it should"
msgstr ""

#: templates/console/policy-version.mustache
msgid "otherwise"
msgstr ""

#: templates/console/policy-version.mustache
msgid "should give"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/console/webhook-edit.mustache templates/part/reply.mustache
msgid "Remove"
msgstr ""

#: templates/console/policy-version.mustache
msgid "What is different from version {{base}}"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache templates/word/state.mustache
msgid "new"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache
msgid "removed"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache templates/word/outcome.mustache
msgid "changed"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache
msgid "Before:"
msgstr ""

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache
msgid "Now:"
msgstr ""

#: templates/console/policy-version.mustache
msgid "Digest of the table:"
msgstr ""

#: templates/console/policy.mustache
msgid "Three tables say which channel is used when, what must be done before something leaves, and what is held. A new version comes into force when nothing is wrong with it, somebody saw what it would have changed, and two persons agreed."
msgstr ""

#: templates/console/policy.mustache templates/console/routing-version.mustache
#: templates/word/policy-state.mustache
msgid "in force"
msgstr ""

#: templates/console/policy.mustache
msgid "No rule yet: everything is held, because nothing says by which channel it goes."
msgstr ""

#: templates/console/policy.mustache
msgid "No rule yet: nothing is asked before an answer leaves. A first rule may ask for the agreement of a lawyer where an answer has legal effect."
msgstr ""

#: templates/console/policy.mustache
msgid "No rule yet: what filters say stands. A first rule may hold what comes with files at night."
msgstr ""

#: templates/console/policy.mustache
msgid "In work"
msgstr ""

#: templates/console/policy.mustache templates/console/routing-version.mustache
#: templates/console/routing-versions.mustache
#: templates/console/routing.mustache
msgid "History"
msgstr ""

#: templates/console/preview.mustache
msgid "Check your reply"
msgstr ""

#: templates/console/preview.mustache
msgid "This leaves to {{to}}, by"
msgstr ""

#: templates/console/preview.mustache templates/part/reply.mustache
#: templates/part/sheet.mustache
msgid "Attached files"
msgstr ""

#: templates/console/preview.mustache templates/part/sheet.mustache
msgid "The formatted version, for programs that show it"
msgstr ""

#: templates/console/preview.mustache
msgid "Formatted version of your reply"
msgstr ""

#: templates/console/preview.mustache templates/console/side-preview.mustache
msgid "Fingerprint of exactly this text, these files and these recipients:"
msgstr ""

#: templates/console/preview.mustache
msgid "Send to {{to}}"
msgstr ""

#: templates/console/preview.mustache
msgid "The case then becomes:"
msgstr ""

#: templates/console/preview.mustache templates/console/side-preview.mustache
msgid "Why may you send this?"
msgstr ""

#: templates/console/preview.mustache
msgid "Officers release replies in cases of their own unit. The decision is recorded with the reply."
msgstr ""

#: templates/console/publication-edit.mustache
msgid "New publication"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Edit publication"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "This is in review or approved. When you save a change, approvals no longer count and it has to be reviewed again."
msgstr ""

#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
msgid "What is corrected, and why?"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Readers see it with the date."
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Summary in a sentence"
msgstr ""

#: templates/console/publication-edit.mustache
#: templates/console/routing-try.mustache
#: templates/console/template-edit.mustache
#: templates/word/publication-part.mustache
msgid "Text"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Markdown: ## for a heading, - for a list, **bold**, [words](https://…) for a link."
msgstr ""

#: templates/console/publication-edit.mustache
#: templates/word/publication-part.mustache
msgid "What happens"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "In a word or two: Flood, Gas leak."
msgstr ""

#: templates/console/publication-edit.mustache
#: templates/word/publication-part.mustache
msgid "What people should do"
msgstr ""

#: templates/console/publication-edit.mustache
#: templates/word/publication-part.mustache
msgid "Where it holds"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "For warning systems"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Area on the map, if you have it"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Points as latitude,longitude with a blank between them, the last like the first."
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Or a circle"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "latitude,longitude and kilometres"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "When, and about what"
msgstr ""

#: templates/console/publication-edit.mustache
#: templates/console/routing-rule.mustache templates/console/services.mustache
#: templates/part/promises.mustache
msgid "Service"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Leaves by itself at"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Empty: when somebody presses the button after approval. More than 15 minutes late, it does not leave and asks."
msgstr ""

#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
msgid "No longer current after"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Case that asked for it"
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Its number. Readers never see it."
msgstr ""

#: templates/console/publication-edit.mustache
msgid "Save and see it"
msgstr ""

#: templates/console/publication.mustache
msgid "version {{version}}"
msgstr ""

#: templates/console/publication.mustache
msgid "It cannot leave like this."
msgstr ""

#: templates/console/publication.mustache
msgid "What is corrected, and why"
msgstr ""

#: templates/console/publication.mustache
msgid "Why it is withdrawn"
msgstr ""

#: templates/console/publication.mustache
msgid "What changed since version {{against}}"
msgstr ""

#: templates/console/publication.mustache
msgid "No words changed."
msgstr ""

#: templates/console/publication.mustache
msgid "Exactly this leaves"
msgstr ""

#: templates/console/publication.mustache
msgid "As programs get it"
msgstr ""

#: templates/console/publication.mustache
msgid "Approval"
msgstr ""

#: templates/console/publication.mustache
msgid "{{approved}} of {{needed}} approvals."
msgstr ""

#: templates/console/publication.mustache templates/part/emergency.mustache
msgid "You decide in the stead of {{stead}}. Both names are recorded."
msgstr ""

#: templates/console/publication.mustache templates/part/emergency.mustache
msgid "Comment"
msgstr ""

#: templates/console/publication.mustache
msgid "Needed when you return or refuse it."
msgstr ""

#: templates/console/publication.mustache
msgid "Approve"
msgstr ""

#: templates/console/publication.mustache
msgid "Return"
msgstr ""

#: templates/console/publication.mustache
msgid "Refuse"
msgstr ""

#: templates/console/publication.mustache
msgid "Fingerprint of exactly what leaves:"
msgstr ""

#: templates/console/publication.mustache
msgid "What next"
msgstr ""

#: templates/console/publication.mustache
msgid "Leaves by itself:"
msgstr ""

#: templates/console/publication.mustache
msgid "Its time has passed, so it did not leave. Take it back, choose another time or none, and send it for review again."
msgstr ""

#: templates/console/publication.mustache
msgid "Asked for in"
msgstr ""

#: templates/console/publication.mustache
msgid "See it as readers do"
msgstr ""

#: templates/console/publication.mustache
msgid "Send for review"
msgstr ""

#: templates/console/publication.mustache
msgid "Release now"
msgstr ""

#: templates/console/publication.mustache
msgid "Edit"
msgstr ""

#: templates/console/publication.mustache
msgid "Take it back"
msgstr ""

#: templates/console/publication.mustache
msgid "Give it up; what is public stays"
msgstr ""

#: templates/console/publication.mustache
msgid "It cannot wait: release it without review"
msgstr ""

#: templates/console/publication.mustache
msgid "Everybody can read it at once. Your name and the reason are recorded, and two others must review it afterwards."
msgstr ""

#: templates/console/publication.mustache
msgid "Why can it not wait?"
msgstr ""

#: templates/console/publication.mustache
msgid "Release without review"
msgstr ""

#: templates/console/publication.mustache
msgid "Correct it"
msgstr ""

#: templates/console/publication.mustache
msgid "Begin the correction"
msgstr ""

#: templates/console/publication.mustache
msgid "Withdraw it"
msgstr ""

#: templates/console/publication.mustache
msgid "Why? Readers see it."
msgstr ""

#: templates/console/publication.mustache
msgid "Send the withdrawal for review"
msgstr ""

#: templates/console/publication.mustache
msgid "Decisions"
msgstr ""

#: templates/console/publication.mustache
msgid "approved"
msgstr ""

#: templates/console/publication.mustache
msgid "returned it"
msgstr ""

#: templates/console/publication.mustache
msgid "refused it"
msgstr ""

#: templates/console/publication.mustache templates/console/waiting.mustache
#: templates/part/emergency.mustache
msgid "in the stead of {{stead}}"
msgstr ""

#: templates/console/publication.mustache
msgid "no longer counts"
msgstr ""

#: templates/console/publication.mustache
msgid "may approve no more: does not count"
msgstr ""

#: templates/console/publication.mustache
msgid "What was public"
msgstr ""

#: templates/console/publication.mustache
msgid "released"
msgstr ""

#: templates/console/publication.mustache templates/portal/news.mustache
msgid "corrected"
msgstr ""

#: templates/console/publication.mustache templates/portal/news.mustache
#: templates/word/delivery.mustache templates/word/publication-state.mustache
#: templates/word/state.mustache
msgid "withdrawn"
msgstr ""

#: templates/console/publications.mustache
msgid "What we say to everybody. Nothing leaves before somebody else has approved it."
msgstr ""

#: templates/console/publications.mustache
msgid "Write news"
msgstr ""

#: templates/console/publications.mustache
#: templates/word/publication-kind.mustache
msgid "Public notice"
msgstr ""

#: templates/console/publications.mustache
#: templates/console/webhook-edit.mustache templates/part/hit.mustache
#: templates/word/publication-kind.mustache
msgid "Answer"
msgstr ""

#: templates/console/publications.mustache
#: templates/word/publication-kind.mustache
msgid "Alert"
msgstr ""

#: templates/console/publications.mustache
msgid "Kind"
msgstr ""

#: templates/console/publications.mustache
msgid "Languages"
msgstr ""

#: templates/console/publications.mustache templates/console/waiting.mustache
msgid "Author"
msgstr ""

#: templates/console/publications.mustache templates/console/templates.mustache
#: templates/console/word-lists.mustache
msgid "Changed"
msgstr ""

#: templates/console/publications.mustache
msgid "released without review"
msgstr ""

#: templates/console/publications.mustache
msgid "Nothing is published yet. Write a first piece of news; a colleague reads and approves exactly what will leave, and then it stands on the citizens’ pages and in the feeds."
msgstr ""

#: templates/console/publications.mustache templates/portal/news.mustache
msgid "Newer"
msgstr ""

#: templates/console/publications.mustache templates/console/reads.mustache
#: templates/console/search.mustache templates/portal/news.mustache
msgid "Older"
msgstr ""

#: templates/console/reads.mustache templates/word/place.mustache
msgid "Look-ups"
msgstr ""

#: templates/console/reads.mustache
msgid "Who searched for what, and who looked at the page of which person, programs too. Each stands in the journal; what was searched for is sealed there."
msgstr ""

#: templates/console/reads.mustache
msgid "Show everybody’s"
msgstr ""

#: templates/console/reads.mustache
msgid "Look-ups, newest first"
msgstr ""

#: templates/console/reads.mustache templates/console/routing-versions.mustache
#: templates/console/trail.mustache
msgid "Time"
msgstr ""

#: templates/console/reads.mustache templates/console/trail.mustache
#: templates/console/waiting.mustache
msgid "What"
msgstr ""

#: templates/console/reads.mustache
msgid "Entry in the journal"
msgstr ""

#: templates/console/reads.mustache src/channels/program/program.c
msgid "program"
msgstr ""

#: templates/console/reads.mustache
msgid "Searched for"
msgstr ""

#: templates/console/reads.mustache
msgid "Looked at the page of"
msgstr ""

#: templates/console/reads.mustache
msgid "a person without a name"
msgstr ""

#: templates/console/reads.mustache
msgid "Nobody has looked anything up yet. When somebody searches, or opens the page of a person, it stands here."
msgstr ""

#: templates/console/review.mustache templates/word/place.mustache
msgid "Review queue"
msgstr ""

#: templates/console/review.mustache
msgid "{{waiting}} message waits for a decision"
msgid_plural "{{waiting}} messages wait for a decision"
msgstr[0] ""
msgstr[1] ""

#: templates/console/review.mustache
msgid "What a filter holds waits here until somebody has read it: four working hours at most. Nothing is deleted, and the sender is not told. Your reason is recorded in the journal with your name."
msgstr ""

#: templates/console/review.mustache
msgid "Lists"
msgstr ""

#: templates/console/review.mustache
msgid "Kept held"
msgstr ""

#: templates/console/review.mustache
msgid "Messages of one flood"
msgstr ""

#: templates/console/review.mustache
msgid "{{count}} message with nearly the same text"
msgid_plural "{{count}} messages with nearly the same text"
msgstr[0] ""
msgstr[1] ""

#: templates/console/review.mustache
msgid "To be decided:"
msgstr ""

#: templates/console/review.mustache
msgid "The first of them:"
msgstr ""

#: templates/console/review.mustache src/mediation/filing.c
msgid "(no subject)"
msgstr ""

#: templates/console/review.mustache
msgid "Look at each of them"
msgstr ""

#: templates/console/review.mustache
msgid "Let all {{shown}} through"
msgstr ""

#: templates/console/review.mustache
msgid "Keep all {{shown}} held"
msgstr ""

#: templates/console/review.mustache
msgid "Harmful software"
msgstr ""

#: templates/console/review.mustache
msgid "Kept held by {{by}}"
msgstr ""

#: templates/console/review.mustache templates/part/held.mustache
msgid "Let it through"
msgstr ""

#: templates/console/review.mustache templates/part/held.mustache
msgid "Keep it held"
msgstr ""

#: templates/console/review.mustache
msgid "Nothing is kept held"
msgstr ""

#: templates/console/review.mustache templates/console/waiting.mustache
msgid "Nothing waits for you"
msgstr ""

#: templates/console/routing-replay.mustache
#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
#: templates/console/routing-version.mustache
#: templates/console/routing-versions.mustache
#: templates/console/routing.mustache templates/word/place.mustache
msgid "Routing"
msgstr ""

#: templates/console/routing-replay.mustache
msgid "your draft against the rules in force"
msgstr ""

#: templates/console/routing-replay.mustache
msgid "You have no draft: these are the rules in force."
msgstr ""

#: templates/console/routing-replay.mustache
msgid "Of the last <b>{{messages}}</b> message that opened a case,"
msgid_plural "Of the last <b>{{messages}}</b> messages that opened a case,"
msgstr[0] ""
msgstr[1] ""

#: templates/console/routing-replay.mustache
msgid "<b>{{changed_shown}}</b> would be treated otherwise. Nothing is changed by looking."
msgid_plural "<b>{{changed_shown}}</b> would be treated otherwise. Nothing is changed by looking."
msgstr[0] ""
msgstr[1] ""

#: templates/console/routing-replay.mustache
msgid "The text of {{erased}} is destroyed, so its words count as not there."
msgid_plural "The text of {{erased}} is destroyed, so their words count as not there."
msgstr[0] ""
msgstr[1] ""

#: templates/console/routing-replay.mustache
msgid "Time was up before all of them were compared."
msgstr ""

#: templates/console/routing-replay.mustache
msgid "{{shown}} case"
msgid_plural "{{shown}} cases"
msgstr[0] ""
msgstr[1] ""

#: templates/console/routing-replay.mustache
msgid "rule “{{old}}”"
msgstr ""

#: templates/console/routing-replay.mustache
msgid "no rule"
msgstr ""

#: templates/console/routing-replay.mustache
msgid "rule “{{now}}”"
msgstr ""

#: templates/console/routing-replay.mustache
msgid "These are the newest of them."
msgstr ""

#: templates/console/routing-replay.mustache
msgid "Nothing would change."
msgstr ""

#: templates/console/routing-replay.mustache
msgid "How often each rule decides"
msgstr ""

#: templates/console/routing-replay.mustache
#: templates/console/routing-try.mustache
#: templates/console/routing-version.mustache
#: templates/console/routing.mustache templates/console/word-lists.mustache
#: templates/part/rule-line.mustache templates/word/hook-state.mustache
msgid "off"
msgstr ""

#: templates/console/routing-replay.mustache
msgid "no rule: where the address leads"
msgstr ""

#: templates/console/routing-replay.mustache
#: templates/console/routing-try.mustache
msgid "Back to the rules"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Name of the rule"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Cases say which rule it was: “Potholes”, “Bins, in German”."
msgstr ""

#: templates/console/routing-rule.mustache
msgid "switched off for now"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "What you leave empty does not matter."
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Look for words in"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "subject and text"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "the subject only"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "the text only"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "At least one of these"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "One word or phrase on each line. Whole words, capital or small; a star at the end stands for any ending: pothole*"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Each of these"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Anywhere in the message, in any order."
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "Sent to"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Its code, several with commas: de, pl"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "More conditions"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "None of these words"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "One word or phrase on each line."
msgstr ""

#: templates/console/routing-rule.mustache
msgid "From one of these"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Addresses or whole domains, one on each line: school.example"
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "Who writes"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "anybody"
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "somebody we know"
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "somebody new"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "How it came in"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "in any way"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "only we can read it"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "everybody can read it"
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "A filter says"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Its label, several with commas."
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "When it came"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "By the calendar of the unit that the address leads to."
msgstr ""

#: templates/console/routing-rule.mustache
msgid "at any time"
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "within working hours"
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "outside working hours"
msgstr ""

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "The citizen chose"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Then the case gets"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "What you leave open stays as it would be without this rule."
msgstr ""

#: templates/console/routing-rule.mustache
msgid "where the address leads"
msgstr ""

#: templates/console/routing-rule.mustache templates/part/promises.mustache
msgid "Priority"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "as usual"
msgstr ""

#: templates/console/routing-rule.mustache templates/word/priority.mustache
msgid "normal"
msgstr ""

#: templates/console/routing-rule.mustache templates/word/priority.mustache
msgid "high"
msgstr ""

#: templates/console/routing-rule.mustache templates/word/priority.mustache
#: src/policy/routing-words.c
msgid "urgent"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Template for the answer"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "It is suggested to who answers, in the citizen’s language if there is one. Nothing leaves by itself."
msgstr ""

#: templates/console/routing-rule.mustache templates/console/tags.mustache
#: templates/part/desk.mustache templates/word/place.mustache
msgid "Tags"
msgstr ""

#: templates/console/routing-rule.mustache
msgid "Put into my draft"
msgstr ""

#: templates/console/routing-try.mustache templates/console/routing.mustache
msgid "Try a message"
msgstr ""

#: templates/console/routing-try.mustache
msgid "with the rules of your draft"
msgstr ""

#: templates/console/routing-try.mustache
msgid "with the rules in force"
msgstr ""

#: templates/console/routing-try.mustache
msgid "Rule {{number}} “{{rule}}” decides"
msgstr ""

#: templates/console/routing-try.mustache
msgid "No rule decides: it goes where the address leads"
msgstr ""

#: templates/console/routing-try.mustache
msgid "What the rule names does not take cases any more."
msgstr ""

#: templates/console/routing-try.mustache
msgid "decides"
msgstr ""

#: templates/console/routing-try.mustache
msgid "asks nothing, fits always"
msgstr ""

#: templates/console/routing-try.mustache
msgid "Subject"
msgstr ""

#: templates/console/routing-try.mustache
msgid "Type or paste. Nothing of it is kept."
msgstr ""

#: templates/console/routing-try.mustache
msgid "nothing"
msgstr ""

#: templates/console/routing-try.mustache
msgid "See what happens"
msgstr ""

#: templates/console/routing-version.mustache
msgid "Version {{version.number}} of the rules"
msgstr ""

#: templates/console/routing-version.mustache
msgid "version {{version.number}}"
msgstr ""

#: templates/console/routing-version.mustache
msgid "Go back to this version"
msgstr ""

#: templates/console/routing-version.mustache
#: templates/console/routing.mustache
msgid "saved by {{author}}"
msgstr ""

#: templates/console/routing-version.mustache
msgid "fingerprint"
msgstr ""

#: templates/console/routing-version.mustache
msgid "What it changed"
msgstr ""

#: templates/console/routing-version.mustache
msgid "Nothing: the rules are those of the version before."
msgstr ""

#: templates/console/routing-version.mustache
msgid "The rules"
msgstr ""

#: templates/console/routing-version.mustache
#: templates/console/routing.mustache
msgid "Rule {{number}}:"
msgstr ""

#: templates/console/routing-versions.mustache
msgid "History of the rules"
msgstr ""

#: templates/console/routing-versions.mustache
msgid "Versions, newest first"
msgstr ""

#: templates/console/routing-versions.mustache
msgid "Version"
msgstr ""

#: templates/console/routing.mustache
msgid "Your draft. In force:"
msgstr ""

#: templates/console/routing.mustache
msgid "A new case goes through the rules from the top. The first rule that fits decides; what no rule wants goes where its address leads."
msgstr ""

#: templates/console/routing.mustache
msgid "Your draft is not in force yet"
msgstr ""

#: templates/console/routing.mustache
msgid "Somebody saved other rules since you began."
msgstr ""

#: templates/console/routing.mustache
msgid "Below is how your draft differs from theirs. Discard it to begin from theirs, or keep yours and save it over them."
msgstr ""

#: templates/console/routing.mustache
msgid "Keep mine"
msgstr ""

#: templates/console/routing.mustache
msgid "{{count}} difference to the rules in force"
msgid_plural "{{count}} differences to the rules in force"
msgstr[0] ""
msgstr[1] ""

#: templates/console/routing.mustache
msgid "It stands in the history."
msgstr ""

#: templates/console/routing.mustache
msgid "Save and put in force"
msgstr ""

#: templates/console/routing.mustache
msgid "Replay the last 1,000"
msgstr ""

#: templates/console/routing.mustache
msgid "Discard the draft"
msgstr ""

#: templates/console/routing.mustache
msgid "No rules yet"
msgstr ""

#: templates/console/routing.mustache
msgid "Every case goes where its address leads. A first rule may send what speaks of potholes to the unit that mends roads, whatever address people found."
msgstr ""

#: templates/console/routing.mustache
msgid "Up"
msgstr ""

#: templates/console/routing.mustache
msgid "Move {{name}} up"
msgstr ""

#: templates/console/routing.mustache
msgid "Down"
msgstr ""

#: templates/console/routing.mustache
msgid "Move {{name}} down"
msgstr ""

#: templates/console/routing.mustache
msgid "Switch on"
msgstr ""

#: templates/console/routing.mustache
msgid "Switch off"
msgstr ""

#: templates/console/routing.mustache
msgid "Delete"
msgstr ""

#: templates/console/search.mustache
msgid "Search: {{typed}}"
msgstr ""

#: templates/console/search.mustache templates/layout/top.mustache
msgid "Search"
msgstr ""

#: templates/console/search.mustache
msgid "What was left out of the search"
msgstr ""

#: templates/console/search.mustache
msgid "Persons"
msgstr ""

#: templates/console/search.mustache
msgid "Nothing matches"
msgstr ""

#: templates/console/search.mustache
msgid "All words must be in one message, written as they are: <b>lamp</b> does not find <b>lamps</b>. Leave a word out, or write it another way."
msgstr ""

#: templates/console/search.mustache
msgid "Searched back to:"
msgstr ""

#: templates/console/search.mustache
msgid "Newest"
msgstr ""

#: templates/console/search.mustache
msgid "Search on"
msgstr ""

#: templates/console/search.mustache
msgid "That was all."
msgstr ""

#: templates/console/search.mustache
msgid "How to search"
msgstr ""

#: templates/console/search.mustache
msgid "What you type is looked for in messages, notes and answers, in titles and names of attachments, newest first. Capitals and accents do not matter. Narrow it with:"
msgstr ""

#: templates/console/search.mustache
msgid "high street"
msgstr ""

#: templates/console/search.mustache
msgid "in quotation marks: words that follow each other"
msgstr ""

#: templates/console/search.mustache
msgid "flood"
msgstr ""

#: templates/console/search.mustache
msgid "a minus: without this word; before an operator as well"
msgstr ""

#: templates/console/search.mustache
msgid "from:ada"
msgstr ""

#: templates/console/search.mustache
msgid "written by this name or address"
msgstr ""

#: templates/console/search.mustache
msgid "after:2026-10-01"
msgstr ""

#: templates/console/search.mustache
msgid "before:yesterday"
msgstr ""

#: templates/console/search.mustache
msgid "after:7d"
msgstr ""

#: templates/console/search.mustache
msgid "written from this day on, before that day, in the last seven days"
msgstr ""

#: templates/console/search.mustache
msgid "unit:highways"
msgstr ""

#: templates/console/search.mustache
msgid "cases of this unit"
msgstr ""

#: templates/console/search.mustache
msgid "is:open"
msgstr ""

#: templates/console/search.mustache
msgid "is:closed"
msgstr ""

#: templates/console/search.mustache
msgid "state:waiting-citizen"
msgstr ""

#: templates/console/search.mustache
msgid "what there is to do in the case"
msgstr ""

#: templates/console/search.mustache
msgid "is:held"
msgstr ""

#: templates/console/search.mustache
msgid "something in the case waits for review"
msgstr ""

#: templates/console/search.mustache
msgid "has:attachment"
msgstr ""

#: templates/console/search.mustache templates/part/hit.mustache
msgid "with a file"
msgstr ""

#: templates/console/search.mustache
msgid "channel:email"
msgstr ""

#: templates/console/search.mustache
msgid "lang:de"
msgstr ""

#: templates/console/search.mustache
msgid "how it came in, and in which language"
msgstr ""

#: templates/console/search.mustache
msgid "a case's reference alone goes straight there"
msgstr ""

#: templates/console/second-factor.mustache templates/layout/top.mustache
msgid "Second factor"
msgstr ""

#: templates/console/second-factor.mustache
msgid "Your codes on paper"
msgstr ""

#: templates/console/second-factor.mustache
msgid "From now on you sign in with a code as well. Print these ten codes or write them down, and keep them where your telephone is not. Each opens once. They are shown only now."
msgstr ""

#: templates/console/second-factor.mustache
msgid "I have them, go on"
msgstr ""

#: templates/console/second-factor.mustache
msgid "You sign in with your password and a code of your authenticator program."
msgstr ""

#: templates/console/second-factor.mustache
msgid "{{left}} of your codes on paper still opens."
msgid_plural "{{left}} of your codes on paper still open."
msgstr[0] ""
msgstr[1] ""

#: templates/console/second-factor.mustache
msgid "Remove it, or set up another"
msgstr ""

#: templates/console/second-factor.mustache
msgid "Remove the second factor"
msgstr ""

#: templates/console/second-factor.mustache
msgid "Here everybody signs in with a code as well. Set it up before you go on."
msgstr ""

#: templates/console/second-factor.mustache
msgid "Open an authenticator program on your telephone, for example one of those that your office recommends, and let it read this picture."
msgstr ""

#: templates/console/second-factor.mustache
msgid "Picture that the program reads. The text below says the same."
msgstr ""

#: templates/console/second-factor.mustache
msgid "Or type this into the program:"
msgstr ""

#: templates/console/second-factor.mustache
msgid "Type the six digits that it shows"
msgstr ""

#: templates/console/second-factor.mustache
msgid "Set up"
msgstr ""

#: templates/console/second-factor.mustache
msgid "Begin again with another picture"
msgstr ""

#: templates/console/second-factor.mustache
msgid "With a second factor nobody gets in with your password alone: you also type six digits that a program on your telephone makes, without a network."
msgstr ""

#: templates/console/second-factor.mustache
msgid "Set up a second factor"
msgstr ""

#: templates/console/service-edit.mustache templates/console/services.mustache
msgid "Add a service"
msgstr ""

#: templates/console/service-edit.mustache templates/console/services.mustache
#: templates/word/place.mustache
msgid "Services"
msgstr ""

#: templates/console/service-edit.mustache
msgid "As the public would say it: “Street lamp out”."
msgstr ""

#: templates/console/service-edit.mustache
msgid "Whose cases can be about this."
msgstr ""

#: templates/console/service-edit.mustache
msgid "any unit"
msgstr ""

#: templates/console/service-edit.mustache
msgid "First answer within, in working hours"
msgstr ""

#: templates/console/service-edit.mustache
msgid "Counted on the calendar of the unit: 8 is one day of 9 to 17. A receipt is no answer. Leave it empty when nothing is promised."
msgstr ""

#: templates/console/service-edit.mustache
msgid "All done within, in working hours"
msgstr ""

#: templates/console/service-edit.mustache
msgid "Until the case is closed. It stands still while it is the citizen’s turn."
msgstr ""

#: templates/console/service-edit.mustache templates/console/services.mustache
msgid "Promised by"
msgstr ""

#: templates/console/service-edit.mustache
msgid "The law, charter or decision that says so. Officers see it beside the case."
msgstr ""

#: templates/console/service-edit.mustache
msgid "Cases that have this service already keep what they were promised."
msgstr ""

#: templates/console/service-edit.mustache templates/console/unit-edit.mustache
msgid "Closed"
msgstr ""

#: templates/console/service-edit.mustache
msgid "Close this service"
msgstr ""

#: templates/console/service-edit.mustache
msgid "No case gets a closed service any more. Those that have it keep it, and their promise."
msgstr ""

#: templates/console/service-edit.mustache
msgid "Close the service"
msgstr ""

#: templates/console/service-edit.mustache templates/console/unit-edit.mustache
msgid "Open it again"
msgstr ""

#: templates/console/services.mustache
msgid "What citizens ask for, and by when they hear."
msgstr ""

#: templates/console/services.mustache
msgid "Working hours and days off"
msgstr ""

#: templates/console/services.mustache
msgid "First answer within"
msgstr ""

#: templates/console/services.mustache
msgid "All done within"
msgstr ""

#: templates/console/services.mustache
msgid "No service yet"
msgstr ""

#: templates/console/services.mustache
msgid "A service is what the public asks for: a street lamp, a residents’ permit, a bulky collection. Say for each by when people get an answer: Tribune counts the working hours and warns before a promise is broken."
msgstr ""

#: templates/console/services.mustache
msgid "Warn when this much of the time is left, in percent"
msgstr ""

#: templates/console/side-preview.mustache
msgid "Check what leaves"
msgstr ""

#: templates/console/side-preview.mustache
msgid "This leaves to {{name}}, <b>not to the citizen</b>"
msgstr ""

#: templates/console/side-preview.mustache
msgid "Send to {{name}}"
msgstr ""

#: templates/console/side-preview.mustache
msgid "The case then waits for the answer."
msgstr ""

#: templates/console/side-preview.mustache
msgid "Officers ask others about cases of their own unit. What you ask, and whom, is recorded with the case."
msgstr ""

#: templates/console/side.mustache
msgid "Internal consultation"
msgstr ""

#: templates/console/side.mustache templates/part/case-tabs.mustache
msgid "Internal consultations"
msgstr ""

#: templates/console/side.mustache
msgid "The citizen sees nothing of this page."
msgstr ""

#: templates/console/side.mustache
msgid "What is written here goes to the colleague or body that is asked, by mail, with a reply address of its own."
msgstr ""

#: templates/console/side.mustache
msgid "Nobody was asked yet. Ask a colleague, or the body that owns the road: their answer stands here, apart from the citizen’s conversation."
msgstr ""

#: templates/console/side.mustache
msgid "Ask somebody"
msgstr ""

#: templates/console/side.mustache
msgid "All consultations of this case"
msgstr ""

#: templates/console/sign-in-code.mustache
msgid "Enter your code"
msgstr ""

#: templates/console/sign-in-code.mustache
msgid "The six digits that your authenticator program shows now, or one of your codes on paper."
msgstr ""

#: templates/console/sign-in-code.mustache
msgid "Go on"
msgstr ""

#: templates/console/sign-in-code.mustache
msgid "Sign in as somebody else"
msgstr ""

#: templates/console/sign-in-code.mustache
msgid "Lost the program and the paper? An administrator can take the second factor away."
msgstr ""

#: templates/console/sign-in.mustache
msgid "Sign in"
msgstr ""

#: templates/console/sign-in.mustache
msgid "Password"
msgstr ""

#: templates/console/sign-in.mustache
msgid "Forgotten your password? An administrator can give you a new one."
msgstr ""

#: templates/console/staff-edit.mustache templates/console/staff.mustache
msgid "Add someone"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "First password"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Give it to the person by telephone or in person. It is shown only now, opens for three days, and must be changed at the first sign-in."
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Name, as citizens see it"
msgstr ""

#: templates/console/staff-edit.mustache templates/console/staff.mustache
msgid "Sign-in name"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "2 to 64 small letters, digits, dots and hyphens. It stays as it is."
msgstr ""

#: templates/console/staff-edit.mustache
msgid "In the units"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Officers read and answer the cases of the unit. Leads also give cases to others."
msgstr ""

#: templates/console/staff-edit.mustache templates/console/token-new.mustache
#: templates/console/webhook-edit.mustache
msgid "All units, also future ones"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "no role"
msgstr ""

#: templates/console/staff-edit.mustache templates/word/role.mustache
#: src/policy/policy-words.c
msgid "officer"
msgstr ""

#: templates/console/staff-edit.mustache templates/word/role.mustache
#: src/policy/policy-words.c
msgid "lead"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "For the whole body"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Access"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Give a new first password"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Take the second factor away"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Stop sign-in"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "Allow sign-in again"
msgstr ""

#: templates/console/staff-edit.mustache
msgid "A new password and stopping sign-in end all open sessions. Nobody is ever deleted: records name them."
msgstr ""

#: templates/console/staff.mustache
msgid "{{count}} person can sign in"
msgid_plural "{{count}} people can sign in"
msgstr[0] ""
msgstr[1] ""

#: templates/console/staff.mustache
msgid "Members of staff"
msgstr ""

#: templates/console/staff.mustache
msgid "Roles"
msgstr ""

#: templates/console/staff.mustache
msgid "Last signed in"
msgstr ""

#: templates/console/staff.mustache
msgid "cannot sign in"
msgstr ""

#: templates/console/staff.mustache templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/console/tokens.mustache
#: templates/console/webhooks.mustache
msgid "all units"
msgstr ""

#: templates/console/staff.mustache templates/console/tokens.mustache
msgid "never"
msgstr ""

#: templates/console/tags.mustache
msgid "Labels for cases, only for staff. A closed tag stays on its cases and is given to no more."
msgstr ""

#: templates/console/tags.mustache templates/part/desk.mustache
msgid "New tag"
msgstr ""

#: templates/console/tags.mustache templates/part/bulk.mustache
#: templates/part/desk.mustache
msgid "Tag"
msgstr ""

#: templates/console/tags.mustache
msgid "Action"
msgstr ""

#: templates/console/tags.mustache
msgid "Open again"
msgstr ""

#: templates/console/tags.mustache templates/layout/end.mustache
msgid "Close"
msgstr ""

#: templates/console/tags.mustache
msgid "No tag yet. Tags help to find cases of one kind again: “injury”, “press”, “contractor”."
msgstr ""

#: templates/console/template-edit.mustache
#: templates/console/templates.mustache
msgid "Add a template"
msgstr ""

#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/word/place.mustache
msgid "Templates"
msgstr ""

#: templates/console/template-edit.mustache
msgid "Rules name it so: small letters, digits and hyphens. The same code may have a text per unit and language."
msgstr ""

#: templates/console/template-edit.mustache
msgid "Known by itself: {case.reference} {person.name} {officer.name}. Asked when it is used: {due}, {ask text: What was repaired?} and {ask date: When does the crew come?}"
msgstr ""

#: templates/console/template-edit.mustache
msgid "Save as a new version"
msgstr ""

#: templates/console/template-edit.mustache
msgid "As the citizen sees it"
msgstr ""

#: templates/console/template-use.mustache
msgid "The template asks for this. Your draft is kept."
msgstr ""

#: templates/console/template-use.mustache
msgid "When is it due?"
msgstr ""

#: templates/console/template-use.mustache
msgid "What is the person called?"
msgstr ""

#: templates/console/template-use.mustache
msgid "Put it into the reply"
msgstr ""

#: templates/console/template-use.mustache
msgid "The template"
msgstr ""

#: templates/console/templates.mustache
msgid "Replies that are written often. Each version is kept."
msgstr ""

#: templates/console/templates.mustache
msgid "No template yet. Take a reply that you write every week, and put what changes in braces: <b>{person.name}</b>, <b>{ask date: When does the crew come?}</b>"
msgstr ""

#: templates/console/token-made.mustache templates/console/token-new.mustache
#: templates/console/tokens.mustache templates/word/place.mustache
msgid "Programs"
msgstr ""

#: templates/console/token-made.mustache
msgid "The token"
msgstr ""

#: templates/console/token-made.mustache
msgid "Copy it now into the settings of the program: it is never shown again. Whoever has it can do what the program may. If it is lost or seen by others, revoke it and make a new one."
msgstr ""

#: templates/console/token-made.mustache
msgid "I have copied it"
msgstr ""

#: templates/console/token-new.mustache templates/console/tokens.mustache
msgid "Make a token"
msgstr ""

#: templates/console/token-new.mustache
msgid "Name of the program"
msgstr ""

#: templates/console/token-new.mustache
msgid "It stands in the record of all that the program does."
msgstr ""

#: templates/console/token-new.mustache
msgid "What may it do?"
msgstr ""

#: templates/console/token-new.mustache
msgid "In which units?"
msgstr ""

#: templates/console/token-new.mustache templates/console/tokens.mustache
msgid "Acts for"
msgstr ""

#: templates/console/token-new.mustache
msgid "Then it may do no more than this person, and what it does is recorded as theirs by this program. Only then may it answer citizens."
msgstr ""

#: templates/console/token-new.mustache templates/console/tokens.mustache
#: templates/part/bulk.mustache
msgid "nobody"
msgstr ""

#: templates/console/token-new.mustache
msgid "At most two years from now. Empty: until somebody revokes it."
msgstr ""

#: templates/console/token-new.mustache templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache
msgid "Each change is recorded in the journal with your name."
msgstr ""

#: templates/console/tokens.mustache
msgid "Each program comes in with a token of its own."
msgstr ""

#: templates/console/tokens.mustache
msgid "Tokens of programs"
msgstr ""

#: templates/console/tokens.mustache
msgid "Program"
msgstr ""

#: templates/console/tokens.mustache
msgid "May"
msgstr ""

#: templates/console/tokens.mustache templates/console/webhooks.mustache
msgid "Where"
msgstr ""

#: templates/console/tokens.mustache
msgid "Ends"
msgstr ""

#: templates/console/tokens.mustache
msgid "Last used"
msgstr ""

#: templates/console/tokens.mustache
msgid "Revoke"
msgstr ""

#: templates/console/tokens.mustache
msgid "revoked"
msgstr ""

#: templates/console/tokens.mustache templates/part/delegation.mustache
msgid "over"
msgstr ""

#: templates/console/tokens.mustache
msgid "No program yet"
msgstr ""

#: templates/console/tokens.mustache
msgid "A telephone system, a website or a report can read and change cases through the interface for programs. Make a token for each, so that one can be revoked without the others."
msgstr ""

#: templates/console/trail.mustache templates/part/record.mustache
msgid "Trail"
msgstr ""

#: templates/console/trail.mustache
msgid "Trail of {{case.reference}}"
msgstr ""

#: templates/console/trail.mustache
msgid "{{count}} journal entry"
msgid_plural "{{count}} journal entries"
msgstr[0] ""
msgstr[1] ""

#: templates/console/trail.mustache
msgid "Each line is an entry of the append-only journal. Its proof shows to anyone that the entry was there at the checkpoint, and was not changed since."
msgstr ""

#: templates/console/trail.mustache
msgid "Last checkpoint:"
msgstr ""

#: templates/console/trail.mustache
msgid "{{size}} entries"
msgstr ""

#: templates/console/trail.mustache
msgid "download"
msgstr ""

#: templates/console/trail.mustache
msgid "Journal entries of this case, oldest first"
msgstr ""

#: templates/console/trail.mustache
msgid "Entry"
msgstr ""

#: templates/console/trail.mustache
msgid "Type"
msgstr ""

#: templates/console/trail.mustache
msgid "Proof"
msgstr ""

#: templates/console/trail.mustache
msgid "entry"
msgstr ""

#: templates/console/trail.mustache
msgid "proof"
msgstr ""

#: templates/console/trail.mustache
msgid "with the next checkpoint"
msgstr ""

#: templates/console/unit-edit.mustache templates/console/units.mustache
msgid "Add a unit"
msgstr ""

#: templates/console/unit-edit.mustache
msgid "Citizens see it beside the officer’s name."
msgstr ""

#: templates/console/unit-edit.mustache
msgid "What is written to them opens cases of this unit. The name is what citizens see as the sender."
msgstr ""

#: templates/console/unit-edit.mustache
msgid "Shown as"
msgstr ""

#: templates/console/unit-edit.mustache
msgid "Leads to"
msgstr ""

#: templates/console/unit-edit.mustache
msgid "No address leads here yet."
msgstr ""

#: templates/console/unit-edit.mustache
msgid "Add an address"
msgstr ""

#: templates/console/unit-edit.mustache
msgid "Close this unit"
msgstr ""

#: templates/console/unit-edit.mustache
msgid "A closed unit takes no new cases. What it has stays, and so do its staff. Its addresses must lead elsewhere first."
msgstr ""

#: templates/console/unit-edit.mustache
msgid "Close the unit"
msgstr ""

#: templates/console/units.mustache
msgid "A unit is a team that owns cases."
msgstr ""

#: templates/console/units.mustache
msgid "Open cases"
msgstr ""

#: templates/console/waiting.mustache
msgid "{{count}} decision waits for you"
msgid_plural "{{count}} decisions wait for you"
msgstr[0] ""
msgstr[1] ""

#: templates/console/waiting.mustache
msgid "What you may decide now, the longest waiting first"
msgstr ""

#: templates/console/waiting.mustache
msgid "Has waited"
msgstr ""

#: templates/console/waiting.mustache
msgid "Decided"
msgstr ""

#: templates/console/waiting.mustache
msgid "since"
msgstr ""

#: templates/console/waiting.mustache
msgid "leaves:"
msgstr ""

#: templates/console/waiting.mustache
msgid "{{approved}} of {{needed}}"
msgstr ""

#: templates/console/waiting.mustache
msgid "open it"
msgstr ""

#: templates/console/waiting.mustache
msgid "When a colleague sends something for review that you may decide on, it stands here, the longest waiting first. What you wrote yourself waits for others."
msgstr ""

#: templates/console/webhook-edit.mustache templates/console/webhooks.mustache
msgid "Add a webhook"
msgstr ""

#: templates/console/webhook-edit.mustache templates/console/webhooks.mustache
#: templates/word/place.mustache
msgid "Webhooks"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "The secret"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Copy it now into the system that listens: it is never shown again. With it that system sees that the news is ours."
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "News is signed with the old secret too, until"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Begins with https://. It must be reachable from the public network."
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "What does it tell?"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Of which unit?"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Switched on"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "What happens while it is off is not told later."
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "What was sent"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "What was sent, newest first"
msgstr ""

#: templates/console/webhook-edit.mustache templates/layout/portal-end.mustache
#: templates/portal/home.mustache templates/portal/news.mustache
#: src/channels/feed/feed-list.c
msgid "News"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Last attempt"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Attempts"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Send again"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "taken"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "on its way"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "failed"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Nothing in the last seven days."
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Test, secret, removal"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Send a test"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "Make a new secret"
msgstr ""

#: templates/console/webhook-edit.mustache
msgid "After a new secret the old one is good for a day longer. Removing also forgets what was sent."
msgstr ""

#: templates/console/webhooks.mustache
msgid "They tell other systems that something happened to a case, never what was written."
msgstr ""

#: templates/console/webhooks.mustache
msgid "nothing was taken since"
msgstr ""

#: templates/console/webhooks.mustache
msgid "No webhook yet"
msgstr ""

#: templates/console/webhooks.mustache
msgid "Add the address of a system that wants to know when a case is opened, changed or answered."
msgstr ""

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache
msgid "Add a list"
msgstr ""

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache templates/word/place.mustache
msgid "Word lists"
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "These look like topics, not like ways of speaking."
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "A list that holds messages for what they are about treats opinions differently, which a public body may not do. Use it to label at most, and better not at all."
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "Officers see it as the reason: “Threats against staff”."
msgstr ""

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache
msgid "Label"
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "A short word that rules can ask for: small letters, digits and hyphens."
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "What happens to a message with one of these words?"
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "It gets the label"
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "It waits in the review queue, with the label"
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "As a code, such as en. Texts in other languages are then left alone. Empty: every language."
msgstr ""

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache
msgid "Words"
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "One word or phrase a line; at most 5,000. Only whole words count, capitals do not. Lines that begin with # are remarks."
msgstr ""

#: templates/console/word-list-edit.mustache
msgid "Switched off: kept, but not used"
msgstr ""

#: templates/console/word-lists.mustache
msgid "A message with a word of a list gets its label, or waits until somebody has read it."
msgstr ""

#: templates/console/word-lists.mustache
msgid "List"
msgstr ""

#: templates/console/word-lists.mustache
msgid "Effect"
msgstr ""

#: templates/console/word-lists.mustache
msgid "topic words"
msgstr ""

#: templates/console/word-lists.mustache
msgid "labels"
msgstr ""

#: templates/console/word-lists.mustache
msgid "No list yet"
msgstr ""

#: templates/console/word-lists.mustache
msgid "A list is good for ways of speaking that need a quick or careful answer: threats, talk of self-harm, insults against staff. It is not for topics: what people write about is theirs to choose."
msgstr ""

#: templates/layout/end.mustache
msgid "Keys"
msgstr ""

#: templates/layout/end.mustache
msgid "next case in the list"
msgstr ""

#: templates/layout/end.mustache
msgid "previous case in the list"
msgstr ""

#: templates/layout/end.mustache
msgid "choose the case, for many at once"
msgstr ""

#: templates/layout/end.mustache
msgid "write a reply"
msgstr ""

#: templates/layout/end.mustache
msgid "write a note"
msgstr ""

#: templates/layout/end.mustache
msgid "change the state"
msgstr ""

#: templates/layout/end.mustache
msgid "give a tag"
msgstr ""

#: templates/layout/end.mustache
msgid "let the case sleep"
msgstr ""

#: templates/layout/end.mustache
msgid "print view"
msgstr ""

#: templates/layout/end.mustache
msgid "back to the unit’s list"
msgstr ""

#: templates/layout/end.mustache
msgid "search"
msgstr ""

#: templates/layout/end.mustache
msgid "my start page"
msgstr ""

#: templates/layout/end.mustache
msgid "my cases"
msgstr ""

#: templates/layout/end.mustache
msgid "unassigned cases"
msgstr ""

#: templates/layout/end.mustache
msgid "show this list"
msgstr ""

#: templates/layout/end.mustache
msgid "Switch single keys off in this browser"
msgstr ""

#: templates/layout/frame.mustache
msgid "Queues"
msgstr ""

#: templates/layout/frame.mustache templates/word/leaf.mustache
msgid "decision"
msgid_plural "decisions"
msgstr[0] ""
msgstr[1] ""

#: templates/layout/frame.mustache templates/word/leaf.mustache
msgid "case"
msgid_plural "cases"
msgstr[0] ""
msgstr[1] ""

#: templates/layout/frame.mustache
msgid "Also"
msgstr ""

#: templates/layout/portal-end.mustache templates/portal/home.mustache
#: templates/web/contact.mustache
msgid "Write to us"
msgstr ""

#: templates/layout/portal-end.mustache templates/portal/find.mustache
#: templates/portal/home.mustache
msgid "Find my case"
msgstr ""

#: templates/layout/portal-end.mustache templates/portal/privacy.mustache
#: templates/web/contact.mustache
msgid "Privacy"
msgstr ""

#: templates/layout/portal-end.mustache templates/portal/accessibility.mustache
msgid "Accessibility"
msgstr ""

#: templates/layout/portal-end.mustache templates/portal/reach.mustache
msgid "Telephone"
msgstr ""

#: templates/layout/portal-top.mustache templates/layout/top.mustache
msgid "Skip to the content"
msgstr ""

#: templates/layout/top.mustache
msgid "Words, name, address or case reference"
msgstr ""

#: templates/layout/top.mustache
msgid "Your account: {{name}}"
msgstr ""

#: templates/layout/top.mustache
msgid "Colours"
msgstr ""

#: templates/layout/top.mustache
msgid "as the device"
msgstr ""

#: templates/layout/top.mustache
msgid "light"
msgstr ""

#: templates/layout/top.mustache
msgid "dark"
msgstr ""

#: templates/layout/top.mustache
msgid "Sign out"
msgstr ""

#: templates/part/actions.mustache
msgid "Take"
msgstr ""

#: templates/part/actions.mustache
msgid "Take over"
msgstr ""

#: templates/part/actions.mustache
msgid "Mark as read"
msgstr ""

#: templates/part/actions.mustache
msgid "Hand over"
msgstr ""

#: templates/part/actions.mustache
msgid "To an officer"
msgstr ""

#: templates/part/actions.mustache templates/part/bulk.mustache
msgid "Give"
msgstr ""

#: templates/part/actions.mustache
msgid "Give back"
msgstr ""

#: templates/part/actions.mustache
msgid "To another unit"
msgstr ""

#: templates/part/actions.mustache templates/part/bulk.mustache
#: templates/part/desk.mustache
msgid "Why (colleagues read it)"
msgstr ""

#: templates/part/actions.mustache templates/part/bulk.mustache
msgid "Move"
msgstr ""

#: templates/part/actions.mustache
msgid "To another body, with a notice to the citizen"
msgstr ""

#: templates/part/actions.mustache
msgid "New state"
msgstr ""

#: templates/part/actions.mustache templates/part/bulk.mustache
#: templates/part/promises.mustache
msgid "Change"
msgstr ""

#: templates/part/actions.mustache
msgid "What is the case about?"
msgstr ""

#: templates/part/actions.mustache
msgid "Resolve"
msgstr ""

#: templates/part/actions.mustache
msgid "Reopen"
msgstr ""

#: templates/part/bulk.mustache
msgid "Change the chosen cases"
msgstr ""

#: templates/part/bulk.mustache
msgid "me"
msgstr ""

#: templates/part/bulk.mustache
msgid "Take away"
msgstr ""

#: templates/part/case-tabs.mustache
msgid "Conversations of this case"
msgstr ""

#: templates/part/case-tabs.mustache
msgid "With the citizen"
msgstr ""

#: templates/part/case-tabs.mustache
msgid "{{answered}} answered"
msgid_plural "{{answered}} answered"
msgstr[0] ""
msgstr[1] ""

#: templates/part/delegation.mustache
msgid "holds now"
msgstr ""

#: templates/part/delegation.mustache
msgid "to come"
msgstr ""

#: templates/part/delegation.mustache
msgid "ended early"
msgstr ""

#: templates/part/desk.mustache
msgid "Tags and related cases"
msgstr ""

#: templates/part/desk.mustache
msgid "This case is a duplicate. Everything said in it stands in"
msgstr ""

#: templates/part/desk.mustache
msgid "Sleeps until"
msgstr ""

#: templates/part/desk.mustache
msgid "Take the tag {{tag_name}} away"
msgstr ""

#: templates/part/desk.mustache
msgid "or a new tag"
msgstr ""

#: templates/part/desk.mustache
msgid "Add tag"
msgstr ""

#: templates/part/desk.mustache
msgid "Take the link away"
msgstr ""

#: templates/part/desk.mustache
msgid "Merged into this case"
msgstr ""

#: templates/part/desk.mustache
msgid "Take it out again"
msgstr ""

#: templates/part/desk.mustache
msgid "Link with another case"
msgstr ""

#: templates/part/desk.mustache
msgid "Its reference"
msgstr ""

#: templates/part/desk.mustache
msgid "This is a duplicate of another case"
msgstr ""

#: templates/part/desk.mustache
msgid "What was said here moves there, and so does later mail. You can undo it."
msgstr ""

#: templates/part/desk.mustache
msgid "Reference of the case that stays"
msgstr ""

#: templates/part/desk.mustache
msgid "Let it sleep"
msgstr ""

#: templates/part/desk.mustache
msgid "It comes back"
msgstr ""

#: templates/part/desk.mustache
msgid "tomorrow morning"
msgstr ""

#: templates/part/desk.mustache
msgid "in three days"
msgstr ""

#: templates/part/desk.mustache
msgid "in a week"
msgstr ""

#: templates/part/desk.mustache
msgid "in two weeks"
msgstr ""

#: templates/part/desk.mustache
msgid "in 30 days"
msgstr ""

#: templates/part/desk.mustache
msgid "Or at this time"
msgstr ""

#: templates/part/desk.mustache
msgid "It wakes earlier when the citizen writes."
msgstr ""

#: templates/part/emergency.mustache
msgid "Released without review"
msgstr ""

#: templates/part/emergency.mustache
msgid "By {{by}}"
msgstr ""

#: templates/part/emergency.mustache
msgid "To be reviewed:"
msgstr ""

#: templates/part/emergency.mustache
msgid "reviewed since: agreed"
msgstr ""

#: templates/part/emergency.mustache
msgid "reviewed since: must be corrected"
msgstr ""

#: templates/part/emergency.mustache
msgid "says that it must be corrected"
msgstr ""

#: templates/part/emergency.mustache
msgid "{{given}} of {{needed}} others have looked at it and agree."
msgstr ""

#: templates/part/emergency.mustache
msgid "Needed when it must be corrected."
msgstr ""

#: templates/part/emergency.mustache
msgid "I agree"
msgstr ""

#: templates/part/emergency.mustache
msgid "It must be corrected"
msgstr ""

#: templates/part/enclosures.mustache
msgid "What goes along"
msgstr ""

#: templates/part/enclosures.mustache
msgid "Nothing of what the citizen wrote leaves unless you tick it."
msgstr ""

#: templates/part/enclosures.mustache
msgid "Our answer"
msgstr ""

#: templates/part/enclosures.mustache
msgid "File"
msgstr ""

#: templates/part/error-summary.mustache
msgid "Nothing is lost. Please check:"
msgstr ""

#: templates/part/held.mustache templates/word/queue.mustache
msgid "Held for review"
msgstr ""

#: templates/part/held.mustache
msgid "The filter “{{filter}}” found harmful software. The content is kept, sealed, and never shown."
msgstr ""

#: templates/part/held.mustache
msgid "The filter “{{filter}}” asks for a person to look: {{reason}}"
msgstr ""

#: templates/part/held.mustache
msgid "The sender has not been told, and got no receipt."
msgstr ""

#: templates/part/held.mustache templates/part/review-form.mustache
msgid "Why do you decide so?"
msgstr ""

#: templates/part/held.mustache
msgid "The reason is recorded in the journal with your name."
msgstr ""

#: templates/part/held.mustache
msgid "The records manager decides."
msgstr ""

#: templates/part/hit.mustache templates/part/message.mustache
#: templates/part/print-said.mustache templates/part/row.mustache
msgid "held for review"
msgstr ""

#: templates/part/hit.mustache templates/word/event.mustache
msgid "internal consultation"
msgstr ""

#: templates/part/hit.mustache
msgid "citizen"
msgstr ""

#: templates/part/hit.mustache templates/part/note-form.mustache
msgid "Note"
msgstr ""

#: templates/part/message.mustache
msgid "sent automatically"
msgstr ""

#: templates/part/message.mustache
msgid "sender not verified"
msgstr ""

#: templates/part/message.mustache
msgid "went in circles"
msgstr ""

#: templates/part/message.mustache
msgid "proof {{index}}"
msgstr ""

#: templates/part/message.mustache
msgid "This came to the reply address of the case, but from an address that has no part in it. Nothing was told to the sender. Check who it is before you rely on it."
msgstr ""

#: templates/part/message.mustache
msgid "This went through so many machines that it looked like a loop. It was kept, and not answered automatically."
msgstr ""

#: templates/part/message.mustache templates/part/print-said.mustache
msgid "The content of this message was destroyed when its time to be kept had passed."
msgstr ""

#: templates/part/message.mustache
msgid "Text of the receipt"
msgstr ""

#: templates/part/message.mustache
msgid "Quoted text, {{lines}} line"
msgid_plural "Quoted text, {{lines}} lines"
msgstr[0] ""
msgstr[1] ""

#: templates/part/message.mustache
msgid "Signature"
msgstr ""

#: templates/part/message.mustache
msgid "Show formatted"
msgstr ""

#: templates/part/message.mustache
msgid "Formatted text of the message from {{author}}"
msgstr ""

#: templates/part/message.mustache
msgid "Pictures from elsewhere are not loaded."
msgstr ""

#: templates/part/message.mustache
msgid "Attachments"
msgstr ""

#: templates/part/message.mustache
msgid "Not sent yet; it is tried again by itself."
msgstr ""

#: templates/part/message.mustache
msgid "The other side said:"
msgstr ""

#: templates/part/note-form.mustache
msgid "Add a note, only for staff"
msgstr ""

#: templates/part/note-form.mustache
msgid "Your note"
msgstr ""

#: templates/part/note-form.mustache
msgid "Add note"
msgstr ""

#: templates/part/note-form.mustache templates/part/reply.mustache
msgid "Save draft"
msgstr ""

#: templates/part/note-form.mustache templates/part/reply.mustache
msgid "Draft saved"
msgstr ""

#: templates/part/note-form.mustache
msgid "Never sent to the citizen, but part of the record."
msgstr ""

#: templates/part/note.mustache
msgid "The content of this note was destroyed when its time to be kept had passed."
msgstr ""

#: templates/part/notices.mustache
msgid "The filter {{name}} does not answer."
msgstr ""

#: templates/part/notices.mustache
msgid "{{waiting}} message waits until it is back; nothing is lost and nothing slips through unchecked."
msgid_plural "{{waiting}} messages wait until it is back; nothing is lost and nothing slips through unchecked."
msgstr[0] ""
msgstr[1] ""

#: templates/part/notices.mustache
msgid "See channels"
msgstr ""

#: templates/part/notices.mustache
msgid "{{name}} does not answer."
msgstr ""

#: templates/part/notices.mustache
msgid "{{waiting}} message waits and leaves by itself when it is back."
msgid_plural "{{waiting}} messages wait and leave by themselves when it is back."
msgstr[0] ""
msgstr[1] ""

#: templates/part/notices.mustache
msgid "The journal does not agree with the records."
msgstr ""

#: templates/part/notices.mustache
msgid "First fault: {{fault}}. Tell your administrator now."
msgstr ""

#: templates/part/person-addresses.mustache
msgid "How sure"
msgstr ""

#: templates/part/person-addresses.mustache
msgid "First seen"
msgstr ""

#: templates/part/person-addresses.mustache
msgid "Last message"
msgstr ""

#: templates/part/person-cases.mustache
msgid "Last change"
msgstr ""

#: templates/part/person.mustache
msgid "{{count}} case since {{since}}, {{open}} open"
msgid_plural "{{count}} cases since {{since}}, {{open}} open"
msgstr[0] ""
msgstr[1] ""

#: templates/part/person.mustache
msgid "Writes in"
msgstr ""

#: templates/part/person.mustache
msgid "Other cases"
msgstr ""

#: templates/part/person.mustache
msgid "New link for the citizen"
msgstr ""

#: templates/part/promises.mustache
msgid "Service and promise"
msgstr ""

#: templates/part/promises.mustache
msgid "none yet"
msgstr ""

#: templates/part/promises.mustache
msgid "Due:"
msgstr ""

#: templates/part/promises.mustache
msgid "Kept:"
msgstr ""

#: templates/part/promises.mustache
msgid "{{promised}}, counted on “{{calendar}}”"
msgstr ""

#: templates/part/promises.mustache
msgid "Counted since:"
msgstr ""

#: templates/part/promises.mustache
msgid "Stands still, because it is the citizen’s turn, since:"
msgstr ""

#: templates/part/promises.mustache
msgid "Stood still:"
msgstr ""

#: templates/part/promises.mustache
msgid "Nothing is promised for this service."
msgstr ""

#: templates/part/promises.mustache
msgid "Choose a service: then it is counted by when the citizen gets an answer."
msgstr ""

#: templates/part/promises.mustache
msgid "Change service or priority"
msgstr ""

#: templates/part/promises.mustache
msgid "What is promised for each service"
msgstr ""

#: templates/part/record.mustache
msgid "Record"
msgstr ""

#: templates/part/record.mustache
msgid "covers all of this"
msgstr ""

#: templates/part/record.mustache
msgid "next one covers this"
msgstr ""

#: templates/part/reply.mustache
msgid "To {{to}}, by"
msgstr ""

#: templates/part/reply.mustache
msgid "wants answers in {{wants}}"
msgstr ""

#: templates/part/reply.mustache
msgid "Your reply"
msgstr ""

#: templates/part/reply.mustache templates/part/side-form.mustache
msgid "Preview"
msgstr ""

#: templates/part/reply.mustache
msgid "Afterwards the case:"
msgstr ""

#: templates/part/reply.mustache
msgid "Template"
msgstr ""

#: templates/part/reply.mustache
msgid "Put it in"
msgstr ""

#: templates/part/reply.mustache
msgid "“{{name}}” is suggested by"
msgstr ""

#: templates/part/reply.mustache templates/word/event.mustache
msgid "rule {{number}} “{{rule}}”"
msgstr ""

#: templates/part/reply.mustache
msgid "Attach files"
msgstr ""

#: templates/part/reply.mustache
msgid "up to 20, 15 MB together"
msgstr ""

#: templates/part/reply.mustache
msgid "Discard"
msgstr ""

#: templates/part/reply.mustache
msgid "What happens next?"
msgstr ""

#: templates/part/reply.mustache
msgid "You see exactly what leaves before it leaves. Officers release replies in cases of their own unit, so no approval is needed."
msgstr ""

#: templates/part/reply.mustache
msgid "Two stars make **bold**, a line starting with - makes a list."
msgstr ""

#: templates/part/review-message.mustache
msgid "Why it is held"
msgstr ""

#: templates/part/review-message.mustache
msgid "The content is kept, sealed, and never shown. Ask the sender to send it again without the file."
msgstr ""

#: templates/part/review-message.mustache
msgid "Read the text"
msgstr ""

#: templates/part/row.mustache
msgid "New:"
msgstr ""

#: templates/part/row.mustache
msgid "until {{asleep}}"
msgstr ""

#: templates/part/row.mustache
msgid "Officer: {{officer.name}}"
msgstr ""

#: templates/part/rule-differences.mustache
msgid "moved"
msgstr ""

#: templates/part/rule-differences.mustache
msgid "from place {{from}} to place {{to}}"
msgstr ""

#: templates/part/rule-line.mustache src/policy/routing-words.c
msgid "always"
msgstr ""

#: templates/part/rule-line.mustache
msgid "when"
msgstr ""

#: templates/part/rule-line.mustache templates/part/rule.mustache
msgid "and"
msgstr ""

#: templates/part/rule.mustache
msgid "Always"
msgstr ""

#: templates/part/rule.mustache
msgid "When"
msgstr ""

#: templates/part/rule.mustache
msgid "then"
msgstr ""

#: templates/part/sheet.mustache
msgid "Formatted version for {{name}}"
msgstr ""

#: templates/part/side-form.mustache
msgid "To {{name}}, <b>not to the citizen</b>"
msgstr ""

#: templates/part/side-form.mustache
msgid "To a colleague or another body, <b>not to the citizen</b>"
msgstr ""

#: templates/part/side-form.mustache
msgid "Who is asked"
msgstr ""

#: templates/part/side-form.mustache
msgid "somebody with this address:"
msgstr ""

#: templates/part/side-form.mustache
msgid "Whose it is"
msgstr ""

#: templates/part/side-form.mustache
msgid "What it is about"
msgstr ""

#: templates/part/side-form.mustache
msgid "Stands in the subject, after the words “Internal consultation” and the number of the case."
msgstr ""

#: templates/part/side-form.mustache
msgid "What you ask"
msgstr ""

#: templates/part/side-form.mustache
msgid "The case waits for the answer"
msgstr ""

#: templates/part/side-form.mustache
msgid "Who reads this?"
msgstr ""

#: templates/part/side-form.mustache
msgid "Only who you write to, and colleagues who work on the case. The answer lands here, never with the citizen. No promise to the citizen is kept by it, and nothing is sent to them."
msgstr ""

#: templates/part/side-row.mustache
msgid "answered"
msgstr ""

#: templates/part/side-row.mustache
msgid "no answer yet"
msgstr ""

#: templates/portal/accessibility.mustache
msgid "Everybody should be able to use these pages. {{body_name}} wants to hear when that is not so."
msgstr ""

#: templates/portal/accessibility.mustache
msgid "How far we are"
msgstr ""

#: templates/portal/accessibility.mustache
msgid "These pages are made to follow the Web Content Accessibility Guidelines 2.2, level AA, and with them EN 301 549. Each page is tested by programs, with the keyboard alone, without scripts, at 320 pixels and four times enlarged."
msgstr ""

#: templates/portal/accessibility.mustache
msgid "What we cannot promise"
msgstr ""

#: templates/portal/accessibility.mustache
msgid "Files that others send us, or that we send you, may be hard to read. Ask us, and we tell you what is in them."
msgstr ""

#: templates/portal/accessibility.mustache
msgid "What citizens and staff write is shown in the language in which it was written."
msgstr ""

#: templates/portal/accessibility.mustache
msgid "Tell us"
msgstr ""

#: templates/portal/accessibility.mustache
msgid "Tell us what is hard to use"
msgstr ""

#: templates/portal/accessibility.mustache
msgid "Call us or write to us."
msgstr ""

#: templates/portal/accessibility.mustache
msgid "If our answer does not help"
msgstr ""

#: templates/portal/accessibility.mustache
msgid "Turn to {{complaints}}."
msgstr ""

#: templates/portal/accessibility.mustache
msgid "Turn to the office in your country that watches over the accessibility of public bodies."
msgstr ""

#: templates/portal/archive.mustache templates/portal/news.mustache
msgid "Archive"
msgstr ""

#: templates/portal/archive.mustache templates/portal/news.mustache
#: templates/portal/topics.mustache
msgid "There is nothing yet."
msgstr ""

#: templates/portal/archive.mustache templates/portal/publication.mustache
#: templates/portal/topics.mustache templates/portal/withdrawn.mustache
msgid "All news"
msgstr ""

#: templates/portal/case.mustache templates/web/reply.mustache
msgid "Your case {{reference}}"
msgstr ""

#: templates/portal/case.mustache
msgid "Your message has arrived."
msgstr ""

#: templates/portal/case.mustache
msgid "It is in your case now, and we read it."
msgstr ""

#: templates/portal/case.mustache
msgid "Thank you for telling us that you have read our answer."
msgstr ""

#: templates/portal/case.mustache templates/web/reply.mustache
msgid "Your case"
msgstr ""

#: templates/portal/case.mustache templates/web/check.mustache
#: templates/web/contact.mustache templates/web/reply.mustache
msgid "Your message"
msgstr ""

#: templates/portal/case.mustache
msgid "Your matter <b>{{joined}}</b> was joined with <b>{{reference}}</b>, because both are about the same. Everything is answered there. You see what you wrote and what was written to you."
msgstr ""

#: templates/portal/case.mustache
msgid "How far it is"
msgstr ""

#: templates/portal/case.mustache
msgid "Received"
msgstr ""

#: templates/portal/case.mustache
msgid "With {{unit}}"
msgstr ""

#: templates/portal/case.mustache
msgid "Being looked at"
msgstr ""

#: templates/portal/case.mustache
msgid "Answered"
msgstr ""

#: templates/portal/case.mustache
msgid "Finished"
msgstr ""

#: templates/portal/case.mustache
msgid "not yet"
msgstr ""

#: templates/portal/case.mustache
msgid "Messages"
msgstr ""

#: templates/portal/case.mustache
msgid "1 message from you has arrived and is being checked. It stands here soon."
msgid_plural "{{waiting}} messages from you have arrived and are being checked. They stand here soon."
msgstr[0] ""
msgstr[1] ""

#: templates/portal/case.mustache
msgid "I have read the answer"
msgstr ""

#: templates/portal/case.mustache
msgid "The proof is ready in a moment."
msgstr ""

#: templates/portal/case.mustache
msgid "Our journal is signed every few seconds. Please try again then."
msgstr ""

#: templates/portal/case.mustache templates/web/contact.mustache
msgid "Nobody is at work at this moment. What you send now is safe, and we read it from"
msgstr ""

#: templates/portal/case.mustache templates/web/reply.mustache
msgid "Write to us about this"
msgstr ""

#: templates/portal/case.mustache templates/web/files.mustache
msgid "Pictures or files"
msgstr ""

#: templates/portal/case.mustache templates/web/files.mustache
msgid "You do not have to. Up to {{file_limit}} files, together at most {{size_limit}}."
msgstr ""

#: templates/portal/case.mustache templates/web/contact.mustache
#: templates/web/reply.mustache
msgid "Send"
msgstr ""

#: templates/portal/case.mustache
msgid "You asked for a review on {{text}}."
msgstr ""

#: templates/portal/case.mustache
msgid "Somebody who did not write our answer looks at it and writes to you."
msgstr ""

#: templates/portal/case.mustache
msgid "Is our answer wrong? Ask for a review by somebody else"
msgstr ""

#: templates/portal/case.mustache
msgid "What is wrong, or what did we miss?"
msgstr ""

#: templates/portal/case.mustache
msgid "Somebody who did not write the answer looks at it. You can ask once for each answer."
msgstr ""

#: templates/portal/case.mustache
msgid "Ask for a review"
msgstr ""

#: templates/portal/case.mustache templates/portal/receipt.mustache
msgid "Your receipt"
msgstr ""

#: templates/portal/case.mustache
msgid "Show the receipt to print or keep"
msgstr ""

#: templates/portal/error.mustache
msgid "Go to the start"
msgstr ""

#: templates/portal/errors.mustache
msgid "Nothing is lost. Please look at this:"
msgstr ""

#: templates/portal/find.mustache templates/web/contact.mustache
#: templates/web/reply.mustache
msgid "Please check"
msgstr ""

#: templates/portal/find.mustache
msgid "Both are on your receipt and in our first mail to you."
msgstr ""

#: templates/portal/find.mustache templates/portal/receipt.mustache
msgid "Number of your case"
msgstr ""

#: templates/portal/find.mustache
msgid "It looks like NB-2026-000123."
msgstr ""

#: templates/portal/find.mustache
msgid "10 letters and digits, with or without lines between them. It looks like K7F3-9QXD-2M."
msgstr ""

#: templates/portal/find.mustache
msgid "Open my case"
msgstr ""

#: templates/portal/find.mustache
msgid "You do not have them?"
msgstr ""

#: templates/portal/find.mustache
msgid "Call us or come to us. We check who you are and give you a new code."
msgstr ""

#: templates/portal/home.mustache
msgid "How can we help?"
msgstr ""

#: templates/portal/home.mustache
msgid "Tell us what you need. You get a number and a page of your own, where you see what becomes of it."
msgstr ""

#: templates/portal/home.mustache
msgid "You have written to us before?"
msgstr ""

#: templates/portal/home.mustache
msgid "Open the link on your receipt, or use the number of your case and the code."
msgstr ""

#: templates/portal/home.mustache
msgid "What is new, public notices and alerts, to read here or to follow."
msgstr ""

#: templates/portal/home.mustache
msgid "Read the news"
msgstr ""

#: templates/portal/home.mustache templates/portal/no-case.mustache
msgid "Other ways to reach us"
msgstr ""

#: templates/portal/message.mustache
msgid "You"
msgstr ""

#: templates/portal/message.mustache
msgid "by {{way}}"
msgstr ""

#: templates/portal/message.mustache
msgid "This message was deleted because we do not need it any more."
msgstr ""

#: templates/portal/message.mustache templates/web/check.mustache
#: src/policy/policy-input.c
msgid "Files"
msgstr ""

#: templates/portal/news.mustache
msgid "no longer current"
msgstr ""

#: templates/portal/news.mustache
msgid "Page {{number}} of {{count}}"
msgstr ""

#: templates/portal/news.mustache
msgid "All topics"
msgstr ""

#: templates/portal/news.mustache
msgid "Follow"
msgstr ""

#: templates/portal/news.mustache
msgid "Put one of these addresses into a feed reader, and you see what is new without coming here."
msgstr ""

#: templates/portal/no-case.mustache
msgid "This link does not open a case"
msgstr ""

#: templates/portal/no-case.mustache
msgid "Perhaps a part of the link is missing. Or we gave you a new one: then use that."
msgstr ""

#: templates/portal/no-case.mustache
msgid "Find my case with its number and my code"
msgstr ""

#: templates/portal/now.mustache
msgid "We have your message"
msgstr ""

#: templates/portal/now.mustache
msgid "Somebody will read it soon. You do not need to do anything."
msgstr ""

#: templates/portal/now.mustache
msgid "We have your new message"
msgstr ""

#: templates/portal/now.mustache
msgid "Somebody reads it and answers you. You do not need to do anything."
msgstr ""

#: templates/portal/now.mustache
msgid "We are working on it"
msgstr ""

#: templates/portal/now.mustache
msgid "We have written to you and go on working. You do not need to do anything."
msgstr ""

#: templates/portal/now.mustache
msgid "Somebody has read your message and looks into it. You do not need to do anything."
msgstr ""

#: templates/portal/now.mustache
msgid "We have answered you"
msgstr ""

#: templates/portal/now.mustache
msgid "Please read our answer below. If we asked you something, or something is missing, write to us on this page."
msgstr ""

#: templates/portal/now.mustache
msgid "We wait for somebody else"
msgstr ""

#: templates/portal/now.mustache
msgid "We need something from others before we can go on. We keep an eye on it. You do not need to do anything."
msgstr ""

#: templates/portal/now.mustache
msgid "The work is planned"
msgstr ""

#: templates/portal/now.mustache
msgid "When it happens stands in our message below. You do not need to do anything."
msgstr ""

#: templates/portal/now.mustache
msgid "We have finished"
msgstr ""

#: templates/portal/now.mustache
msgid "Is something not right? Write to us on this page, and we look at it again."
msgstr ""

#: templates/portal/now.mustache
msgid "We cannot do this"
msgstr ""

#: templates/portal/now.mustache
msgid "The reasons are in our message below. If you see it differently, write to us on this page."
msgstr ""

#: templates/portal/now.mustache
msgid "We know about this already"
msgstr ""

#: templates/portal/now.mustache
msgid "We have it in another case and work on it there. You do not need to do anything."
msgstr ""

#: templates/portal/now.mustache
msgid "Somebody else takes care of this"
msgstr ""

#: templates/portal/now.mustache
msgid "Who that is stands in our message below."
msgstr ""

#: templates/portal/now.mustache
msgid "You have taken this back"
msgstr ""

#: templates/portal/now.mustache
msgid "If you need us after all, write to us on this page."
msgstr ""

#: templates/portal/now.mustache
msgid "We do nothing more here"
msgstr ""

#: templates/portal/now.mustache
msgid "If you need an answer, write to us on this page or call us."
msgstr ""

#: templates/portal/privacy.mustache
msgid "This is what happens with what you tell us on these pages."
msgstr ""

#: templates/portal/privacy.mustache
msgid "What we keep"
msgstr ""

#: templates/portal/privacy.mustache
msgid "What you write and attach, when it came, and what we answer."
msgstr ""

#: templates/portal/privacy.mustache
msgid "Your name and your mail address, if you give them. You can write to us without both."
msgstr ""

#: templates/portal/privacy.mustache
msgid "What we do not keep"
msgstr ""

#: templates/portal/privacy.mustache
msgid "These pages set no cookies and have no counters. Nothing on them comes from other companies."
msgstr ""

#: templates/portal/privacy.mustache
msgid "We look at the number of your connection for one hour, so that machines do not flood us. It is not stored with your message."
msgstr ""

#: templates/portal/privacy.mustache
msgid "What for"
msgstr ""

#: templates/portal/privacy.mustache
msgid "To do what you ask us, and to show later what was said. Only those of our staff who work on it, and those who check their work, can read it."
msgstr ""

#: templates/portal/privacy.mustache
msgid "How it is kept safe"
msgstr ""

#: templates/portal/privacy.mustache
msgid "What you write is stored locked. A public journal keeps a fingerprint of it, so that nobody can change it unseen. The fingerprint tells nothing about you."
msgstr ""

#: templates/portal/privacy.mustache
msgid "Your rights"
msgstr ""

#: templates/portal/privacy.mustache
msgid "You can ask what we know about you, have mistakes corrected, and have it deleted when the law allows."
msgstr ""

#: templates/portal/privacy.mustache
msgid "Ask {{privacy_contact}}."
msgstr ""

#: templates/portal/privacy.mustache
msgid "Ask {{body_name}}."
msgstr ""

#: templates/portal/promise.mustache
msgid "You hear from us at the latest on {{text}}."
msgstr ""

#: templates/portal/promise.mustache
msgid "We mean to have finished by {{text}}."
msgstr ""

#: templates/portal/promise.mustache
msgid "We promised this for {{text}}. We are late, and we are sorry."
msgstr ""

#: templates/portal/promise.mustache
msgid "You hear from us within 1 working day of {{day.text}}."
msgid_plural "You hear from us within {{count}} working days of {{day.text}}."
msgstr[0] ""
msgstr[1] ""

#: templates/portal/publication.mustache
msgid "This is not there in your language yet."
msgstr ""

#: templates/portal/publication.mustache
msgid "No longer current."
msgstr ""

#: templates/portal/publication.mustache
msgid "It was valid until"
msgstr ""

#: templates/portal/publication.mustache
msgid "Until {{until}}"
msgstr ""

#: templates/portal/publication.mustache
msgid "Corrected"
msgstr ""

#: templates/portal/reach.mustache
msgid "Mail"
msgstr ""

#: templates/portal/reach.mustache
msgid "Come to us"
msgstr ""

#: templates/portal/reach.mustache
msgid "We are there"
msgstr ""

#: templates/portal/reach.mustache
msgid "You can write to us at any time. What you send outside these hours is safe, and we read it on the next working day."
msgstr ""

#: templates/portal/receipt-facts.mustache
msgid "To come back without the link, give the number of your case and this code, here or at our counter:"
msgstr ""

#: templates/portal/receipt-facts.mustache
msgid "Your message is entry {{entry}} of our journal for {{year}}. The journal cannot be changed afterwards."
msgstr ""

#: templates/portal/receipt-facts.mustache
msgid "Keep the proof"
msgstr ""

#: templates/portal/receipt.mustache
msgid "Thank you. We have your message"
msgstr ""

#: templates/portal/receipt.mustache
msgid "We answer you by mail and on the page of your case."
msgstr ""

#: templates/portal/receipt.mustache
msgid "Our answer comes to the page of your case. You gave us no mail address, so please look there."
msgstr ""

#: templates/portal/receipt.mustache
msgid "Keep this page: print it, or save the link."
msgstr ""

#: templates/portal/receipt.mustache
msgid "comes in a moment"
msgstr ""

#: templates/portal/receipt.mustache
msgid "look again"
msgstr ""

#: templates/portal/receipt.mustache
msgid "The page of your case"
msgstr ""

#: templates/portal/receipt.mustache
msgid "Open it"
msgstr ""

#: templates/portal/receipt.mustache
msgid "Whoever has the link or the code can read your case. Keep them to yourself."
msgstr ""

#: templates/portal/receipt.mustache
msgid "Go to my case"
msgstr ""

#: templates/portal/withdrawn.mustache
msgid "Withdrawn"
msgstr ""

#: templates/portal/withdrawn.mustache
msgid "We have withdrawn this"
msgstr ""

#: templates/portal/withdrawn.mustache
msgid "Why:"
msgstr ""

#: templates/web/check.mustache
msgid "Is this right?"
msgstr ""

#: templates/web/check.mustache
msgid "Please read your message once more. It is <b>not sent yet</b>."
msgstr ""

#: templates/web/check.mustache
msgid "Yes, send it"
msgstr ""

#: templates/web/check.mustache
msgid "We ask because sometimes machines fill in this form."
msgstr ""

#: templates/web/contact.mustache
msgid "We are there: {{reach.hours}}."
msgstr ""

#: templates/web/contact.mustache
msgid "What can we do for you?"
msgstr ""

#: templates/web/contact.mustache
msgid "Who is it for?"
msgstr ""

#: templates/web/contact.mustache
msgid "You are not sure? Leave it as it is: we find the right place."
msgstr ""

#: templates/web/contact.mustache
msgid "I am not sure, or something else"
msgstr ""

#: templates/web/contact.mustache
msgid "What we do"
msgstr ""

#: templates/web/contact.mustache
msgid "Who it is for"
msgstr ""

#: templates/web/contact.mustache
msgid "What is it about, in a few words?"
msgstr ""

#: templates/web/contact.mustache
msgid "You do not have to. For example: lamp out in front of 12 High Street."
msgstr ""

#: templates/web/contact.mustache
msgid "What happened, where and when? What should we do? At most {{text_most}} letters."
msgstr ""

#: templates/web/contact.mustache
msgid "Your name"
msgstr ""

#: templates/web/contact.mustache
msgid "You do not have to."
msgstr ""

#: templates/web/contact.mustache
msgid "You do not have to. With it, our answer comes by mail. Without it, you read our answer on a page of your own: we show you the link next."
msgstr ""

#: templates/web/contact.mustache
msgid "Leave this empty"
msgstr ""

#: templates/web/contact.mustache
msgid "We use what you write only to help you."
msgstr ""

#: templates/web/files.mustache
msgid "Already attached"
msgstr ""

#: templates/web/files.mustache
msgid "leave out"
msgstr ""

#: templates/web/reply.mustache
msgid "Back to my case"
msgstr ""

#: templates/word/ability.mustache
msgid "receive"
msgstr ""

#: templates/word/ability.mustache
msgid "send"
msgstr ""

#: templates/word/ability.mustache
msgid "confirm delivery"
msgstr ""

#: templates/word/ability.mustache
msgid "confirm reading"
msgstr ""

#: templates/word/ability.mustache
msgid "formatted text"
msgstr ""

#: templates/word/ability.mustache
msgid "attachments"
msgstr ""

#: templates/word/assurance-why.mustache
msgid "It says so on a message; nobody checked it."
msgstr ""

#: templates/word/assurance-why.mustache
msgid "The service that the address belongs to vouched for a message from it."
msgstr ""

#: templates/word/assurance-why.mustache
msgid "Somebody who reads this address gave back a code that we sent to it."
msgstr ""

#: templates/word/assurance-why.mustache
msgid "The person proved who they are."
msgstr ""

#: templates/word/assurance.mustache
msgid "not checked"
msgstr ""

#: templates/word/assurance.mustache
msgid "address checked"
msgstr ""

#: templates/word/assurance.mustache
msgid "verified"
msgstr ""

#: templates/word/assurance.mustache
msgid "identity proved"
msgstr ""

#: templates/word/audience-why.mustache
msgid "because they last wrote from here"
msgstr ""

#: templates/word/audience-why.mustache
msgid "because they asked for it"
msgstr ""

#: templates/word/audience-why.mustache
msgid "the only address we have"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Write what you want to tell us"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "The text is too long. Make it shorter, or put it into a file and attach that"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Say in fewer words what it is about, at most 100 letters"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "The name is too long. Use at most 100 letters"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "This is not a mail address. Write it like name@example.org, or leave it out"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "These are more than 10 files. Leave some out"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "The files are larger than 20 MB together. Leave some out, or choose smaller ones"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "We do not have your files any more, because you took a long time. Your text is here. Please attach the files again"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Many messages came from your connection. Wait 1 minute, then send this one again"
msgid_plural "Many messages came from your connection. Wait {{minutes}} minutes, then send this one again"
msgstr[0] ""
msgstr[1] ""

#: templates/word/citizen-error.mustache
msgid "We could not take your message just now. It is still here: wait a moment and send it again"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Write the number of your case"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Write the code from your receipt"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "This number and this code do not fit together. Look at your receipt and check both"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "There were too many tries. Wait 15 minutes and try again. The link on your receipt works all the time"
msgstr ""

#: templates/word/clock.mustache
msgid "First answer"
msgstr ""

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Monday"
msgstr ""

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Tuesday"
msgstr ""

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Wednesday"
msgstr ""

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Thursday"
msgstr ""

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Friday"
msgstr ""

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Saturday"
msgstr ""

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Sunday"
msgstr ""

#: templates/word/delivery.mustache
msgid "waits to be sent"
msgstr ""

#: templates/word/delivery.mustache
msgid "being sent"
msgstr ""

#: templates/word/delivery.mustache
msgid "sent"
msgstr ""

#: templates/word/delivery.mustache
msgid "delivered"
msgstr ""

#: templates/word/delivery.mustache
msgid "could not be delivered"
msgstr ""

#: templates/word/delivery.mustache templates/word/publication-state.mustache
msgid "missed its time"
msgstr ""

#: templates/word/error.mustache
msgid "Write a reply first"
msgstr ""

#: templates/word/error.mustache
msgid "Write a note first"
msgstr ""

#: templates/word/error.mustache
msgid "Give a reason, so that others can follow your decision"
msgstr ""

#: templates/word/error.mustache
msgid "The password is not right"
msgstr ""

#: templates/word/error.mustache
msgid "The name or the password is not right. Check both and try again"
msgstr ""

#: templates/word/error.mustache
msgid "Something new has arrived on this case since you opened it. Read it, then send again: your text is kept"
msgstr ""

#: templates/word/event.mustache
msgid "message from {{author}}"
msgstr ""

#: templates/word/event.mustache
msgid "message to the citizen by {{author}}"
msgstr ""

#: templates/word/event.mustache
msgid "note by {{author}}"
msgstr ""

#: templates/word/event.mustache
msgid "case opened in <b>{{unit}}</b>, because the message was sent to {{address}}"
msgstr ""

#: templates/word/event.mustache
msgid "case opened in <b>{{unit}}</b>"
msgstr ""

#: templates/word/event.mustache
msgid "routed to <b>{{unit}}</b> by"
msgstr ""

#: templates/word/event.mustache
msgid "what the rule names does not take cases any more"
msgstr ""

#: templates/word/event.mustache
msgid "decided by a table of the policy:"
msgstr ""

#: templates/word/event.mustache
msgid "no rule decides, so it goes to <b>{{unit}}</b>, where the address leads"
msgstr ""

#: templates/word/event.mustache
msgid "the message opens this case"
msgstr ""

#: templates/word/event.mustache
msgid "the message answers another case, but its sender has no part in that one"
msgstr ""

#: templates/word/event.mustache
msgid "added to this case, because it answers what we wrote"
msgstr ""

#: templates/word/event.mustache
msgid "added to this case, because it came to its reply address; the sender is new here, so check who it is"
msgstr ""

#: templates/word/event.mustache
msgid "sent automatically: kept here, and nothing else happens"
msgstr ""

#: templates/word/event.mustache
msgid "went in circles between machines: kept here for somebody to look at, and not answered"
msgstr ""

#: templates/word/event.mustache
msgid "receipt sent to the citizen"
msgstr ""

#: templates/word/event.mustache
msgid "checked by the filters"
msgstr ""

#: templates/word/event.mustache
msgid "let through by {{actor}}: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "kept back by {{actor}}: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "taken by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "given to <b>{{officer}}</b> by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "given back by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "moved to <b>{{unit}}</b> by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "title changed by {{actor}} to “{{title}}”"
msgstr ""

#: templates/word/event.mustache
msgid "state changed to"
msgstr ""

#: templates/word/event.mustache
msgid "by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "reopened by a new message"
msgstr ""

#: templates/word/event.mustache
msgid "linked to another case"
msgstr ""

#: templates/word/event.mustache
msgid "service set to <b>{{service}}</b> by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "service taken away by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "priority set to"
msgstr ""

#: templates/word/event.mustache
msgid "promise counted from here: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "promise stands still, because it is the citizen’s turn"
msgstr ""

#: templates/word/event.mustache
msgid "promise counted again: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "promise counted on another calendar: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "little time left: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "promise not kept in time: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "promise kept: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "promise kept too late: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "promise no longer counted: {{clocks}}"
msgstr ""

#: templates/word/event.mustache
msgid "linked with {{other}} by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "link with {{other}} taken away by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "{{other}} merged into this case by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "merged into {{other}} by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "{{other}} taken out again by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "taken out of {{other}} again by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "tagged <b>{{tag_name}}</b> by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "tag <b>{{tag_name}}</b> taken away by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "sent to sleep until {{until}} by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "back, because its time came"
msgstr ""

#: templates/word/event.mustache
msgid "note added by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "reply released by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "sent, and taken by the other side"
msgstr ""

#: templates/word/event.mustache
msgid "sending put off: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "could not be sent: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "delivery confirmed"
msgstr ""

#: templates/word/event.mustache
msgid "reading confirmed"
msgstr ""

#: templates/word/event.mustache
msgid "the other side still tries to deliver: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "sent back by the other side: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "the receiver complained of this message"
msgstr ""

#: templates/word/event.mustache
msgid "an automatic answer came back: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "sent back, because the mailbox is full: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "sent back, because the other side takes no messages from us: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "sent back, because there is no such address: {{reason}}"
msgstr ""

#: templates/word/event.mustache
msgid "person recorded"
msgstr ""

#: templates/word/event.mustache
msgid "person changed"
msgstr ""

#: templates/word/event.mustache
msgid "the citizen got a link to the page of their case"
msgstr ""

#: templates/word/event.mustache
msgid "the old link was ended by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid "the citizen asks that somebody else looks at our answer"
msgstr ""

#: templates/word/event.mustache
msgid "message from {{author}}, in an internal consultation"
msgstr ""

#: templates/word/event.mustache
msgid "message by {{author}}, in an internal consultation"
msgstr ""

#: templates/word/event.mustache
msgid "internal consultation with {{name}} begun by {{actor}}"
msgstr ""

#: templates/word/event.mustache
msgid ": {{actor}} wrote to {{name}}, not to the citizen"
msgstr ""

#: templates/word/event.mustache
msgid ": {{name}} wrote to us"
msgstr ""

#: templates/word/event.mustache
msgid ": {{name}}, who has no part in it, wrote to its reply address; check who it is"
msgstr ""

#: templates/word/event.mustache
msgid "open again, because who was asked has answered"
msgstr ""

#: templates/word/event.mustache
msgid "handed over to <b>{{partner}}</b> by {{actor}}"
msgstr ""

#: templates/word/flash.mustache
msgid "You have taken this case."
msgstr ""

#: templates/word/flash.mustache
msgid "This case is given back."
msgstr ""

#: templates/word/flash.mustache
msgid "The case is handed over."
msgstr ""

#: templates/word/flash.mustache
msgid "Moved to {{unit}}."
msgstr ""

#: templates/word/flash.mustache
msgid "The state is now:"
msgstr ""

#: templates/word/flash.mustache
msgid "The title is changed."
msgstr ""

#: templates/word/flash.mustache
msgid "Your note is recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "Your reply is on its way to {{to}}."
msgstr ""

#: templates/word/flash.mustache
msgid "Your words are on their way to {{to}}, not to the citizen."
msgstr ""

#: templates/word/flash.mustache
msgid "The case is handed over. The letter and the notice to the citizen are on their way."
msgstr ""

#: templates/word/flash.mustache
msgid "{{name}} is in the directory as you said."
msgstr ""

#: templates/word/flash.mustache
msgid "The message is let through and stands in the case."
msgstr ""

#: templates/word/flash.mustache
msgid "The message stays held."
msgstr ""

#: templates/word/flash.mustache
msgid "Service and priority are recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "The warning is set. It counts for promises that start or go on from now."
msgstr ""

#: templates/word/flash.mustache
msgid "The service {{name}} is there."
msgstr ""

#: templates/word/flash.mustache
msgid "The calendar {{name}} is there."
msgstr ""

#: templates/word/flash.mustache
msgid "The tag is given."
msgstr ""

#: templates/word/flash.mustache
msgid "The tag is taken away."
msgstr ""

#: templates/word/flash.mustache
msgid "The tag {{name}} is recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "The template {{name}} is recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "This case is linked with {{other}}."
msgstr ""

#: templates/word/flash.mustache
msgid "The link with {{other}} is taken away."
msgstr ""

#: templates/word/flash.mustache
msgid "Merged into {{other}}. Everything said here stands there now, and later mail lands there."
msgstr ""

#: templates/word/flash.mustache
msgid "The merge is undone: this case is what it was."
msgstr ""

#: templates/word/flash.mustache
msgid "The changes to this person are recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "The two are one person now. You can undo it below."
msgstr ""

#: templates/word/flash.mustache
msgid "They are two persons again. What had moved is back; what came in since stays here."
msgstr ""

#: templates/word/flash.mustache
msgid "The case sleeps and comes back by itself."
msgstr ""

#: templates/word/flash.mustache
msgid "Undone: {{undone}}."
msgstr ""

#: templates/word/flash.mustache
msgid "Undone: {{undone}}. The others were changed by somebody since and stay as they are."
msgstr ""

#: templates/word/flash.mustache
msgid "Let through: {{count}} messages of one flood. Each stands in its case."
msgstr ""

#: templates/word/flash.mustache
msgid "Kept held: {{count}} messages of one flood."
msgstr ""

#: templates/word/flash.mustache
msgid "The list {{name}} is recorded, and messages are judged by it."
msgstr ""

#: templates/word/flash.mustache
msgid "The list {{name}} is recorded. Half of its words or more look like topics: see the warning there."
msgstr ""

#: templates/word/flash.mustache
msgid "The changes to {{name}} are recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "{{name}} can no longer sign in. Open sessions have ended."
msgstr ""

#: templates/word/flash.mustache
msgid "{{name}} can sign in again."
msgstr ""

#: templates/word/flash.mustache
msgid "The unit {{name}} is there. Add an address that leads to it."
msgstr ""

#: templates/word/flash.mustache
msgid "What is written to {{name}} comes here now."
msgstr ""

#: templates/word/flash.mustache
msgid "Version {{version}} is a draft now. Change it here; nothing follows from it yet."
msgstr ""

#: templates/word/flash.mustache
msgid "Nothing is wrong with it. Next, look at what it would have changed."
msgstr ""

#: templates/word/flash.mustache
msgid "You agreed to version {{version}}."
msgstr ""

#: templates/word/flash.mustache
msgid "Version {{version}} is in force."
msgstr ""

#: templates/word/flash.mustache
msgid "Version {{version}} was given up."
msgstr ""

#: templates/word/flash.mustache
msgid "Version {{version}} of the rules is in force."
msgstr ""

#: templates/word/flash.mustache
msgid "The rule “{{name}}” is taken out of your draft."
msgstr ""

#: templates/word/flash.mustache
msgid "Your draft is gone. These are the rules in force."
msgstr ""

#: templates/word/flash.mustache
msgid "The token is revoked. It is refused from now on."
msgstr ""

#: templates/word/flash.mustache
msgid "It is on its way. Load the page again to see what was answered."
msgstr ""

#: templates/word/flash.mustache
msgid "The webhook {{name}} is removed."
msgstr ""

#: templates/word/flash.mustache
msgid "Your password is changed."
msgstr ""

#: templates/word/flash.mustache
msgid "You sign in with your password alone now."
msgstr ""

#: templates/word/flash.mustache
msgid "{{name}} signs in with the password alone now, and sets up a new second factor. Open sessions have ended."
msgstr ""

#: templates/word/flash.mustache
msgid "You are signed out."
msgstr ""

#: templates/word/flash.mustache
msgid "You were signed out because nothing happened for a while. Sign in to go on where you were."
msgstr ""

#: templates/word/flash.mustache
msgid "Saved as a new version. Below is what each channel would give to everybody."
msgstr ""

#: templates/word/flash.mustache
msgid "Done. The approvals that it had were for the text of before and no longer count: send it for review again."
msgstr ""

#: templates/word/flash.mustache
msgid "It waits for somebody else to approve it."
msgstr ""

#: templates/word/flash.mustache
msgid "It is a draft again and does not leave."
msgstr ""

#: templates/word/flash.mustache
msgid "Your approval is recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "It goes back to its author with your comment."
msgstr ""

#: templates/word/flash.mustache
msgid "It is refused, and does not leave."
msgstr ""

#: templates/word/flash.mustache
msgid "It is out: everybody can read it now."
msgstr ""

#: templates/word/flash.mustache
msgid "Given up. What is public stays as it was."
msgstr ""

#: templates/word/flash.mustache
msgid "It is out, without review. Two others must look at it now; it waits for them."
msgstr ""

#: templates/word/flash.mustache
msgid "Recorded. One more must look at it."
msgstr ""

#: templates/word/flash.mustache
msgid "Recorded. Two have looked at it and agree."
msgstr ""

#: templates/word/flash.mustache
msgid "Recorded. A correction is begun; somebody has to write it."
msgstr ""

#: templates/word/flash.mustache
msgid "Recorded. Within these days your colleague decides in your stead."
msgstr ""

#: templates/word/flash.mustache
msgid "It has ended."
msgstr ""

#: templates/word/flash.mustache
msgid "Recorded."
msgstr ""

#: templates/word/flash.mustache
msgid "The topic is recorded."
msgstr ""

#: templates/word/health.mustache
msgid "up"
msgstr ""

#: templates/word/health.mustache
msgid "in trouble"
msgstr ""

#: templates/word/health.mustache
msgid "down"
msgstr ""

#: templates/word/health.mustache
msgid "switched off"
msgstr ""

#: templates/word/hook-state.mustache
msgid "on"
msgstr ""

#: templates/word/hook-state.mustache
msgid "switched off: it failed"
msgstr ""

#: templates/word/hook-state.mustache
msgid "switched off: gone"
msgstr ""

#: templates/word/leaf.mustache
msgid "message received"
msgstr ""

#: templates/word/leaf.mustache
msgid "message checked"
msgstr ""

#: templates/word/leaf.mustache
msgid "review"
msgstr ""

#: templates/word/leaf.mustache
msgid "message sent"
msgstr ""

#: templates/word/leaf.mustache
msgid "sending failed"
msgstr ""

#: templates/word/leaf.mustache
msgid "reply"
msgstr ""

#: templates/word/leaf.mustache
msgid "export"
msgstr ""

#: templates/word/leaf.mustache
msgid "record read"
msgstr ""

#: templates/word/leaf.mustache
msgid "hold"
msgstr ""

#: templates/word/leaf.mustache
msgid "hold ended"
msgstr ""

#: templates/word/leaf.mustache
msgid "disposal"
msgstr ""

#: templates/word/leaf.mustache
msgid "erasure"
msgstr ""

#: templates/word/leaf.mustache
msgid "note"
msgstr ""

#: templates/word/leaf.mustache
msgid "person"
msgstr ""

#: templates/word/leaf.mustache
msgid "release"
msgstr ""

#: templates/word/leaf.mustache
msgid "staff"
msgstr ""

#: templates/word/leaf.mustache
msgid "token"
msgstr ""

#: templates/word/leaf.mustache
msgid "subscription"
msgstr ""

#: templates/word/leaf.mustache
msgid "settings"
msgstr ""

#: templates/word/news.mustache
msgid "A case was opened"
msgstr ""

#: templates/word/news.mustache
msgid "A case has a new state"
msgstr ""

#: templates/word/news.mustache
msgid "A case was given to somebody"
msgstr ""

#: templates/word/news.mustache
msgid "A case moved to another unit"
msgstr ""

#: templates/word/news.mustache
msgid "A case has a new title"
msgstr ""

#: templates/word/news.mustache
msgid "A message came in"
msgstr ""

#: templates/word/news.mustache
msgid "A held message was let through"
msgstr ""

#: templates/word/news.mustache
msgid "A note was written"
msgstr ""

#: templates/word/news.mustache
msgid "A reply was sent"
msgstr ""

#: templates/word/news.mustache
msgid "A reply was delivered"
msgstr ""

#: templates/word/news.mustache
msgid "A reply could not be delivered"
msgstr ""

#: templates/word/news.mustache
msgid "Test"
msgstr ""

#: templates/word/outcome.mustache
msgid "was so already"
msgstr ""

#: templates/word/outcome.mustache
msgid "not changed: somebody changed it meanwhile"
msgstr ""

#: templates/word/outcome.mustache
msgid "not changed: you may not"
msgstr ""

#: templates/word/outcome.mustache
msgid "not changed: it cannot become that; open it first"
msgstr ""

#: templates/word/outcome.mustache
msgid "not changed: there is no such case"
msgstr ""

#: templates/word/policy-state.mustache
#: templates/word/publication-state.mustache
msgid "draft"
msgstr ""

#: templates/word/policy-state.mustache
msgid "checked"
msgstr ""

#: templates/word/policy-state.mustache
msgid "waits for agreement"
msgstr ""

#: templates/word/policy-state.mustache
msgid "agreed to"
msgstr ""

#: templates/word/policy-state.mustache
msgid "no longer in force"
msgstr ""

#: templates/word/publication-asked.mustache
msgid "Kind of danger"
msgstr ""

#: templates/word/publication-asked.mustache
msgid "How soon people must act"
msgstr ""

#: templates/word/publication-asked.mustache
msgid "How bad it is"
msgstr ""

#: templates/word/publication-asked.mustache
msgid "How certain it is"
msgstr ""

#: templates/word/publication-asked.mustache
msgid "What people should do, in a word"
msgstr ""

#: templates/word/publication-kind.mustache
msgid "News item"
msgstr ""

#: templates/word/publication-part.mustache
msgid "Summary"
msgstr ""

#: templates/word/publication-part.mustache
msgid "Reason"
msgstr ""

#: templates/word/publication-state.mustache src/policy/policy-words.c
msgid "public"
msgstr ""

#: templates/word/publication-state.mustache templates/word/state.mustache
msgid "refused"
msgstr ""

#: templates/word/publication-state.mustache
msgid "draft of a correction"
msgstr ""

#: templates/word/publication-state.mustache
msgid "withdrawal, not sent"
msgstr ""

#: templates/word/publication-state.mustache
msgid "in review"
msgstr ""

#: templates/word/publication-state.mustache
msgid "correction in review"
msgstr ""

#: templates/word/publication-state.mustache
msgid "withdrawal in review"
msgstr ""

#: templates/word/publication-state.mustache
msgid "approved, not out yet"
msgstr ""

#: templates/word/publication-state.mustache
msgid "approved, leaves by itself"
msgstr ""

#: templates/word/purpose.mustache
msgid "Answers"
msgstr ""

#: templates/word/purpose.mustache
msgid "Receipts"
msgstr ""

#: templates/word/purpose.mustache
msgid "News of how it goes on"
msgstr ""

#: templates/word/queue.mustache
msgid "Mine"
msgstr ""

#: templates/word/queue.mustache
msgid "Unassigned"
msgstr ""

#: templates/word/queue.mustache
msgid "Late"
msgstr ""

#: templates/word/queue.mustache
msgid "Asleep"
msgstr ""

#: templates/word/queue.mustache
msgid "All cases"
msgstr ""

#: templates/word/role-hint.mustache
msgid "Reads all cases and decides on messages that filters hold."
msgstr ""

#: templates/word/role-hint.mustache
msgid "Reads everything, changes nothing."
msgstr ""

#: templates/word/role-hint.mustache
msgid "Edits the rules that decide what may leave."
msgstr ""

#: templates/word/role-hint.mustache
msgid "Manages staff, units and channels; reads no cases."
msgstr ""

#: templates/word/role-hint.mustache
msgid "Writes news and alerts for everybody, and approves what colleagues wrote."
msgstr ""

#: templates/word/role.mustache
msgid "records manager"
msgstr ""

#: templates/word/role.mustache src/policy/policy-words.c
msgid "auditor"
msgstr ""

#: templates/word/role.mustache
msgid "policy editor"
msgstr ""

#: templates/word/role.mustache src/policy/policy-words.c
msgid "administrator"
msgstr ""

#: templates/word/role.mustache
msgid "communications officer"
msgstr ""

#: templates/word/scope.mustache
msgid "Read cases"
msgstr ""

#: templates/word/scope.mustache
msgid "Open and change cases"
msgstr ""

#: templates/word/scope.mustache
msgid "Read messages"
msgstr ""

#: templates/word/scope.mustache
msgid "Write notes, and answer citizens for a member of staff"
msgstr ""

#: templates/word/scope.mustache
msgid "See who wrote"
msgstr ""

#: templates/word/scope.mustache
msgid "Manage webhooks"
msgstr ""

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because that is no day. Write before:2026-11-22, after:22.11.2026, after:2026-10, after:yesterday or after:7d."
msgstr ""

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out. What can be asked for is has:attachment."
msgstr ""

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out. What can be asked for is is:open, is:closed and is:held."
msgstr ""

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because there is no such state. States are new, open, waiting-citizen, waiting-other, planned, resolved, refused, duplicate, referred, withdrawn and spam."
msgstr ""

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because there is no such unit. Units are {{units}}."
msgstr ""

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because nothing stands after the colon. Write for example from:ada."
msgstr ""

#: templates/word/search-problem.mustache
msgid "The search was too long, and its end was left out. Leave some words out."
msgstr ""

#: templates/word/severity.mustache
msgid "Extreme danger"
msgstr ""

#: templates/word/severity.mustache
msgid "Severe danger"
msgstr ""

#: templates/word/severity.mustache
msgid "Danger"
msgstr ""

#: templates/word/severity.mustache
msgid "Minor danger"
msgstr ""

#: templates/word/state.mustache
msgid "open"
msgstr ""

#: templates/word/state.mustache
msgid "waits for citizen"
msgstr ""

#: templates/word/state.mustache
msgid "waits for someone else"
msgstr ""

#: templates/word/state.mustache
msgid "planned"
msgstr ""

#: templates/word/state.mustache
msgid "resolved"
msgstr ""

#: templates/word/state.mustache
msgid "duplicate"
msgstr ""

#: templates/word/state.mustache
msgid "passed on"
msgstr ""

#: templates/word/state.mustache
msgid "spam"
msgstr ""

#: templates/word/verdict.mustache
msgid "not checked yet"
msgstr ""

#: templates/word/verdict.mustache
msgid "checked, clean"
msgstr ""

#: templates/word/verdict.mustache
msgid "checked, see label"
msgstr ""

#: templates/word/verdict.mustache
msgid "held back"
msgstr ""

#: templates/word/waiting.mustache
msgid "publication"
msgstr ""

#: templates/word/waiting.mustache
msgid "answer"
msgstr ""

#: templates/word/waiting.mustache
msgid "publication, released without review"
msgstr ""

#: templates/word/waiting.mustache
msgid "answer, released without review"
msgstr ""

#: src/base/locale-date.c
msgid "just now"
msgstr ""

#: src/base/locale-date.c
msgid "{n} min late"
msgstr ""

#: src/base/locale-date.c
msgid "{n} h late"
msgstr ""

#: src/base/locale-date.c
msgid "{n} day late"
msgid_plural "{n} days late"
msgstr[0] ""
msgstr[1] ""

#: src/base/locale-date.c
msgid "in {n} min"
msgstr ""

#: src/base/locale-date.c
msgid "in {n} h"
msgstr ""

#: src/base/locale-date.c
msgid "now"
msgstr ""

#: src/base/locale-format.c
msgid "{n} byte"
msgid_plural "{n} bytes"
msgstr[0] ""
msgstr[1] ""

#: src/channels/email/email-send.c
msgid "The mail server took the message."
msgstr ""

#: src/channels/email/email-send.c
msgid "The mail server cannot take it now."
msgstr ""

#: src/channels/email/email-send.c
msgid "The mail server refuses it for good."
msgstr ""

#: src/channels/email/email-send.c
msgid "The mail server cannot be reached."
msgstr ""

#: src/channels/email/email-send.c
msgid "The connection broke before the mail server answered."
msgstr ""

#: src/channels/email/email-send.c
msgid "The message was written to the outbox folder."
msgstr ""

#: src/channels/email/email-send.c
msgid "The outbox folder cannot be written."
msgstr ""

#: src/channels/email/email-send.c
msgid "This is not a mail address."
msgstr ""

#: src/channels/email/email-send.c src/channels/sms/sms.c
msgid "This is an address of our own."
msgstr ""

#: src/channels/email/email.c
msgid "The mail server does not answer. Messages wait and are sent when it is back."
msgstr ""

#: src/channels/email/email.c
msgid "Mail: in by LMTP from your mail server, out by SMTP to it."
msgstr ""

#: src/channels/email/email.c
msgid "mail"
msgstr ""

#: src/channels/feed/feed-list.c
msgid "Alerts"
msgstr ""

#: src/channels/feed/feed.c
msgid "feeds have no address that somebody could write to or be written to at"
msgstr ""

#: src/channels/feed/feed.c
msgid "What is released, for programs: Atom, RSS, JSON Feed, and alerts as CAP."
msgstr ""

#: src/channels/feed/feed.c
msgid "feed"
msgstr ""

#: src/channels/program/program.c
msgid "write one word under which programs reach this unit, like highways"
msgstr ""

#: src/channels/program/program.c
msgid "What other programs hand in for people, over /api/v1."
msgstr ""

#: src/channels/refuse/refuse.c
msgid "This channel refuses everything."
msgstr ""

#: src/channels/refuse/refuse.c
msgid "The other side refuses this address."
msgstr ""

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway took the message."
msgstr ""

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway refuses it for good."
msgstr ""

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway does not know us."
msgstr ""

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway cannot take it now."
msgstr ""

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway cannot be reached."
msgstr ""

#: src/channels/sms/sms-http.c
msgid "Text messages, through a gateway that speaks JSON."
msgstr ""

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "text message"
msgstr ""

#: src/channels/sms/sms-kannel.c
msgid "The gateway cannot be asked for a text like this."
msgstr ""

#: src/channels/sms/sms-kannel.c
msgid "Text messages, through Kannel."
msgstr ""

#: src/channels/sms/sms.c
msgid "The gateway does not know us: look at user, password and number. Messages wait."
msgstr ""

#: src/channels/sms/sms.c
msgid "The gateway does not answer. Messages wait and are sent when it is back."
msgstr ""

#: src/channels/sms/sms.c
msgid "This is not a telephone number."
msgstr ""

#: src/channels/sms/sms.c
msgid "No gateway is set up to send text messages."
msgstr ""

#: src/channels/web/web-contact.c
msgid "Something on your pages is hard to use"
msgstr ""

#: src/channels/web/web.c
msgid "write contact for the form itself, or one word for a choice on it, like highways"
msgstr ""

#: src/channels/web/web.c
msgid "The contact form, and the page on which its writer reads our answer."
msgstr ""

#: src/channels/web/web.c
msgid "web form"
msgstr ""

#: src/console/bulk.c
msgid "choose an officer"
msgstr ""

#: src/console/bulk.c src/console/case-actions.c
msgid "choose a unit"
msgstr ""

#: src/console/bulk.c
msgid "choose what to do with the cases"
msgstr ""

#: src/console/bulk.c src/console/case-actions.c
msgid "choose a state"
msgstr ""

#: src/console/bulk.c
msgid "choose a tag"
msgstr ""

#: src/console/calendars.c
msgid "line {number}: {words}"
msgstr ""

#: src/console/case-actions.c
msgid "a colleague has taken this case in the meantime"
msgstr ""

#: src/console/case-desk.c
msgid "there is no case with this reference that you may read; check the number"
msgstr ""

#: src/console/case-event.c
msgid "a colleague"
msgstr ""

#: src/console/case-event.c
msgid "first answer"
msgstr ""

#: src/console/case-event.c
msgid "all done"
msgstr ""

#: src/console/case-event.c
msgid "{promise} by {day}"
msgstr ""

#: src/console/hand-over.c src/console/side.c
msgid "look at the preview before you send it"
msgstr ""

#: src/console/part.c
msgid "the page of their case"
msgstr ""

#: src/console/person-merge.c
msgid "there is nobody with this address or case that you may see; check what you typed"
msgstr ""

#: src/console/person-merge.c src/mediation/persons.c
msgid "this is the same person already; name another one"
msgstr ""

#: src/console/person-merge.c src/mediation/persons.c
msgid "you may not change this person"
msgstr ""

#: src/console/person.c src/mediation/persons.c src/views/person-view.c
msgid "there is no such person"
msgstr ""

#: src/console/policy-edit.c src/mediation/policy-change.c
msgid "somebody else writes this version; begin another one from it"
msgstr ""

#: src/console/policy-edit.c
msgid "another rule has this name already; choose another one"
msgstr ""

#: src/console/policy-part.c
msgid "{channel}, else {fallback}"
msgstr ""

#: src/console/policy-part.c
msgid "held, because no rule is for it"
msgstr ""

#: src/console/policy-part.c
msgid "held, because rules contradict each other"
msgstr ""

#: src/console/policy-step.c src/mediation/routing-change.c
msgid "say in a few words what changes and why; it stands in the history"
msgstr ""

#: src/console/promises.c
msgid "choose a service and a priority"
msgstr ""

#: src/console/publication-alert.c
msgid "Weather and floods"
msgstr ""

#: src/console/publication-alert.c
msgid "Earthquake, landslide"
msgstr ""

#: src/console/publication-alert.c
msgid "Fire"
msgstr ""

#: src/console/publication-alert.c
msgid "Health"
msgstr ""

#: src/console/publication-alert.c
msgid "Pollution"
msgstr ""

#: src/console/publication-alert.c
msgid "Traffic and transport"
msgstr ""

#: src/console/publication-alert.c
msgid "Power, water, telephone"
msgstr ""

#: src/console/publication-alert.c
msgid "General safety"
msgstr ""

#: src/console/publication-alert.c
msgid "Police and security"
msgstr ""

#: src/console/publication-alert.c
msgid "Rescue"
msgstr ""

#: src/console/publication-alert.c
msgid "Chemical, biological, radiological or explosive"
msgstr ""

#: src/console/publication-alert.c
msgid "Something else"
msgstr ""

#: src/console/publication-alert.c
msgid "nothing in particular"
msgstr ""

#: src/console/publication-alert.c
msgid "Stay inside"
msgstr ""

#: src/console/publication-alert.c
msgid "Leave the area"
msgstr ""

#: src/console/publication-alert.c
msgid "Get ready"
msgstr ""

#: src/console/publication-alert.c
msgid "Do what was planned"
msgstr ""

#: src/console/publication-alert.c
msgid "Keep away"
msgstr ""

#: src/console/publication-alert.c
msgid "Watch for news"
msgstr ""

#: src/console/publication-alert.c
msgid "Judge for yourself"
msgstr ""

#: src/console/publication-alert.c
msgid "The danger is over"
msgstr ""

#: src/console/publication-alert.c
msgid "No action needed"
msgstr ""

#: src/console/publication-alert.c
msgid "at once"
msgstr ""

#: src/console/publication-alert.c
msgid "within the hour"
msgstr ""

#: src/console/publication-alert.c
msgid "soon"
msgstr ""

#: src/console/publication-alert.c
msgid "no longer"
msgstr ""

#: src/console/publication-alert.c
msgid "not known"
msgstr ""

#: src/console/publication-alert.c
msgid "extreme: lives are in great danger"
msgstr ""

#: src/console/publication-alert.c
msgid "severe: lives are in danger"
msgstr ""

#: src/console/publication-alert.c
msgid "moderate: somebody may come to harm"
msgstr ""

#: src/console/publication-alert.c
msgid "minor"
msgstr ""

#: src/console/publication-alert.c
msgid "it is happening"
msgstr ""

#: src/console/publication-alert.c
msgid "likely"
msgstr ""

#: src/console/publication-alert.c
msgid "possible"
msgstr ""

#: src/console/publication-alert.c
msgid "unlikely"
msgstr ""

#: src/console/publication-form.c
msgid "write a time as year-month-dayThour:minute, like 2026-11-30T09:15"
msgstr ""

#: src/console/reply.c
msgid "“{file}” must not leave: {reason} Remove it, or send it in another form."
msgstr ""

#: src/console/reply.c
msgid "look at the preview before you send the answer"
msgstr ""

#: src/console/routing-history.c
msgid "Back to version {version}"
msgstr ""

#: src/console/routing.c
msgid "Never decides: rule “{name}” above fits whenever this one does"
msgstr ""

#: src/console/second-factor.c src/mediation/second-factor.c
msgid "nothing is being set up; begin again"
msgstr ""

#: src/console/services.c
msgid "write working hours as a number, like 8 or 1:30; leave it empty when nothing is promised"
msgstr ""

#: src/console/units.c
msgid "choose by which channel it is reached"
msgstr ""

#: src/filters/attachment.c
msgid "The attachment is a program or can start one."
msgstr ""

#: src/filters/attachment.c
msgid "The attached archive contains a program or something that can start one."
msgstr ""

#: src/filters/attachment.c
msgid "The attachment is named like a document but is a program."
msgstr ""

#: src/filters/attachment.c
msgid "The name of the attachment contains signs that hide how it really ends."
msgstr ""

#: src/filters/attachment.c
msgid "The content of the attachment is not what its name says."
msgstr ""

#: src/filters/attachment.c
msgid "The attached document contains macros."
msgstr ""

#: src/filters/attachment.c
msgid "The attachment is encrypted, so it cannot be checked."
msgstr ""

#: src/filters/attachment.c
msgid "The attached archive cannot be looked into."
msgstr ""

#: src/filters/attachment.c
msgid "The attachment is larger than this authority accepts."
msgstr ""

#: src/filters/attachment.c
msgid "Looks at attachments: size, name, programs, archives and macros"
msgstr ""

#: src/filters/clamav.c
msgid "The virus scanner found malware."
msgstr ""

#: src/filters/clamav.c
msgid "This is larger than the virus scanner accepts, so it was not checked."
msgstr ""

#: src/filters/clamav.c
msgid "Looks for malware with ClamAV"
msgstr ""

#: src/filters/flood.c
msgid "Many people have sent nearly the same text within a short time."
msgstr ""

#: src/filters/flood.c
msgid "Notices when many people send nearly the same text"
msgstr ""

#: src/filters/personal-number.c
msgid "The text seems to hold the number of a payment card."
msgstr ""

#: src/filters/personal-number.c
msgid "The text seems to hold the number of a bank account."
msgstr ""

#: src/filters/personal-number.c
msgid "The text seems to hold a person's tax number."
msgstr ""

#: src/filters/personal-number.c
msgid "The text seems to hold a person's number in the health service."
msgstr ""

#: src/filters/personal-number.c
msgid "The text seems to hold a number by which the state knows a person."
msgstr ""

#: src/filters/personal-number.c
msgid "Looks for numbers of cards, accounts and persons in the text"
msgstr ""

#: src/filters/rspamd.c
msgid "The spam filter is not sure about this message."
msgstr ""

#: src/filters/rspamd.c
msgid "The spam filter takes this for spam, probably."
msgstr ""

#: src/filters/rspamd.c
msgid "The spam filter takes this for spam."
msgstr ""

#: src/filters/rspamd.c
msgid "The spam filter did not look at this message."
msgstr ""

#: src/filters/rspamd.c
msgid "Looks for spam with Rspamd"
msgstr ""

#: src/filters/words.c
msgid "Words of a list stand in the text."
msgstr ""

#: src/filters/words.c
msgid "Looks for words of the house's own lists"
msgstr ""

#: src/http/problem.c
msgid "That request was not understood"
msgstr ""

#: src/http/problem.c
msgid "Go back, check what you entered, and send it again."
msgstr ""

#: src/http/problem.c
msgid "Please sign in"
msgstr ""

#: src/http/problem.c
msgid "Sign in and try again."
msgstr ""

#: src/http/problem.c
msgid "You cannot do this"
msgstr ""

#: src/http/problem.c
msgid "Your sign-in may have ended, or does not allow it. Nothing was changed. Reload the page and try again."
msgstr ""

#: src/http/problem.c
msgid "Page not found"
msgstr ""

#: src/http/problem.c
msgid "The address may be mistyped, or the page may have moved."
msgstr ""

#: src/http/problem.c
msgid "This page does not work that way"
msgstr ""

#: src/http/problem.c
msgid "Go back and try again from the page before."
msgstr ""

#: src/http/problem.c
msgid "Somebody else was faster"
msgstr ""

#: src/http/problem.c
msgid "This was changed while you worked on it. Reload the page and look again."
msgstr ""

#: src/http/problem.c
msgid "That is too large"
msgstr ""

#: src/http/problem.c
msgid "Nothing was saved. Send less at once, or smaller files."
msgstr ""

#: src/http/problem.c
msgid "The address is too long"
msgstr ""

#: src/http/problem.c
msgid "Go back and try again."
msgstr ""

#: src/http/problem.c
msgid "That kind of content is not accepted"
msgstr ""

#: src/http/problem.c
msgid "Send it in one of the forms that are described."
msgstr ""

#: src/http/problem.c
msgid "Too many attempts"
msgstr ""

#: src/http/problem.c
msgid "Please wait a few minutes and try again."
msgstr ""

#: src/http/problem.c
msgid "Your browser sent too much"
msgstr ""

#: src/http/problem.c
msgid "Delete the cookies of this site and try again."
msgstr ""

#: src/http/problem.c
msgid "Something went wrong on our side"
msgstr ""

#: src/http/problem.c
msgid "It is not your fault. Please try again in a few minutes."
msgstr ""

#: src/http/problem.c
msgid "That method is not known"
msgstr ""

#: src/http/problem.c
msgid "Too busy just now"
msgstr ""

#: src/http/problem.c
msgid "Nothing was lost. Please try again in a few seconds."
msgstr ""

#: src/http/problem.c
msgid "That did not work"
msgstr ""

#: src/mediation/acknowledgement.c
msgid ""
"You can also look at your case, and write to us, on a page of your own:\n"
"\n"
"<{url}>\n"
"\n"
"Whoever has the link can open it, so keep it to yourself. Without the link, give the number of your case and the code {code}."
msgstr ""

#: src/mediation/acknowledgement.c
msgid "{authority} has your message. Its number is {reference}. We answer here; to add something, just write again."
msgstr ""

#: src/mediation/acknowledgement.c src/mediation/hand-over.c
msgid "Dear {name},"
msgstr ""

#: src/mediation/acknowledgement.c src/mediation/hand-over.c
msgid "Good day,"
msgstr ""

#: src/mediation/acknowledgement.c
msgid "thank you for writing to us. We have your message and gave it the number **{reference}**. A member of our staff will read it and answer you."
msgstr ""

#: src/mediation/acknowledgement.c
msgid "To add something, simply answer this mail. You do not need to do anything else."
msgstr ""

#: src/mediation/approval.c
msgid "only a member of staff can approve"
msgstr ""

#: src/mediation/approval.c
msgid "you wrote a part of this; somebody else has to approve it"
msgstr ""

#: src/mediation/approval.c
msgid "you have approved this already, or somebody in your stead; it waits for somebody else"
msgstr ""

#: src/mediation/approval.c
msgid "you may not approve this; it waits for somebody else"
msgstr ""

#: src/mediation/approval.c
msgid "say why you return or refuse it, so that the author knows what to change"
msgstr ""

#: src/mediation/approval.c
msgid "a comment has at most 2,000 characters"
msgstr ""

#: src/mediation/approval.c
msgid "what would leave is not what you saw; look at it again"
msgstr ""

#: src/mediation/bulk.c
msgid "choose at least one case"
msgstr ""

#: src/mediation/bulk.c
msgid "say why: this state needs a reason"
msgstr ""

#: src/mediation/bulk.c
msgid "more than 100 cases at once; choose fewer"
msgstr ""

#: src/mediation/bulk.c
msgid "this is undone already"
msgstr ""

#: src/mediation/bulk.c
msgid "this can be undone for ten minutes only; change the cases instead"
msgstr ""

#: src/mediation/casework.c src/mediation/merging.c
msgid "somebody changed the case in the meantime; look at it again and repeat what you did"
msgstr ""

#: src/mediation/casework.c src/mediation/routing-change.c
msgid "that unit takes no cases; choose another"
msgstr ""

#: src/mediation/casework.c
msgid "a case needs a title; write a few words"
msgstr ""

#: src/mediation/casework.c src/mediation/routing-change.c
msgid "that service is not for cases of this unit; choose another"
msgstr ""

#: src/mediation/citizen-access.c
msgid "nobody in this case can be answered, so there is nobody to give a link to"
msgstr ""

#: src/mediation/clocks-job.c
msgid "choose how much time is left when you are warned: 0 to 90 percent"
msgstr ""

#: src/mediation/delegating.c
msgid "the last day is before the first, or has passed; choose other days"
msgstr ""

#: src/mediation/delegating.c
msgid "somebody can stand in for 90 days at most; choose an earlier last day"
msgstr ""

#: src/mediation/delegating.c
msgid "choose a first day within a year"
msgstr ""

#: src/mediation/delegating.c
msgid "choose who decides in your stead"
msgstr ""

#: src/mediation/delegating.c
msgid "you cannot stand in for yourself; choose somebody else"
msgstr ""

#: src/mediation/delegating.c
msgid "auditors and administrators decide for nobody; choose somebody else"
msgstr ""

#: src/mediation/delegating.c
msgid "five at once are possible; end one of them first"
msgstr ""

#: src/mediation/delegating.c
msgid "you approve nothing yourself, so nobody can do it in your stead"
msgstr ""

#: src/mediation/delegating.c
msgid "say why somebody stands in for you"
msgstr ""

#: src/mediation/delegating.c
msgid "the reason has at most 200 characters"
msgstr ""

#: src/mediation/delivery.c src/mediation/noticing.c
msgid "The message cannot be written for this channel."
msgstr ""

#: src/mediation/directory-calendar.c
msgid "a calendar needs at least one hour of work in a week"
msgstr ""

#: src/mediation/directory-calendar.c
msgid "that time zone is not known; write one like Europe/London"
msgstr ""

#: src/mediation/directory-change.c src/mediation/directory-service.c
msgid "write the code with 1 to 32 small letters, digits and hyphens"
msgstr ""

#: src/mediation/directory-change.c
msgid "addresses of ours still lead to this unit; give them to another unit first"
msgstr ""

#: src/mediation/directory-change.c src/mediation/directory-service.c
msgid "this unit is closed; choose another, or reopen it first"
msgstr ""

#: src/mediation/directory-change.c
msgid "this is not an address that the channel can have"
msgstr ""

#: src/mediation/directory-service.c
msgid "a promise is at most two years of working time"
msgstr ""

#: src/mediation/directory-service.c
msgid "the rule behind the promise is longer than 200 characters; shorten it"
msgstr ""

#: src/mediation/emergency.c
msgid "say why it cannot wait; who reviews it afterwards reads that"
msgstr ""

#: src/mediation/emergency.c
msgid "the reason has at most 500 characters"
msgstr ""

#: src/mediation/emergency.c
msgid "this has been reviewed already"
msgstr ""

#: src/mediation/enclosures.c
msgid "On {day} we wrote to the citizen:"
msgstr ""

#: src/mediation/enclosures.c
msgid "On {day} the citizen wrote:"
msgstr ""

#: src/mediation/enclosures.c
msgid "On {day} {name} wrote:"
msgstr ""

#: src/mediation/enclosures.c
msgid "something that you ticked cannot be sent along; look at the case again"
msgstr ""

#: src/mediation/enclosures.c
msgid "more than 100 messages and files are ticked; choose fewer"
msgstr ""

#: src/mediation/filing.c
msgid "(held for review)"
msgstr ""

#: src/mediation/hand-over.c
msgid "choose the body that takes the case over"
msgstr ""

#: src/mediation/hand-over.c
msgid "say why; the citizen reads it"
msgstr ""

#: src/mediation/hand-over.c
msgid "confirm that the citizen agreed, or name the law that allows it"
msgstr ""

#: src/mediation/hand-over.c
msgid "name the law that allows passing their data on"
msgstr ""

#: src/mediation/hand-over.c
msgid ""
"we have handed your matter {reference} over to **{partner}**. The reason: {reason}\n"
"\n"
"{partner} has what you wrote to us and will answer you. You do not need to write again."
msgstr ""

#: src/mediation/hand-over.c
msgid "You can reach {partner} here: {contact}"
msgstr ""

#: src/mediation/hand-over.c
msgid "this body is closed in the directory; choose another"
msgstr ""

#: src/mediation/hand-over.c
msgid "this case is closed; open it before you hand it over"
msgstr ""

#: src/mediation/hand-over.c src/mediation/release-reply.c src/mediation/side.c
msgid "somebody changed the case while you wrote; your text is kept below, look at the case and send it again"
msgstr ""

#: src/mediation/hand-over.c src/mediation/side.c
msgid "what would leave is not what you saw; look at the preview again"
msgstr ""

#: src/mediation/lexicon.c
msgid "write the label with 1 to 32 small letters, digits and hyphens"
msgstr ""

#: src/mediation/lexicon.c
msgid "another filter uses this label already; choose another"
msgstr ""

#: src/mediation/lexicon.c
msgid "write the language as a short code such as en or pt-BR, or leave it empty"
msgstr ""

#: src/mediation/lexicon.c
msgid "the list is too long; at most 96 KiB of text fit"
msgstr ""

#: src/mediation/lexicon.c
msgid "write at least one word, each on a line of its own"
msgstr ""

#: src/mediation/lexicon.c
msgid "a list holds at most 5,000 words; make two of it"
msgstr ""

#: src/mediation/lexicon.c
msgid "a word or phrase has at most 100 characters; put each on a line of its own"
msgstr ""

#: src/mediation/lexicon.c
msgid "there are 50 lists already; add the words to one of them"
msgstr ""

#: src/mediation/lexicon.c
msgid "there is no such list"
msgstr ""

#: src/mediation/merging.c
msgid "this is the case itself; name another one"
msgstr ""

#: src/mediation/merging.c
msgid "somebody was asked internally in one of these cases who is the citizen of the other; link them instead"
msgstr ""

#: src/mediation/merging.c
msgid "this case is merged into another one already"
msgstr ""

#: src/mediation/merging.c
msgid "that case is itself merged into another one; name that one"
msgstr ""

#: src/mediation/merging.c
msgid "that case is closed; open it first"
msgstr ""

#: src/mediation/merging.c
msgid "this case is not merged into another one"
msgstr ""

#: src/mediation/name.c
msgid "write a name of 1 to 100 characters"
msgstr ""

#: src/mediation/noticing-letter.c
msgid "A publication to approve, since {since}"
msgstr ""

#: src/mediation/noticing-letter.c
msgid "A publication that left without review, to be looked at until {due}"
msgstr ""

#: src/mediation/noticing-letter.c
msgid "An answer in {reference} that left without review, to be looked at until {due}"
msgstr ""

#: src/mediation/noticing-letter.c
msgid "{n} decision waits for you."
msgid_plural "{n} decisions wait for you."
msgstr[0] ""
msgstr[1] ""

#: src/mediation/noticing-letter.c
msgid "… and {n} more."
msgid_plural "… and {n} more."
msgstr[0] ""
msgstr[1] ""

#: src/mediation/noticing-letter.c
msgid ""
"All that waits for you: <{url}/waiting>\n"
"\n"
"What it is about stands only there. Where these mails go, and whether, you choose yourself: <{url}/account/approvals>"
msgstr ""

#: src/mediation/noticing.c
msgid "No channel can write to this address."
msgstr ""

#: src/mediation/partners.c src/mediation/side-letter.c
msgid "no channel can write to others; ask an administrator"
msgstr ""

#: src/mediation/partners.c
msgid "give the address of who is to be asked"
msgstr ""

#: src/mediation/partners.c
msgid "this is one of our own addresses; give that of a person or of another body"
msgstr ""

#: src/mediation/partners.c
msgid "there is a body of this name already"
msgstr ""

#: src/mediation/password.c
msgid "this password is too short; use 12 characters or more, for example four words"
msgstr ""

#: src/mediation/password.c
msgid "this password is too long; use 256 characters or fewer"
msgstr ""

#: src/mediation/password.c
msgid "many people use this password, so it is easy to guess; choose another, for example four words"
msgstr ""

#: src/mediation/password.c
msgid "the sign-in name is part of this password, so it is easy to guess; choose another"
msgstr ""

#: src/mediation/password.c
msgid "too many people are signing in at this moment; try again in a minute"
msgstr ""

#: src/mediation/password.c
msgid "this is no text that can be a password"
msgstr ""

#: src/mediation/password.c
msgid "there is too little memory to store a password"
msgstr ""

#: src/mediation/password.c
msgid "what is stored is not a password; set it anew"
msgstr ""

#: src/mediation/password.c
msgid "there is too little memory to check a password"
msgstr ""

#: src/mediation/persons.c
msgid "write a name"
msgstr ""

#: src/mediation/persons.c
msgid "the name has more than 200 characters; shorten it"
msgstr ""

#: src/mediation/persons.c
msgid "we do not write in this language; choose one of the list"
msgstr ""

#: src/mediation/persons.c
msgid "we have no address of theirs on this channel; choose one of the list"
msgstr ""

#: src/mediation/persons.c
msgid "something new came in from this person; look at the preview again"
msgstr ""

#: src/mediation/persons.c
msgid "this was undone already"
msgstr ""

#: src/mediation/persons.c
msgid "say how you know that they are one person"
msgstr ""

#: src/mediation/persons.c
msgid "the reason has more than 500 characters; shorten it"
msgstr ""

#: src/mediation/policy-change.c
msgid "the first version is built in and stays as it is; begin another one from it"
msgstr ""

#: src/mediation/policy-change.c
msgid "this version is in force or was given up, and stays as it is; begin another one from it"
msgstr ""

#: src/mediation/policy-change.c src/store/policy-store.c
msgid "somebody changed this version in the meantime; look at it again"
msgstr ""

#: src/mediation/policy-change.c
msgid "first check this version and look at what it would have changed; then agree to it"
msgstr ""

#: src/mediation/policy-force.c
msgid "two persons must agree to this version before it comes into force"
msgstr ""

#: src/mediation/policy-force.c
msgid "another version came into force since this one was written; save it again on top of that, and have it agreed to"
msgstr ""

#: src/mediation/policy-force.c
msgid "only to a version that was in force can be gone back"
msgstr ""

#: src/mediation/policy-force.c
msgid "say in a few words why; it stands in the history"
msgstr ""

#: src/mediation/policy-replay.c
msgid "check this version first; then look at what it would have changed"
msgstr ""

#: src/mediation/proposing-decide.c
msgid "the citizen has written in the meantime; read it before you decide"
msgstr ""

#: src/mediation/proposing-decide.c
msgid "only who wrote it, or a lead of the unit, can send it now"
msgstr ""

#: src/mediation/proposing-decide.c
msgid "this reply cannot be sent now; look at the case"
msgstr ""

#: src/mediation/proposing-leave.c
msgid "somebody changed this reply in the meantime; look at it again"
msgstr ""

#: src/mediation/proposing.c
msgid "this reply does not wait for approval any more"
msgstr ""

#: src/mediation/proposing.c
msgid "it waits for somebody else to agree first"
msgstr ""

#: src/mediation/proposing.c
msgid "the time at which it is to leave must be in the future, at most a year ahead"
msgstr ""

#: src/mediation/proposing.c
msgid "only who wrote it, or a lead of the unit, can take it back"
msgstr ""

#: src/mediation/proposing.c
msgid "it has left already, or is a draft again; look at the case"
msgstr ""

#: src/mediation/publishing-emergency.c
msgid "This was published in a hurry. A review afterwards found something to put right."
msgstr ""

#: src/mediation/publishing-release.c src/mediation/publishing.c
#: src/store/publication-store.c
msgid "somebody changed this publication in the meantime; look at it again"
msgstr ""

#: src/mediation/publishing-release.c
msgid "the time at which it is to leave has passed; choose another one"
msgstr ""

#: src/mediation/publishing-release.c
msgid "what would leave is not what was approved; send it for review again"
msgstr ""

#: src/mediation/publishing-release.c
msgid "somebody who approved this may approve no more, so an approval is missing; take it back and send it for review again"
msgstr ""

#: src/mediation/publishing.c
msgid "this cannot be done to the publication as it stands now; look at it again"
msgstr ""

#: src/mediation/publishing.c
msgid "there is no such topic"
msgstr ""

#: src/mediation/publishing.c
msgid "there are a hundred publications with this title; give it another one"
msgstr ""

#: src/mediation/release-duties.c
msgid "the policy says that a unit must agree which is not there or closed; tell those who keep the policy"
msgstr ""

#: src/mediation/release-duties.c
msgid "the policy asks that more than three others agree, which cannot be done; tell those who keep the policy"
msgstr ""

#: src/mediation/release-duties.c
msgid "the policy says that a notice stands below this reply, and there is none in its language; ask your lead to add a template with this code and language (Settings, Templates)"
msgstr ""

#: src/mediation/release-duties.c
msgid "You do not agree? You can ask that somebody else looks at this answer: {page}"
msgstr ""

#: src/mediation/release-duties.c
msgid "You do not agree? Answer to this message and say that somebody else should look at it."
msgstr ""

#: src/mediation/release-duties.c
msgid "the reason has more than 300 characters; shorten it"
msgstr ""

#: src/mediation/release-duties.c
msgid "the policy says that this is answered in the citizen’s language; write it in that, or add it below a line of ---, or give the reason why not"
msgstr ""

#: src/mediation/release-policy.c
msgid "the policy says that this is not answered in public, and there is no other way to answer; write a note instead"
msgstr ""

#: src/mediation/release-policy.c
msgid "the policy says that somebody else must agree before this leaves, and what leaves with a hand-over cannot be put before others; tell those who keep the policy"
msgstr ""

#: src/mediation/release-reply.c
msgid "You may send this yourself: officers release replies of their own unit."
msgstr ""

#: src/mediation/release-reply.c
msgid "a reply to the citizen waits in this case already; it must leave or be taken back before another one can go"
msgstr ""

#: src/mediation/release-reply.c
msgid "somebody else must agree before this leaves, or its time has not come; look at the preview again and send it for approval"
msgstr ""

#: src/mediation/release-screening.c
msgid "a filter does not answer, so the files cannot be checked and must not leave yet; your reply is kept, send it again when the filter is back"
msgstr ""

#: src/mediation/release-screening.c
msgid "a filter holds one of the files, so it must not leave; remove it, or send it in another form"
msgstr ""

#: src/mediation/release.c
msgid "more than 20 files; send fewer, or put them in an archive"
msgstr ""

#: src/mediation/release.c
msgid "the files are larger than 15 MB together; send fewer, or make them smaller"
msgstr ""

#: src/mediation/review.c
msgid "a message with malware is never shown; ask the sender to send it again without the file"
msgstr ""

#: src/mediation/review.c
msgid "this message is not held any more"
msgstr ""

#: src/mediation/routing-change.c
msgid "that service is not offered any more; choose another"
msgstr ""

#: src/mediation/routing-change.c
msgid "one of these addresses is not ours any more; leave it out"
msgstr ""

#: src/mediation/routing-change.c
msgid "one of these services is not there any more; leave it out"
msgstr ""

#: src/mediation/routing-change.c src/store/routing-store.c
msgid "somebody saved other rules in the meantime; look at them, then decide about yours"
msgstr ""

#: src/mediation/routing-gifts.c
msgid "that template is not there any more; choose another"
msgstr ""

#: src/mediation/routing-gifts.c
msgid "one of these tags is closed or not there; leave it out, or make it first"
msgstr ""

#: src/mediation/screening-policy.c
msgid "A rule of the policy says so."
msgstr ""

#: src/mediation/second-factor.c
msgid "there were too many wrong codes; wait a while, then try again"
msgstr ""

#: src/mediation/second-factor.c
msgid "the code is not right, or was used before; wait for the next one and type that"
msgstr ""

#: src/mediation/second-factor.c
msgid "you have a second factor already; remove it before you set up another"
msgstr ""

#: src/mediation/second-factor.c
msgid "they have no second factor; there is nothing to take away"
msgstr ""

#: src/mediation/side-letter.c
msgid "this is the citizen of this case; an internal consultation is never with them. Answer them in their own conversation"
msgstr ""

#: src/mediation/side-letter.c
msgid "Handed over {reference}: {title}"
msgstr ""

#: src/mediation/side-letter.c
msgid "Internal consultation {reference}: {title}"
msgstr ""

#: src/mediation/side-letter.c
msgid "with what is quoted the text is longer than 256 KiB; send less"
msgstr ""

#: src/mediation/side-letter.c
msgid "write what you ask"
msgstr ""

#: src/mediation/side-letter.c
msgid "*With this, case {reference} is yours: please answer the citizen yourself. What you answer to this mail goes to {authority}, not to the citizen.*"
msgstr ""

#: src/mediation/side-letter.c
msgid "*This is an internal consultation on case {reference}. Your answer goes to {authority}, not to the citizen.*"
msgstr ""

#: src/mediation/side.c
msgid "You may send this yourself: officers ask others about cases of their own unit."
msgstr ""

#: src/mediation/sign-in-guard.c
msgid "there were too many tries to sign in; wait a moment, at most 15 minutes, and try again"
msgstr ""

#: src/mediation/sign-in.c
msgid "the sign-in name or the password is not right"
msgstr ""

#: src/mediation/sign-in.c src/store/session-store.c
msgid "you are not signed in; sign in to go on"
msgstr ""

#: src/mediation/sign-in.c
msgid "this is the password you have; choose another"
msgstr ""

#: src/mediation/snoozing.c
msgid "choose a time to come back that is ahead, and within two years"
msgstr ""

#: src/mediation/staffing.c
msgid "this is no language that Tribune knows"
msgstr ""

#: src/mediation/staffing.c
msgid "these are too many roles; 64 are possible"
msgstr ""

#: src/mediation/staffing.c
msgid "this role is held for the whole body, not in one unit"
msgstr ""

#: src/mediation/staffing.c
msgid "nobody would be left to manage staff; make somebody else administrator first"
msgstr ""

#: src/mediation/staffing.c
msgid "write the sign-in name with 2 to 64 small letters, digits, dots, hyphens and underscores"
msgstr ""

#: src/mediation/staffing.c
msgid "nobody has this sign-in name"
msgstr ""

#: src/mediation/tagging.c
msgid "this tag is closed; choose another"
msgstr ""

#: src/mediation/tagging.c
msgid "a tag needs a name"
msgstr ""

#: src/mediation/tagging.c
msgid "there is no tag of this name; choose one, or ask your lead for a new one"
msgstr ""

#: src/mediation/tagging.c
msgid "there is a tag of this name already"
msgstr ""

#: src/mediation/templating.c src/mediation/topics.c
msgid "a code has 1 to 40 small letters, digits and hyphens"
msgstr ""

#: src/mediation/templating.c
msgid "a template needs a name"
msgstr ""

#: src/mediation/templating.c
msgid "write the text of the template"
msgstr ""

#: src/mediation/tokens.c
msgid "choose at least one thing that the program may do"
msgstr ""

#: src/mediation/tokens.c
msgid "choose at least one unit, or all of them"
msgstr ""

#: src/mediation/tokens.c
msgid "these are too many units; choose all of them instead"
msgstr ""

#: src/mediation/tokens.c
msgid "a token ends tomorrow at the earliest and in two years at the latest"
msgstr ""

#: src/mediation/tokens.c
msgid "a program cannot act for somebody who may not sign in"
msgstr ""

#: src/mediation/tokens.c
msgid "there are 500 tokens already; revoke those that nobody uses"
msgstr ""

#: src/mediation/topics.c
msgid "“all” and “alerts” have lists of their own; choose another code"
msgstr ""

#: src/mediation/topics.c
msgid "give the topic a name in at least one language"
msgstr ""

#: src/mediation/webhook-sending.c
msgid "Its address leads into a network that is not public."
msgstr ""

#: src/mediation/webhook-sending.c
msgid "It answered too much."
msgstr ""

#: src/mediation/webhook-sending.c
msgid "It took too long to answer."
msgstr ""

#: src/mediation/webhook-sending.c
msgid "Its address cannot be used."
msgstr ""

#: src/mediation/webhook-sending.c
msgid "It cannot be reached, or its certificate is not valid."
msgstr ""

#: src/mediation/webhook-sending.c
msgid "It said that it is gone for good (410)."
msgstr ""

#: src/mediation/webhook-sending.c
msgid "It took nothing for three days."
msgstr ""

#: src/mediation/webhook-sending.c
msgid "The webhook was switched off."
msgstr ""

#: src/mediation/webhooks.c
msgid "write the whole address, as https://example.org/hook"
msgstr ""

#: src/mediation/webhooks.c
msgid "the address must begin with https://"
msgstr ""

#: src/mediation/webhooks.c
msgid "the address must have no user name, no password and no # in it"
msgstr ""

#: src/mediation/webhooks.c
msgid "there is no such webhook"
msgstr ""

#: src/mediation/webhooks.c
msgid "choose at least one thing to be told of"
msgstr ""

#: src/mediation/webhooks.c
msgid "there are 50 webhooks already; remove one that nobody needs"
msgstr ""

#: src/mediation/webhooks.c
msgid "the webhook is switched off; switch it on first"
msgstr ""

#: src/mediation/webhooks.c
msgid "there is nothing to send again: it is on its way, or not kept any more"
msgstr ""

#: src/model/calendar-text.c
msgid "a day has at most four stretches of working hours"
msgstr ""

#: src/model/calendar-text.c
msgid "write working hours like 9:00-12:00, 13:00-17:00; leave a day off empty"
msgstr ""

#: src/model/calendar-text.c
msgid "write the working hours of a day one after the other, with a break between"
msgstr ""

#: src/model/calendar-text.c
msgid "the list of days off is too long"
msgstr ""

#: src/model/calendar-text.c
msgid "this is no day that is off; write 2026-12-25 Christmas Day, or 12-25 for every year"
msgstr ""

#: src/model/publication.c
msgid "each language needs a title"
msgstr ""

#: src/model/publication.c
msgid "each language needs a text"
msgstr ""

#: src/model/publication.c
msgid "a title has at most 200 characters"
msgstr ""

#: src/model/publication.c
msgid "a summary has at most 500 characters"
msgstr ""

#: src/model/publication.c
msgid "a text has at most 128 KiB"
msgstr ""

#: src/model/publication.c
msgid "write title and text in at least one language"
msgstr ""

#: src/model/publication.c
msgid "at most 10 languages"
msgstr ""

#: src/model/publication.c
msgid "at most 10 topics"
msgstr ""

#: src/model/publication.c
msgid "say why: readers see it with what you correct or withdraw"
msgstr ""

#: src/model/publication.c
msgid "a reason has at most 500 characters"
msgstr ""

#: src/model/reply-template.c
msgid "a variable that asks needs a question of 1 to 200 characters"
msgstr ""

#: src/model/reply-template.c
msgid "more than 20 variables; ask for less"
msgstr ""

#: src/model/reply-template.c
msgid "a brace is opened and not closed on its line"
msgstr ""

#: src/model/reply-template.c
msgid "the template is longer than 64 KiB; shorten it"
msgstr ""

#: src/model/reply-template.c
msgid "fill in everything that the template asks for"
msgstr ""

#: src/model/rights.c
msgid "you may not see these cases"
msgstr ""

#: src/model/rights.c
msgid "you may not read this case"
msgstr ""

#: src/model/rights.c
msgid "you may not read these messages"
msgstr ""

#: src/model/rights.c
msgid "you may not see this person"
msgstr ""

#: src/model/rights.c
msgid "you may not read this trail"
msgstr ""

#: src/model/rights.c
msgid "you may not download this proof"
msgstr ""

#: src/model/rights.c
msgid "you may not add notes to this case"
msgstr ""

#: src/model/rights.c
msgid "you may not take this case"
msgstr ""

#: src/model/rights.c
msgid "you may not assign this case to others"
msgstr ""

#: src/model/rights.c
msgid "you may not change the state of this case"
msgstr ""

#: src/model/rights.c
msgid "you may not pass this case on"
msgstr ""

#: src/model/rights.c
msgid "you may not edit this case"
msgstr ""

#: src/model/rights.c
msgid "you may not manage tags; ask your lead"
msgstr ""

#: src/model/rights.c
msgid "you may not change these templates; ask your lead"
msgstr ""

#: src/model/rights.c
msgid "you may not change the directory of other bodies; ask your lead"
msgstr ""

#: src/model/rights.c
msgid "you may not answer in this case"
msgstr ""

#: src/model/rights.c
msgid "you may not decide on held messages"
msgstr ""

#: src/model/rights.c
msgid "you may not read the journal"
msgstr ""

#: src/model/rights.c
msgid "you may not see who looked up what"
msgstr ""

#: src/model/rights.c
msgid "you may not sign checkpoints"
msgstr ""

#: src/model/rights.c
msgid "you may not see this page"
msgstr ""

#: src/model/rights.c
msgid "you may not manage staff"
msgstr ""

#: src/model/rights.c
msgid "you may not manage units and addresses"
msgstr ""

#: src/model/rights.c
msgid "you may not change services and calendars"
msgstr ""

#: src/model/rights.c
msgid "you may not change settings"
msgstr ""

#: src/model/rights.c
msgid "you may not manage the tokens of programs"
msgstr ""

#: src/model/rights.c
msgid "you may not manage webhooks"
msgstr ""

#: src/model/rights.c
msgid "you may not see the rules"
msgstr ""

#: src/model/rights.c
msgid "you may not change the rules"
msgstr ""

#: src/model/rights.c
msgid "you may not agree to rules"
msgstr ""

#: src/model/rights.c
msgid "you may not see publications"
msgstr ""

#: src/model/rights.c
msgid "you may not write publications"
msgstr ""

#: src/model/rights.c
msgid "you may not approve publications"
msgstr ""

#: src/model/rights.c
msgid "you may not release anything without review"
msgstr ""

#: src/model/rights.c
msgid "you may not change topics"
msgstr ""

#: src/model/rights.c
msgid "you may not hand in messages for this unit"
msgstr ""

#: src/model/rights.c
msgid "only a channel may hand in reports"
msgstr ""

#: src/model/rights.c
msgid "only Tribune itself may do this"
msgstr ""

#: src/model/rights.c
msgid "you may not make a new link to this case"
msgstr ""

#: src/model/rights.c
msgid "this link does not open that case"
msgstr ""

#: src/policy/policy-cell.c
msgid "this column takes words in quotes, separated by commas; nothing is less or more"
msgstr ""

#: src/policy/policy-cell.c
msgid "this column takes true or false, without quotes"
msgstr ""

#: src/policy/policy-cell.c
msgid "this column takes numbers, like 2, < 2 or [1..3]"
msgstr ""

#: src/policy/policy-cell.c
msgid "this column takes times, like < time(\"08:30:00\") or [time(\"08:00:00\")..time(\"18:00:00\"))"
msgstr ""

#: src/policy/policy-cell.c
msgid "this column takes has(\"…\") and not(has(\"…\"))"
msgstr ""

#: src/policy/policy-cell.c
msgid "this column does not know that word; choose one of its words"
msgstr ""

#: src/policy/policy-cell.c
msgid "a word has 1 to 64 bytes, on one line"
msgstr ""

#: src/policy/policy-cell.c
msgid "between the two ends of an interval stand two points, like [1..3]"
msgstr ""

#: src/policy/policy-cell.c
msgid "an interval ends with ], or with ) when its end does not belong to it"
msgstr ""

#: src/policy/policy-cell.c src/policy/policy-literal.c
msgid "a bracket is not closed; add )"
msgstr ""

#: src/policy/policy-cell.c
msgid "a cell has at most 50 tests; make two rules of it"
msgstr ""

#: src/policy/policy-cell.c
msgid "between two tests a comma is wanted; not(…) only around the whole cell"
msgstr ""

#: src/policy/policy-cell.c
msgid "a cell has at most 1,000 bytes; make two rules of it"
msgstr ""

#: src/policy/policy-cell.c
msgid "this is no text that we can read; type it again"
msgstr ""

#: src/policy/policy-input.c
msgid "Purpose"
msgstr ""

#: src/policy/policy-input.c
msgid "Who reads it"
msgstr ""

#: src/policy/policy-input.c
msgid "Content"
msgstr ""

#: src/policy/policy-input.c
msgid "Urgency"
msgstr ""

#: src/policy/policy-input.c
msgid "Legal effect"
msgstr ""

#: src/policy/policy-input.c
msgid "Channel that the citizen prefers"
msgstr ""

#: src/policy/policy-input.c
msgid "Proof of identity"
msgstr ""

#: src/policy/policy-input.c
msgid "Channels agreed to"
msgstr ""

#: src/policy/policy-input.c
msgid "Length"
msgstr ""

#: src/policy/policy-input.c
msgid "Time of the day"
msgstr ""

#: src/policy/policy-input.c
msgid "Day of the week"
msgstr ""

#: src/policy/policy-input.c
msgid "Role of the officer"
msgstr ""

#: src/policy/policy-input.c
msgid "Channels that work now"
msgstr ""

#: src/policy/policy-input.c
msgid "What filters say"
msgstr ""

#: src/policy/policy-literal.c
msgid "after a minus sign or a point a number is wanted, like 2 or 0.5"
msgstr ""

#: src/policy/policy-literal.c
msgid "a number has at most 12 digits before the point and 6 after it; shorten it"
msgstr ""

#: src/policy/policy-literal.c
msgid "after \\u four digits are wanted, like \\u00e9"
msgstr ""

#: src/policy/policy-literal.c
msgid "this \\u is no character; write the character itself"
msgstr ""

#: src/policy/policy-literal.c
msgid "after a backslash only ' \" \\ n r t and u may stand"
msgstr ""

#: src/policy/policy-literal.c
msgid "a text ends on the line that it begins on; close it with \""
msgstr ""

#: src/policy/policy-literal.c
msgid "a text has no end; close it with \""
msgstr ""

#: src/policy/policy-literal.c
msgid "a time is written time(\"08:30:00\"), without a zone"
msgstr ""

#: src/policy/policy-literal.c
msgid "after date, time and duration a text in brackets is wanted, like time(\"08:30:00\")"
msgstr ""

#: src/policy/policy-literal.c
msgid "a word stands in quotes, like \"reply\"; names of other columns cannot be used"
msgstr ""

#: src/policy/policy-literal.c
msgid "something is missing at the end; write a number, or a word in quotes"
msgstr ""

#: src/policy/policy-literal.c
msgid "this sign cannot stand here; write a number, or a word in quotes"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Which channel"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "What is held"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "the same channel as asked"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "the channel that the citizen prefers"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "any channel that reaches the citizen"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "somebody else than the author must agree"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "{name} must agree"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it is kept as “{name}”"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "the notice “{name}” is added"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "nothing is answered in public"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it says how to object"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it is translated"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it is answered within {n} working day"
msgid_plural "it is answered within {n} working days"
msgstr[0] ""
msgstr[1] ""

#: src/policy/policy-words-rule.c
msgid "it passes"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it is labelled “{name}”"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it is held as “{name}”"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it goes by {channel}"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it goes by {channel}, else by {fallback}"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "it is held"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "nothing else is asked"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "the filters’ own word stands"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Always: {outcome}."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "When {conditions}: {outcome}."
msgstr ""

#: src/policy/policy-words-rule.c src/policy/policy-words.c
#: src/policy/routing-words.c
msgid "“{word}”"
msgstr ""

#: src/policy/policy-words-rule.c
msgid "No rule of the policy says what to do here, so it is held."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "The rules {rules} of the policy contradict each other here, so it is held."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "No rule of the policy asks for anything: {outcome}."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule {rules} of the policy: {outcome}."
msgid_plural "Rules {rules} of the policy: {outcome}."
msgstr[0] ""
msgstr[1] ""

#: src/policy/policy-words-rule.c
msgid "The example “{example}” comes out otherwise: {outcome}. Mend the rules or the example."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” can never hold. Mend its cells or remove it."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rules “{rule}” and “{other}” both hold when {witness}. Only one may: make one of them narrower."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” does not say what to fall back to. Name another channel."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” falls back to the same channel. Name another one."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}: there is no such channel here. Name one that is there."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, which cannot send. Name one that can."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, where everybody reads, and it holds for content that is not public. Ask for public content in this rule."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” is for everybody, but {channel} reaches one person at a time. Name a public channel."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "No rule holds when {witness}. Such a thing will be held; add a rule for it."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Wherever rule “{rule}” holds, others do too; so it never decides. Make it narrower or remove it."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, which carries no files, and it holds with files too. Then the other channel is used."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, which carries less text than the rule holds for. Then the other channel is used."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "No rule asks anything in the column “{column}”. It can be removed."
msgstr ""

#: src/policy/policy-words-rule.c
msgid "The table is too large to look for every gap; what was looked at is told above."
msgstr ""

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "{list} and {last}"
msgstr ""

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "{list} or {last}"
msgstr ""

#: src/policy/policy-words.c
msgid "something that came in"
msgstr ""

#: src/policy/policy-words.c
msgid "a reply"
msgstr ""

#: src/policy/policy-words.c
msgid "an acknowledgement"
msgstr ""

#: src/policy/policy-words.c
msgid "a decision"
msgstr ""

#: src/policy/policy-words.c
msgid "a notice"
msgstr ""

#: src/policy/policy-words.c
msgid "news"
msgstr ""

#: src/policy/policy-words.c
msgid "an alert"
msgstr ""

#: src/policy/policy-words.c
msgid "an answer of public interest"
msgstr ""

#: src/policy/policy-words.c
msgid "one person"
msgstr ""

#: src/policy/policy-words.c
msgid "a group"
msgstr ""

#: src/policy/policy-words.c
msgid "everybody"
msgstr ""

#: src/policy/policy-words.c
msgid "personal"
msgstr ""

#: src/policy/policy-words.c
msgid "specially protected"
msgstr ""

#: src/policy/policy-words.c
msgid "it has no legal effect"
msgstr ""

#: src/policy/policy-words.c
msgid "it has legal effect"
msgstr ""

#: src/policy/policy-words.c
msgid "it has no files"
msgstr ""

#: src/policy/policy-words.c
msgid "it has files"
msgstr ""

#: src/policy/policy-words.c
msgid "records"
msgstr ""

#: src/policy/policy-words.c
msgid "policy"
msgstr ""

#: src/policy/policy-words.c
msgid "it is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "it is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "it is for {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "it is not for {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the content is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the content is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the urgency is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the urgency is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "it is not so that {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the citizen prefers {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the citizen does not prefer {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the level of proof of identity is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the level of proof of identity is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the citizen agreed to {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the citizen did not agree to {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the citizen agreed to none of these channels"
msgstr ""

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "the language is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the language is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the length is {list} characters"
msgstr ""

#: src/policy/policy-words.c
msgid "the length is not {list} characters"
msgstr ""

#: src/policy/policy-words.c
msgid "the time is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the time is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the day is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the day is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the officer’s role is {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "the officer’s role is not {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "one can send by {list} now"
msgstr ""

#: src/policy/policy-words.c
msgid "one cannot send by {list} now"
msgstr ""

#: src/policy/policy-words.c
msgid "one can send by none of these channels now"
msgstr ""

#: src/policy/policy-words.c
msgid "filters say {list}"
msgstr ""

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "no filter says {list}"
msgstr ""

#: src/policy/policy-words.c
msgid "filters say nothing of this"
msgstr ""

#: src/policy/policy-words.c
msgid "less than {n}"
msgstr ""

#: src/policy/policy-words.c
msgid "before {n}"
msgstr ""

#: src/policy/policy-words.c
msgid "at most {n}"
msgstr ""

#: src/policy/policy-words.c
msgid "{n} or earlier"
msgstr ""

#: src/policy/policy-words.c
msgid "more than {n}"
msgstr ""

#: src/policy/policy-words.c
msgid "after {n}"
msgstr ""

#: src/policy/policy-words.c
msgid "at least {n}"
msgstr ""

#: src/policy/policy-words.c
msgid "{n} or later"
msgstr ""

#: src/policy/policy-words.c
msgid "from {n} to {m}"
msgstr ""

#: src/policy/policy-words.c
msgid "nobody knows this: {column}"
msgstr ""

#: src/policy/policy-words.c
msgid "anything"
msgstr ""

#: src/policy/policy-words.c
msgid "- for anything, or like this: {example}"
msgstr ""

#: src/policy/policy-words.c
msgid "- for anything, or some of these: {words}"
msgstr ""

#: src/policy/routing-rule.c
msgid "give the rule a name of one line, so that cases can say which rule it was"
msgstr ""

#: src/policy/routing-rule.c
msgid "the name is longer than 80 characters; shorten it"
msgstr ""

#: src/policy/routing-rule.c
msgid "these are more than 100 words; make two rules of them"
msgstr ""

#: src/policy/routing-rule.c
msgid "write words and phrases of at most 80 characters, one on each line"
msgstr ""

#: src/policy/routing-rule.c
msgid "each line needs a letter or a digit, and at most 8 words"
msgstr ""

#: src/policy/routing-rule.c
msgid "these are more than 50; make two rules of them"
msgstr ""

#: src/policy/routing-rule.c
msgid "choose what is in the list"
msgstr ""

#: src/policy/routing-rule.c
msgid "say what the rule does: choose a unit, a service or a priority"
msgstr ""

#: src/policy/routing-rule.c
msgid "these are more than 10 tags; leave some out"
msgstr ""

#: src/policy/routing-rule.c
msgid "the name of a tag has 1 to 40 characters"
msgstr ""

#: src/policy/routing-rule.c
msgid "a rule's id is 1 to 32 small letters, digits and hyphens"
msgstr ""

#: src/policy/routing-rule.c
msgid "write languages as de, en-GB or pl"
msgstr ""

#: src/policy/routing-rule.c
msgid "write labels as the filters do, without blanks"
msgstr ""

#: src/policy/routing-rule.c
msgid "write addresses or domains in small letters, as ada@citizen.example or school.example"
msgstr ""

#: src/policy/routing-words.c
msgid "it was sent to {list}"
msgstr ""

#: src/policy/routing-words.c
msgid "nobody knows the language"
msgstr ""

#: src/policy/routing-words.c
msgid "a filter says {list}"
msgstr ""

#: src/policy/routing-words.c
msgid "the citizen chose {list}"
msgstr ""

#: src/policy/routing-words.c
msgid "the citizen chose no service"
msgstr ""

#: src/policy/routing-words.c
msgid "it is from {list}"
msgstr ""

#: src/policy/routing-words.c
msgid "it does not say who it is from"
msgstr ""

#: src/policy/routing-words.c
msgid "everybody could read it"
msgstr ""

#: src/policy/routing-words.c
msgid "only we could read it"
msgstr ""

#: src/policy/routing-words.c
msgid "we know the sender"
msgstr ""

#: src/policy/routing-words.c
msgid "the sender is new here"
msgstr ""

#: src/policy/routing-words.c
msgid "it came within working hours"
msgstr ""

#: src/policy/routing-words.c
msgid "it came outside working hours"
msgstr ""

#: src/policy/routing-words.c
msgid "nobody knows the working hours"
msgstr ""

#: src/policy/routing-words.c
msgid "normal priority"
msgstr ""

#: src/policy/routing-words.c
msgid "high priority"
msgstr ""

#: src/policy/routing-words.c
msgid "service {name}"
msgstr ""

#: src/policy/routing-words.c
msgid "template {name}"
msgstr ""

#: src/policy/routing-words.c
msgid "tag {name}"
msgstr ""

#: src/portal/proof.c
msgid ""
"This proves that a message of your case is in the journal of {body} as it stands here, and was not changed since it came in: it is entry {index} of our journal for {year}.\n"
"\n"
"To check it, run check.sh (it needs sh, sha256sum, base64, od and openssl), and compare the line in the file \"key\" with the key that {body} publishes. Any verifier of C2SP tlog-proofs checks \"entry.tlog-proof\" too.\n"
"\n"
"The folder \"parts\" holds what was written, in the clear. Give this archive only to who may read it.\n"
msgstr ""

#: src/store/calendar-store.c
msgid "another calendar has this code already; choose another"
msgstr ""

#: src/store/calendar-store.c
msgid "there is no such calendar"
msgstr ""

#: src/store/endpoint-store.c
msgid "this channel has this address already"
msgstr ""

#: src/store/endpoint-store.c
msgid "there is no such address of ours"
msgstr ""

#: src/store/merge-store.c src/store/person-merge-store.c
msgid "what was merged has been merged again since; undo the later merge first"
msgstr ""

#: src/store/partner-store.c
msgid "somebody changed this body in the meantime; look at it again"
msgstr ""

#: src/store/policy-store.c
msgid "somebody began another version in the meantime; look at it, then begin again"
msgstr ""

#: src/store/policy-store.c
msgid "you agreed to this version already; somebody else must agree as well"
msgstr ""

#: src/store/service-store.c
msgid "another service has this code already; choose another"
msgstr ""

#: src/store/service-store.c
msgid "there is no such service"
msgstr ""

#: src/store/staff-store.c
msgid "there is no such member of staff"
msgstr ""

#: src/store/staff-store.c
msgid "somebody else has this sign-in name already; choose another"
msgstr ""

#: src/store/template-store.c
msgid "there is a template with this code for this unit and language already"
msgstr ""

#: src/store/template-store.c
msgid "somebody changed this template in the meantime; look at it again"
msgstr ""

#: src/store/topic-store.c
msgid "there is a topic with this code already"
msgstr ""

#: src/store/unit-store.c
msgid "another unit has this code already; choose another"
msgstr ""

#: src/store/unit-store.c
msgid "there is no such unit"
msgstr ""

#: src/store/webhook-store.c
msgid "somebody changed the webhook in the meantime; look at it again"
msgstr ""

#: src/store/word-list-store.c
msgid "another list has this name already; choose another"
msgstr ""

#: src/store/word-list-store.c
msgid "somebody else has changed this list meanwhile; look at it again"
msgstr ""

#: src/views/case-view.c
msgid "It was sent back."
msgstr ""

#: src/views/case-view.c
msgid "It was sent back: the mailbox is full."
msgstr ""

#: src/views/case-view.c
msgid "It was sent back: the other side takes no messages from us. Tell an administrator."
msgstr ""

#: src/views/case-view.c
msgid "It was sent back: there is no such address."
msgstr ""

#: src/views/promise-words.c
msgid "{n} working hour"
msgid_plural "{n} working hours"
msgstr[0] ""
msgstr[1] ""

#: src/views/promise-words.c
msgid "{n} working minute"
msgid_plural "{n} working minutes"
msgstr[0] ""
msgstr[1] ""

#: src/views/promise-words.c
msgid "{n} working minute late"
msgid_plural "{n} working minutes late"
msgstr[0] ""
msgstr[1] ""

#: src/views/promise-words.c
msgid "{n} working hour late"
msgid_plural "{n} working hours late"
msgstr[0] ""
msgstr[1] ""

#: src/views/promise-words.c
msgid "late since {day}"
msgstr ""

#: src/views/promise-words.c
msgid "due now"
msgstr ""

#: src/views/promise-words.c
msgid "in {n} working minute"
msgid_plural "in {n} working minutes"
msgstr[0] ""
msgstr[1] ""

#: src/views/promise-words.c
msgid "in {n} working hour"
msgid_plural "in {n} working hours"
msgstr[0] ""
msgstr[1] ""

#: src/views/promise-words.c
msgid "due {day}"
msgstr ""

#: src/views/promise-words.c
msgid "waits for the citizen"
msgstr ""

#: src/views/promise-words.c
msgid "kept"
msgstr ""

#: src/views/promise-words.c
msgid "kept too late"
msgstr ""

#: src/views/promise-words.c
msgid "ended"
msgstr ""

#: src/wire/cap.c
msgid "write the points of the area as latitude,longitude with a blank between points: 51.50,-0.12 51.52,-0.12 51.52,-0.08 51.50,-0.12"
msgstr ""

#: src/wire/cap.c
msgid "write the points of the area with one blank between them"
msgstr ""

#: src/wire/cap.c
msgid "an area has 4 to 100 points, the last like the first"
msgstr ""

#: src/wire/cap.c
msgid "the last point of an area is the first one again"
msgstr ""

#: src/wire/cap.c
msgid "write a circle as latitude,longitude and kilometres: 51.50,-0.12 3.5"
msgstr ""

#: src/wire/cap.c
msgid "choose what kind of danger it is"
msgstr ""

#: src/wire/cap.c
msgid "choose what people should do"
msgstr ""

#: src/wire/cap.c
msgid "choose how urgent it is"
msgstr ""

#: src/wire/cap.c
msgid "choose how severe it is"
msgstr ""

#: src/wire/cap.c
msgid "choose how certain it is"
msgstr ""

#: src/wire/cap.c
msgid "say in a word or two what happens: Flood, Gas leak"
msgstr ""

#: src/wire/cap.c
msgid "say in words where the alert holds"
msgstr ""

#: src/wire/cap.c
msgid "an alert ends after it begins"
msgstr ""

#: src/wire/markdown.c
msgid "a picture has no alternative text; say between the brackets what it shows, for those who cannot see it: ![what it shows](picture)"
msgstr ""

#: src/wire/markdown.c
msgid "there is no picture of that name here; take it out of the text"
msgstr ""

#: src/wire/markdown.c
msgid "the text is longer than 256 KiB; shorten it"
msgstr ""

#: templates/console/comment-house.mustache
#: templates/portal/comment-log.mustache
#: templates/portal/comment-rules.mustache templates/portal/comment.mustache
#: templates/portal/comments.mustache templates/web/comment-report.mustache
#: templates/web/comment.mustache
msgid "Rules for comments"
msgstr ""

#: templates/console/comment-house.mustache templates/console/comment.mustache
#: templates/console/comments.mustache templates/portal/comments.mustache
#: templates/word/place.mustache
msgid "Comments"
msgstr ""

#: templates/console/comment-house.mustache
msgid "Comments can be open only where rules are public: without them nothing can be hidden fairly. Rules say how people write, never which opinion they have or what they write about."
msgstr ""

#: templates/console/comment-house.mustache
#: templates/portal/comment-rules.mustache
msgid "Version {{version}} of"
msgstr ""

#: templates/console/comment-house.mustache
msgid "One rule to a paragraph, an empty line between two, the same rules in each language. They are numbered by themselves."
msgstr ""

#: templates/console/comment-house.mustache
msgid "This is a proposal: nothing is public yet."
msgstr ""

#: templates/console/comment-house.mustache
msgid "In {{language_name}}"
msgstr ""

#: templates/console/comment-house.mustache
msgid "Publish the rules"
msgstr ""

#: templates/console/comment-house.mustache
msgid "How long comments are open"
msgstr ""

#: templates/console/comment-house.mustache
msgid "Days after something was published; 0 means not at all."
msgstr ""

#: templates/console/comment-house.mustache
msgid "Below each publication"
msgstr ""

#: templates/console/comment-house.mustache
msgid "Last day for comments"
msgstr ""

#: templates/console/comment-house.mustache
msgid "Open until then"
msgstr ""

#: templates/console/comment-house.mustache
msgid "Close now"
msgstr ""

#: templates/console/comment.mustache
msgid "waits for the filters"
msgstr ""

#: templates/console/comment.mustache
msgid "held: nobody else sees it"
msgstr ""

#: templates/console/comment.mustache
msgid "hidden: everybody sees that, and why"
msgstr ""

#: templates/console/comment.mustache
msgid "was decided too late"
msgstr ""

#: templates/console/comment.mustache
msgid "Publish it"
msgstr ""

#: templates/console/comment.mustache
msgid "Is nothing wrong with it?"
msgstr ""

#: templates/console/comment.mustache
msgid "Leave it public"
msgstr ""

#: templates/console/comment.mustache
msgid "Answer the appeal"
msgstr ""

#: templates/console/comment.mustache
msgid "The writer reads it."
msgstr ""

#: templates/console/comment.mustache
msgid "Show the comment again"
msgstr ""

#: templates/console/comment.mustache
msgid "It stays hidden"
msgstr ""

#: templates/console/comment.mustache
msgid "Hide it"
msgstr ""

#: templates/console/comment.mustache
msgid "An opinion, or what it is about, is never a reason. The writer gets your decision with the reasons and can appeal for six months; somebody else answers that. Category, rule and law stand in the public log."
msgstr ""

#: templates/console/comment.mustache
msgid "choose a category"
msgstr ""

#: templates/console/comment.mustache
msgid "Which published rule it breaks"
msgstr ""

#: templates/console/comment.mustache
msgid "choose a rule"
msgstr ""

#: templates/console/comment.mustache
msgid "Or which law"
msgstr ""

#: templates/console/comment.mustache
msgid "Only when it is illegal: the law and the paragraph. This is public."
msgstr ""

#: templates/console/comment.mustache
msgid "What in the comment it is about"
msgstr ""

#: templates/console/comment.mustache
msgid "The writer reads it, nobody else."
msgstr ""

#: templates/console/comment.mustache
msgid "Hide the comment"
msgstr ""

#: templates/console/comment.mustache
msgid "Show it again"
msgstr ""

#: templates/console/comment.mustache
msgid "Why?"
msgstr ""

#: templates/console/comment.mustache
msgid "rule {{rule}} of version {{version}}"
msgstr ""

#: templates/console/comment.mustache
msgid "hidden"
msgstr ""

#: templates/console/comment.mustache templates/console/comments.mustache
msgid "by"
msgstr ""

#: templates/console/comment.mustache
msgid "shown again"
msgstr ""

#: templates/console/comment.mustache
msgid "appeal until {{until}}"
msgstr ""

#: templates/console/comment.mustache templates/portal/comment.mustache
msgid "Appeal"
msgstr ""

#: templates/console/comment.mustache
msgid "waits for somebody else than who decided"
msgstr ""

#: templates/console/comment.mustache
msgid "Granted"
msgstr ""

#: templates/console/comment.mustache
msgid "Not granted"
msgstr ""

#: templates/console/comments.mustache
msgid "What a filter or a rule holds waits here for a person: four working hours at most. Nothing is deleted."
msgstr ""

#: templates/console/comments.mustache
msgid "<b>{{late}} waits too long.</b>"
msgid_plural "<b>{{late}} wait too long.</b>"
msgstr[0] ""
msgstr[1] ""

#: templates/console/comments.mustache
msgid "{{was_late}} was decided too late so far."
msgid_plural "{{was_late}} were decided too late so far."
msgstr[0] ""
msgstr[1] ""

#: templates/console/comments.mustache
msgid "Rules, and where comments are open"
msgstr ""

#: templates/console/comments.mustache
msgid "Held"
msgstr ""

#: templates/console/comments.mustache
msgid "Reported"
msgstr ""

#: templates/console/comments.mustache templates/portal/comment-log.mustache
msgid "Appeals"
msgstr ""

#: templates/console/comments.mustache
msgid "Hidden"
msgstr ""

#: templates/console/comments.mustache
msgid "Public"
msgstr ""

#: templates/console/comments.mustache
msgid "without a name"
msgstr ""

#: templates/console/comments.mustache
msgid "Publish this one"
msgstr ""

#: templates/console/comments.mustache
msgid "Nothing is here. When a filter holds a comment, a reader reports one, or a writer appeals, it waits here for you."
msgstr ""

#: templates/console/comments.mustache
msgid "Publish the chosen ones"
msgstr ""

#: templates/console/comments.mustache
msgid "Back"
msgstr ""

#: templates/part/comment.mustache templates/portal/comment.mustache
#: templates/portal/comments.mustache templates/web/comment-report.mustache
msgid "Without a name"
msgstr ""

#: templates/part/comment.mustache
msgid "What readers report"
msgstr ""

#: templates/part/comment.mustache
msgid "Reported:"
msgstr ""

#: templates/portal/comment-log.mustache
#: templates/portal/comment-rules.mustache templates/portal/comment.mustache
#: templates/portal/comments.mustache
msgid "What we have hidden, and why"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Every decision to hide a comment stands here, also those that we took back. Who wrote what is not said."
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Comments that everybody can read"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Decisions to hide one"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "of these still hidden"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "held by a filter first"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "reported by readers"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "with success"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "without success"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Comments held longer than four working hours"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Law:"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Rule:"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Decided by a person."
msgstr ""

#: templates/portal/comment-log.mustache
msgid "A filter had held it."
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Readers had reported it."
msgstr ""

#: templates/portal/comment-log.mustache
msgid "No appeal."
msgstr ""

#: templates/portal/comment-log.mustache
msgid "An appeal is being looked at."
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Shown again after an appeal,"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "The appeal had no success,"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "Shown again,"
msgstr ""

#: templates/portal/comment-log.mustache
msgid "No comment was ever hidden."
msgstr ""

#: templates/portal/comment-log.mustache
msgid "For programs, in the fields of the Digital Services Act:"
msgstr ""

#: templates/portal/comment-rules.mustache
msgid "You may have any opinion, also about us. A comment is hidden only when it breaks one of these rules or a law, by a person, who says why. Its writer can appeal, and somebody else looks at it."
msgstr ""

#: templates/portal/comment.mustache templates/web/comment-check.mustache
#: templates/web/comment.mustache src/mediation/comment-notice.c
msgid "Your comment"
msgstr ""

#: templates/portal/comment.mustache
msgid "Your comment has arrived."
msgstr ""

#: templates/portal/comment.mustache
msgid "Keep the address of this page: here you see what becomes of it."
msgstr ""

#: templates/portal/comment.mustache
msgid "Your appeal has arrived."
msgstr ""

#: templates/portal/comment.mustache
msgid "Somebody who did not decide looks at it. The answer stands here."
msgstr ""

#: templates/portal/comment.mustache
msgid "It is being checked"
msgstr ""

#: templates/portal/comment.mustache
msgid "That mostly takes a few seconds. Load this page again."
msgstr ""

#: templates/portal/comment.mustache
msgid "A person has to look at it first"
msgstr ""

#: templates/portal/comment.mustache
msgid "That takes four working hours at most. You need to do nothing."
msgstr ""

#: templates/portal/comment.mustache
msgid "It is public"
msgstr ""

#: templates/portal/comment.mustache
msgid "Everybody can read it below our text."
msgstr ""

#: templates/portal/comment.mustache
msgid "We have hidden it"
msgstr ""

#: templates/portal/comment.mustache
msgid "Nothing is deleted. Why, and what you can do, stands below."
msgstr ""

#: templates/portal/comment.mustache
msgid "Our decision of"
msgstr ""

#: templates/portal/comment.mustache
msgid "What we decided"
msgstr ""

#: templates/portal/comment.mustache
msgid "Your comment is hidden from everybody else."
msgstr ""

#: templates/portal/comment.mustache
msgid "It is shown again since"
msgstr ""

#: templates/portal/comment.mustache
msgid "Against this law"
msgstr ""

#: templates/portal/comment.mustache
msgid "Against this rule"
msgstr ""

#: templates/portal/comment.mustache
msgid "What in your comment it is about"
msgstr ""

#: templates/portal/comment.mustache
msgid "How we came upon it"
msgstr ""

#: templates/portal/comment.mustache
msgid "Readers reported it."
msgstr ""

#: templates/portal/comment.mustache
msgid "A filter held it, until a person had looked."
msgstr ""

#: templates/portal/comment.mustache
msgid "One of our staff saw it."
msgstr ""

#: templates/portal/comment.mustache
msgid "Who decided"
msgstr ""

#: templates/portal/comment.mustache
msgid "A person, not a machine."
msgstr ""

#: templates/portal/comment.mustache
msgid "Below on this page, free of charge, until"
msgstr ""

#: templates/portal/comment.mustache
msgid "Somebody else than who decided looks at it. You can also go to court."
msgstr ""

#: templates/portal/comment.mustache
msgid "Your appeal of"
msgstr ""

#: templates/portal/comment.mustache
msgid "What came of it"
msgstr ""

#: templates/portal/comment.mustache
msgid "Somebody else looks at it."
msgstr ""

#: templates/portal/comment.mustache
msgid "You were right. Your comment is shown again."
msgstr ""

#: templates/portal/comment.mustache
msgid "Somebody else has looked at it. It stays hidden."
msgstr ""

#: templates/portal/comment.mustache
msgid "Were we wrong? Appeal against the decision"
msgstr ""

#: templates/portal/comment.mustache
msgid "Write why your comment should be shown. You can appeal once against each decision."
msgstr ""

#: templates/portal/comment.mustache
msgid "Send the appeal"
msgstr ""

#: templates/portal/comments.mustache
msgid "Comments are closed since"
msgstr ""

#: templates/portal/comments.mustache
msgid "What was written stays here."
msgstr ""

#: templates/portal/comments.mustache templates/web/comment.mustache
msgid "Write a comment"
msgstr ""

#: templates/portal/comments.mustache
msgid "You can comment until"
msgstr ""

#: templates/portal/comments.mustache
msgid "People write here, not we."
msgstr ""

#: templates/portal/comments.mustache
msgid "Hidden by the moderators:"
msgstr ""

#: templates/portal/comments.mustache
msgid "What was decided"
msgstr ""

#: templates/portal/comments.mustache
msgid "Report this"
msgstr ""

#: templates/portal/comments.mustache
msgid "Nobody has written anything yet."
msgstr ""

#: templates/portal/comments.mustache
msgid "Pages of comments"
msgstr ""

#: templates/portal/comments.mustache
msgid "Earlier comments"
msgstr ""

#: templates/portal/comments.mustache
msgid "Later comments"
msgstr ""

#: templates/web/comment-check.mustache
msgid "Please read your comment once more. It is <b>not sent yet</b>."
msgstr ""

#: templates/web/comment-closed.mustache
msgid "Comments are closed here"
msgstr ""

#: templates/web/comment-closed.mustache
msgid "Nothing more can be written below"
msgstr ""

#: templates/web/comment-closed.mustache
msgid "Do you want to tell us something?"
msgstr ""

#: templates/web/comment-report.mustache
msgid "Thank you"
msgstr ""

#: templates/web/comment-report.mustache
msgid "Report a comment"
msgstr ""

#: templates/web/comment-report.mustache
msgid "A person looks at the comment. Until then it stays where it is."
msgstr ""

#: templates/web/comment-report.mustache
msgid "Back to"
msgstr ""

#: templates/web/comment-report.mustache
msgid "An opinion that you do not like is no reason. A person looks at your report; nobody learns who sent it."
msgstr ""

#: templates/web/comment-report.mustache
msgid "What is wrong with it?"
msgstr ""

#: templates/web/comment-report.mustache
msgid "Send the report"
msgstr ""

#: templates/web/comment.mustache
msgid "Everybody can read it, with the name that you give. You may have any opinion."
msgstr ""

#: templates/web/comment.mustache
msgid "At most {{text_most}} letters, without personal data of others."
msgstr ""

#: templates/web/comment.mustache
msgid "The name that everybody sees"
msgstr ""

#: templates/web/comment.mustache
msgid "You do not have to. It need not be your own."
msgstr ""

#: templates/web/comment.mustache
msgid "You do not have to. Nobody else sees it. We write to it only when we hide your comment or answer an appeal."
msgstr ""

#: templates/word/citizen-error.mustache
msgid "The comment is too long. Make it shorter, at most 3,000 letters"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Write why your comment should be shown"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "The text is too long. Make it shorter, at most 2,000 letters"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "You have appealed against this decision already. Somebody looks at it"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "There is nothing to appeal against any more. Look at what is said below"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Say what is wrong with the comment"
msgstr ""

#: templates/word/citizen-error.mustache
msgid "Many reports came from your connection. Wait an hour, then send this one again"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Illegal or inciting hatred"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Personal data of somebody"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Fraud"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Leads to self-harm"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Threatens or praises violence"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Harasses somebody"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Endangers children"
msgstr ""

#: templates/word/comment-category.mustache
msgid "Against another rule for comments"
msgstr ""

#: templates/word/flash.mustache
msgid "Published: {{count}}."
msgstr ""

#: templates/word/flash.mustache
msgid "The comment is hidden. Its writer sees why, and how to appeal."
msgstr ""

#: templates/word/flash.mustache
msgid "The comment is shown again. Its writer is told."
msgstr ""

#: templates/word/flash.mustache
msgid "The comment stays hidden. Its writer is told why."
msgstr ""

#: templates/word/flash.mustache
msgid "The comment stays public."
msgstr ""

#: templates/word/flash.mustache
msgid "The rules are public from now on."
msgstr ""

#: templates/word/flash.mustache
msgid "The time for comments is set."
msgstr ""

#: templates/word/flash.mustache
msgid "Comments are open until the end of that day."
msgstr ""

#: templates/word/flash.mustache
msgid "Comments are closed from now on."
msgstr ""

#: src/console/comment-house.c
msgid "Be fair. Criticise what somebody does or says as sharply as you like; insult, threaten and harass nobody."
msgstr ""

#: src/console/comment-house.c
msgid "Write nothing that incites hatred or violence, or that is against the law."
msgstr ""

#: src/console/comment-house.c
msgid "Leave out personal data of others: addresses, telephone numbers, illnesses."
msgstr ""

#: src/console/comment-house.c
msgid "No advertising, no fraud, and not the same text again and again."
msgstr ""

#: src/console/comment-house.c
msgid "write a number of days from 0 to 366"
msgstr ""

#: src/console/comment-house.c
msgid "choose the last day for comments"
msgstr ""

#: src/console/comments.c
msgid "choose why; an opinion that you do not share is no reason"
msgstr ""

#: src/mediation/approval.c
msgid "you have approved this already; it waits for somebody else"
msgstr ""

#: src/mediation/comment-appeals.c
msgid "the time for an appeal is over"
msgstr ""

#: src/mediation/comment-appeals.c
msgid "your comment is not hidden, so there is nothing to appeal against"
msgstr ""

#: src/mediation/comment-appeals.c
msgid "write why your comment should be shown"
msgstr ""

#: src/mediation/comment-appeals.c
msgid "you hid this comment yourself; somebody else answers the appeal"
msgstr ""

#: src/mediation/comment-appeals.c src/mediation/comment-moderation.c
msgid "say why; its writer reads it"
msgstr ""

#: src/mediation/comment-moderation.c src/store/comment-store.c
msgid "somebody else has just dealt with this comment; look at it again"
msgstr ""

#: src/mediation/comment-moderation.c
msgid "this has at most 5,000 characters; make it shorter"
msgstr ""

#: src/mediation/comment-moderation.c
msgid "this has at most 2,000 characters; make it shorter"
msgstr ""

#: src/mediation/comment-moderation.c
msgid "at most 100 comments can be published at once"
msgstr ""

#: src/mediation/comment-moderation.c
msgid "say which of the published rules it breaks, or which law"
msgstr ""

#: src/mediation/comment-moderation.c
msgid "the name of the law has at most 500 characters"
msgstr ""

#: src/mediation/comment-moderation.c
msgid "say what in the comment it is about; its writer reads it"
msgstr ""

#: src/mediation/comment-notice.c
msgid "your comment on our pages is shown again."
msgstr ""

#: src/mediation/comment-notice.c
msgid "somebody else has looked at your appeal. Your comment on our pages stays hidden."
msgstr ""

#: src/mediation/comment-notice.c
msgid "we have hidden your comment on our pages."
msgstr ""

#: src/mediation/comment-notice.c
msgid ""
"The reasons stand on a page of your own. There you can also appeal until {until}, free of charge; somebody else than who decided looks at it:\n"
"\n"
"<{url}>"
msgstr ""

#: src/mediation/comment-notice.c
msgid ""
"The reasons stand on a page of your own:\n"
"\n"
"<{url}>"
msgstr ""

#: src/mediation/comment-rules.c
msgid "publish the rules for comments first; without them nothing can be hidden fairly"
msgstr ""

#: src/mediation/comment-rules.c
msgid "each language needs the same rules in the same order; the numbers differ"
msgstr ""

#: src/mediation/comment-rules.c src/model/comment.c
msgid "write at least one rule"
msgstr ""

#: src/mediation/comment-rules.c
msgid "somebody published other rules in the meantime; look at them first"
msgstr ""

#: src/mediation/comment-rules.c
msgid "comments are open for at most 366 days"
msgstr ""

#: src/mediation/comment-rules.c
msgid "nobody can read this publication, so nobody can comment"
msgstr ""

#: src/mediation/commenting.c
msgid "comments are closed here"
msgstr ""

#: src/mediation/commenting.c
msgid "Nearly the same text stands below this publication already."
msgstr ""

#: src/mediation/release-policy.c
msgid "the policy says that somebody else must agree before this leaves, and replies cannot be put before others yet; tell those who keep the policy"
msgstr ""

#: src/model/comment.c
msgid "write something; an empty comment says nothing"
msgstr ""

#: src/model/comment.c
msgid "a comment has at most 3,000 characters; make it shorter"
msgstr ""

#: src/model/comment.c
msgid "a name has at most 100 characters; make it shorter"
msgstr ""

#: src/model/comment.c
msgid "there are more than 20 rules; nobody reads so many"
msgstr ""

#: src/model/comment.c
msgid "a rule has at most 500 characters; leave an empty line between two rules"
msgstr ""

#: src/model/rights.c
msgid "you may not see comments"
msgstr ""

#: src/model/rights.c
msgid "you may not decide on comments"
msgstr ""

#: src/model/rights.c
msgid "you may not decide on appeals"
msgstr ""

#: src/model/rights.c
msgid "you may not change the rules for comments"
msgstr ""

#: src/policy/policy-words.c
msgid "a comment"
msgstr ""

#: src/store/comment-decision-store.c
msgid "you have appealed against this decision already"
msgstr ""

#: src/store/comment-decision-store.c
msgid "no appeal against this decision waits for an answer"
msgstr ""
