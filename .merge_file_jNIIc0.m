# SPDX-License-Identifier: Apache-2.0
# German texts of Tribune.
msgid ""
msgstr ""
"Project-Id-Version: tribune\n"
"Language: de\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

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
msgstr "Fehler:"

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
msgstr "Sie sind hier"

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
msgstr "Wer"

#: templates/console/approvals.mustache templates/part/row.mustache
msgid "Choose"
msgstr "Wählen"

#: templates/console/approvals.mustache
msgid "First day"
msgstr ""

#: templates/console/approvals.mustache templates/console/token-new.mustache
msgid "Last day"
msgstr "Letzter Tag"

#: templates/console/approvals.mustache templates/console/delegations.mustache
#: templates/console/hand-over.mustache
#: templates/console/routing-versions.mustache
#: templates/part/delegation.mustache
msgid "Why"
msgstr "Warum"

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
msgstr "Von"

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
msgstr "Status"

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
msgstr "Warnung"

#: templates/console/approvals.mustache
msgid "The last mail could not be sent."
msgstr ""

#: templates/console/approvals.mustache templates/web/contact.mustache
msgid "Your mail address"
msgstr "Ihre E-Mail-Adresse"

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
msgstr "Speichern"

#: templates/console/bulk.mustache
msgid "Many cases at once"
msgstr "Viele Vorgänge auf einmal"

#: templates/console/bulk.mustache
msgid "{{changed}} case changed"
msgid_plural "{{changed}} cases changed"
msgstr[0] "{{changed}} Vorgang geändert"
msgstr[1] "{{changed}} Vorgänge geändert"

#: templates/console/bulk.mustache
msgid "{{failed}} not"
msgstr "{{failed}} nicht"

#: templates/console/bulk.mustache
msgid "{{same}} so already"
msgstr "{{same}} schon so"

#: templates/console/bulk.mustache templates/part/notices.mustache
msgid "Undo"
msgstr "Rückgängig"

#: templates/console/bulk.mustache
msgid "What became of each"
msgstr "Was aus jedem wurde"

#: templates/console/bulk.mustache templates/part/case.mustache
#: templates/part/person-cases.mustache
msgid "Case"
msgstr "Vorgang"

#: templates/console/bulk.mustache templates/console/publication-edit.mustache
#: templates/console/publications.mustache templates/part/actions.mustache
#: templates/part/hit.mustache templates/part/person-cases.mustache
#: templates/word/publication-part.mustache
msgid "Title"
msgstr "Titel"

#: templates/console/bulk.mustache
msgid "What became of it"
msgstr "Was daraus wurde"

#: templates/console/bulk.mustache
msgid "Back to the list"
msgstr "Zurück zur Liste"

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache
msgid "Add a calendar"
msgstr "Kalender hinzufügen"

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache templates/word/place.mustache
msgid "Calendars"
msgstr "Kalender"

#: templates/console/calendar-edit.mustache
#: templates/console/partner-edit.mustache templates/console/partners.mustache
#: templates/console/person.mustache templates/console/service-edit.mustache
#: templates/console/sign-in.mustache templates/console/staff.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/console/unit-edit.mustache
#: templates/console/webhook-edit.mustache templates/console/webhooks.mustache
#: templates/console/word-list-edit.mustache
msgid "Name"
msgstr "Name"

#: templates/console/calendar-edit.mustache
msgid "Working hours"
msgstr "Arbeitszeiten"

#: templates/console/calendar-edit.mustache
msgid "Like 9:00-12:00, 13:00-17:00. A day off stays empty; 0:00-24:00 is round the clock."
msgstr "Zum Beispiel 9:00-12:00, 13:00-17:00. Ein freier Tag bleibt leer; 0:00-24:00 ist rund um die Uhr."

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache
msgid "Days off"
msgstr "Freie Tage"

#: templates/console/calendar-edit.mustache
msgid "One in a line, first the day, then its name: 2026-12-28 Boxing Day. Without the year it comes back every year: 12-25 Christmas Day. Several days: 2026-12-24..2027-01-01 Closed."
msgstr "In jeder Zeile einer, erst der Tag, dann sein Name: 2026-05-14 Christi Himmelfahrt. Ohne Jahr kommt er jedes Jahr wieder: 12-25 Weihnachten. Mehrere Tage: 2026-12-24..2027-01-01 Geschlossen."

#: templates/console/calendar-edit.mustache
msgid "Time zone"
msgstr "Zeitzone"

#: templates/console/calendar-edit.mustache
msgid "Empty: that of the body, {{body_zone}}."
msgstr "Leer: die der Behörde, {{body_zone}}."

#: templates/console/calendar-edit.mustache
#: templates/console/news-topics.mustache
#: templates/console/partner-edit.mustache
#: templates/console/service-edit.mustache
#: templates/console/staff-edit.mustache templates/console/tags.mustache
#: templates/console/template-edit.mustache
#: templates/console/unit-edit.mustache templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache templates/part/bulk.mustache
msgid "Add"
msgstr "Hinzufügen"

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
msgstr "Abbrechen"

#: templates/console/calendar-edit.mustache
msgid "A change counts for promises that start or go on after it. What citizens were told stays."
msgstr "Eine Änderung gilt für Zusagen, die danach beginnen oder weiterlaufen. Was den Leuten gesagt wurde, bleibt."

#: templates/console/calendar-edit.mustache
#: templates/console/calendars.mustache templates/console/news-topics.mustache
#: templates/console/partners.mustache templates/console/services.mustache
#: templates/console/tags.mustache templates/console/templates.mustache
#: templates/console/units.mustache
msgid "closed"
msgstr "geschlossen"

#: templates/console/calendar-edit.mustache
#: templates/console/publication-edit.mustache
#: templates/console/routing-rule.mustache templates/console/staff.mustache
#: templates/part/person-addresses.mustache templates/part/promises.mustache
msgid "none"
msgstr "keine"

#: templates/console/calendar-edit.mustache
msgid "Units that work by this calendar"
msgstr "Stellen, die nach diesem Kalender arbeiten"

#: templates/console/calendar-edit.mustache
msgid "Every unit works by it that has no calendar of its own."
msgstr "Nach ihm arbeitet jede Stelle, die keinen eigenen Kalender hat."

#: templates/console/calendars.mustache
msgid "Promises are counted in working time: only while a unit is at work."
msgstr "Zusagen zählen in Arbeitszeit: nur, solange eine Stelle arbeitet."

#: templates/console/calendars.mustache
msgid "Calendar"
msgstr "Kalender"

#: templates/console/calendars.mustache templates/console/unit-edit.mustache
#: templates/console/units.mustache templates/word/place.mustache
msgid "Units"
msgstr "Stellen"

#: templates/console/calendars.mustache
msgid "Now"
msgstr "Jetzt"

#: templates/console/calendars.mustache
msgid "the body’s own"
msgstr "der eigene der Behörde"

#: templates/console/calendars.mustache
msgid "at work"
msgstr "arbeitet"

#: templates/console/calendars.mustache templates/part/promises.mustache
msgid "until"
msgstr "bis"

#: templates/console/case-print.mustache
#: templates/console/citizen-link.mustache
msgid "Back to the case"
msgstr "Zurück zum Fall"

#: templates/console/case-print.mustache
msgid "Leave the notes out"
msgstr "Ohne Notizen"

#: templates/console/case-print.mustache
msgid "With the notes for staff"
msgstr "Mit den internen Notizen"

#: templates/console/case-print.mustache
#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache
#: templates/console/routing-replay.mustache templates/console/trail.mustache
#: templates/part/record.mustache
msgid "Print"
msgstr "Drucken"

#: templates/console/case-print.mustache
#: templates/console/routing-rule.mustache
#: templates/console/service-edit.mustache templates/console/services.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/console/units.mustache
#: templates/console/waiting.mustache templates/part/bulk.mustache
#: templates/part/case.mustache templates/part/person-cases.mustache
msgid "Unit"
msgstr "Stelle"

#: templates/console/case-print.mustache templates/part/bulk.mustache
#: templates/part/case.mustache
msgid "Officer"
msgstr "Zuständig"

#: templates/console/case-print.mustache templates/part/case.mustache
msgid "nobody yet"
msgstr "noch niemand"

#: templates/console/case-print.mustache templates/part/case.mustache
msgid "Opened"
msgstr "Eröffnet"

#: templates/console/case-print.mustache templates/part/desk.mustache
msgid "Linked"
msgstr "Verknüpft"

#: templates/console/case-print.mustache
msgid "Person"
msgstr "Person"

#: templates/console/case-print.mustache
msgid "to the citizen, by"
msgstr "an die Bürgerin oder den Bürger, per"

#: templates/console/case-print.mustache
msgid "from the citizen, by"
msgstr "von der Bürgerin oder dem Bürger, per"

#: templates/console/case-print.mustache templates/part/note.mustache
msgid "Note, only for staff"
msgstr "Notiz, nur für Beschäftigte"

#: templates/console/case-print.mustache templates/part/note.mustache
#: templates/part/print-said.mustache
msgid "entry {{index}}"
msgstr "Eintrag {{index}}"

#: templates/console/case-print.mustache
msgid "Internal consultations, not with the citizen"
msgstr "Interne Rückfragen, nicht mit der Bürgerin oder dem Bürger"

#: templates/console/case-print.mustache templates/part/message.mustache
#: templates/part/print-said.mustache templates/part/reply.mustache
msgid "Subject:"
msgstr "Betreff:"

#: templates/console/case-print.mustache
msgid "to {{name}}, not to the citizen, by"
msgstr "an {{name}}, nicht an die Bürgerin oder den Bürger, per"

#: templates/console/case-print.mustache
msgid "to us, by"
msgstr "an uns, per"

#: templates/console/case-print.mustache
msgid "Printed by {{printed_by}}"
msgstr "Gedruckt von {{printed_by}}"

#: templates/console/case-print.mustache templates/console/journal.mustache
#: templates/part/record.mustache templates/word/place.mustache
msgid "Journal"
msgstr "Journal"

#: templates/console/case-print.mustache templates/part/record.mustache
msgid "{{entries}} entry"
msgid_plural "{{entries}} entries"
msgstr[0] "{{entries}} Eintrag"
msgstr[1] "{{entries}} Einträge"

#: templates/console/case-print.mustache templates/part/record.mustache
msgid "last is {{last_index}}"
msgstr "der letzte ist {{last_index}}"

#: templates/console/case.mustache
msgid "This case has changed."
msgstr "Dieser Vorgang hat sich geändert."

#: templates/console/case.mustache templates/console/inbox.mustache
msgid "Show"
msgstr "Anzeigen"

#: templates/console/case.mustache
msgid "Messages and events"
msgstr "Nachrichten und Ereignisse"

#: templates/console/case.mustache templates/part/row.mustache
msgid "{{names}} is answering"
msgid_plural "{{names}} are answering"
msgstr[0] "{{names}} antwortet gerade"
msgstr[1] "{{names}} antworten gerade"

#: templates/console/case.mustache
msgid "<b>{{name}}</b> has a draft of a note"
msgstr "<b>{{name}}</b> hat einen Notizentwurf"

#: templates/console/case.mustache
msgid "<b>{{name}}</b> has a draft of a reply"
msgstr "<b>{{name}}</b> hat einen Antwortentwurf"

#: templates/console/case.mustache
msgid "You may read this case, not answer it."
msgstr "Sie dürfen diesen Vorgang lesen, aber nicht beantworten."

#: templates/console/case.mustache
msgid "There is no address to answer to."
msgstr "Es gibt keine Adresse, an die Sie antworten können."

#: templates/console/case.mustache
msgid "About this case"
msgstr "Zu diesem Vorgang"

#: templates/console/channels.mustache templates/word/place.mustache
msgid "Channels"
msgstr "Kanäle"

#: templates/console/channels.mustache templates/console/person.mustache
#: templates/console/unit-edit.mustache templates/console/units.mustache
#: templates/part/person-addresses.mustache
msgid "Addresses"
msgstr "Adressen"

#: templates/console/channels.mustache
msgid "Since the start"
msgstr "Seit dem Start"

#: templates/console/channels.mustache
msgid "{{received}} received, {{refused}} refused, {{sent}} sent, {{failed}} not taken"
msgstr "{{received}} empfangen, {{refused}} abgewiesen, {{sent}} gesendet, {{failed}} nicht angenommen"

#: templates/console/channels.mustache
msgid "Speaks"
msgstr "Spricht"

#: templates/console/channels.mustache
msgid "legacy, until {{goes}}"
msgstr "veraltet, bis {{goes}}"

#: templates/console/channels.mustache
msgid "legacy"
msgstr "veraltet"

#: templates/console/channels.mustache
msgid "proposed"
msgstr "vorgeschlagen"

#: templates/console/channels.mustache
msgid "Can"
msgstr "Kann"

#: templates/console/channels.mustache
msgid "Filters"
msgstr "Filter"

#: templates/console/channels.mustache
msgid "Every message is checked before it becomes a case. If a filter does not answer, messages wait; none slips through."
msgstr "Jede Nachricht wird geprüft, bevor ein Vorgang daraus wird. Antwortet ein Filter nicht, warten die Nachrichten; keine rutscht durch."

#: templates/console/channels.mustache
msgid "Down since"
msgstr "Gestört seit"

#: templates/console/channels.mustache
msgid "Messages checked"
msgstr "Geprüfte Nachrichten"

#: templates/console/channels.mustache templates/console/review.mustache
msgid "Waiting"
msgstr "Wartend"

#: templates/console/channels.mustache
msgid "Work that waits"
msgstr "Wartende Aufgaben"

#: templates/console/channels.mustache
msgid "Work"
msgstr "Aufgabe"

#: templates/console/channels.mustache
msgid "Tried without success"
msgstr "Bisher vergeblich versucht"

#: templates/console/channels.mustache
msgid "Due since"
msgstr "Fällig seit"

#: templates/console/channels.mustache
msgid "messages to be checked"
msgstr "zu prüfende Nachrichten"

#: templates/console/channels.mustache
msgid "messages to be sent"
msgstr "zu sendende Nachrichten"

#: templates/console/citizen-link.mustache
msgid "A new link"
msgstr "Ein neuer Link"

#: templates/console/citizen-link.mustache
msgid "A new link for the citizen"
msgstr "Ein neuer Link für die Bürgerin oder den Bürger"

#: templates/console/citizen-link.mustache
msgid "The old link and the old code open nothing any more. The new ones are shown only now: read them out, hand them over, or write them into your reply. Be sure first that you speak to the right person."
msgstr "Der alte Link und der alte Code öffnen nichts mehr. Die neuen sehen Sie nur jetzt: Lesen Sie sie vor, geben Sie sie mit oder schreiben Sie sie in Ihre Antwort. Seien Sie vorher sicher, dass Sie mit der richtigen Person sprechen."

#: templates/console/citizen-link.mustache
#: templates/console/news-topics.mustache
#: templates/console/sign-in-code.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/portal/find.mustache
msgid "Code"
msgstr "Code"

#: templates/console/citizen-link.mustache templates/part/desk.mustache
msgid "Link"
msgstr "Link"

#: templates/console/delegations.mustache templates/console/staff.mustache
msgid "Stand-ins"
msgstr ""

#: templates/console/delegations.mustache templates/console/staff-edit.mustache
#: templates/console/staff.mustache templates/console/units.mustache
#: templates/word/place.mustache
msgid "Staff"
msgstr "Personal"

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
msgstr "Zur Startseite"

#: templates/console/hand-over-preview.mustache
msgid "Check both letters"
msgstr "Beide Schreiben prüfen"

#: templates/console/hand-over-preview.mustache
msgid "1. To {{name}}, <b>not to the citizen</b>"
msgstr "1. An {{name}}, <b>nicht an die Bürgerin oder den Bürger</b>"

#: templates/console/hand-over-preview.mustache
#: templates/console/preview.mustache templates/console/side-preview.mustache
msgid "nothing is sent yet"
msgstr "noch ist nichts gesendet"

#: templates/console/hand-over-preview.mustache
msgid "2. To the citizen, {{name}}"
msgstr "2. An die Bürgerin oder den Bürger, {{name}}"

#: templates/console/hand-over-preview.mustache
msgid "Why their data may go there:"
msgstr "Warum die Daten dorthin gehen dürfen:"

#: templates/console/hand-over-preview.mustache templates/word/event.mustache
msgid "allowed by {{law}}"
msgstr "erlaubt durch {{law}}"

#: templates/console/hand-over-preview.mustache templates/word/event.mustache
msgid "the citizen agreed"
msgstr "die Bürgerin oder der Bürger hat zugestimmt"

#: templates/console/hand-over-preview.mustache
msgid "It is recorded. The case is then handed over and closed here."
msgstr "Das wird festgehalten. Der Vorgang ist danach abgegeben und hier abgeschlossen."

#: templates/console/hand-over-preview.mustache
msgid "Send both and hand over"
msgstr "Beide senden und abgeben"

#: templates/console/hand-over-preview.mustache
#: templates/console/preview.mustache templates/console/side-preview.mustache
#: templates/web/check.mustache
msgid "Change it"
msgstr "Ändern"

#: templates/console/hand-over-preview.mustache
msgid "Fingerprint of both letters:"
msgstr "Fingerabdruck beider Schreiben:"

#: templates/console/hand-over.mustache
msgid "Hand over to another body"
msgstr "An eine andere Stelle abgeben"

#: templates/console/hand-over.mustache
msgid "Who takes it over"
msgstr "Wer ihn übernimmt"

#: templates/console/hand-over.mustache
msgid "choose a body"
msgstr "Stelle auswählen"

#: templates/console/hand-over.mustache
msgid "Letter to them"
msgstr "Schreiben an diese Stelle"

#: templates/console/hand-over.mustache
msgid "The citizen reads it in the notice, so write in their language:"
msgstr "Das steht in der Benachrichtigung; schreiben Sie es deshalb in der Sprache des Vorgangs:"

#: templates/console/hand-over.mustache
msgid "Why may their data go there?"
msgstr "Warum dürfen die Daten dorthin gehen?"

#: templates/console/hand-over.mustache
msgid "It is recorded with the case. Without it nothing can be handed over."
msgstr "Das wird beim Vorgang festgehalten. Ohne diese Angabe kann nichts abgegeben werden."

#: templates/console/hand-over.mustache
msgid "The citizen agreed"
msgstr "Die Bürgerin oder der Bürger hat zugestimmt"

#: templates/console/hand-over.mustache
msgid "A law allows it"
msgstr "Ein Gesetz erlaubt es"

#: templates/console/hand-over.mustache
msgid "Which law"
msgstr "Welches Gesetz"

#: templates/console/hand-over.mustache
msgid "Preview of both letters"
msgstr "Vorschau beider Schreiben"

#: templates/console/hand-over.mustache
msgid "There is no other body in the directory yet."
msgstr "Im Verzeichnis steht noch keine andere Stelle."

#: templates/console/hand-over.mustache
msgid "Add the first one"
msgstr "Die erste hinzufügen"

#: templates/console/hand-over.mustache
msgid "Ask your lead to add it."
msgstr "Bitten Sie Ihre Leitung, sie hinzuzufügen."

#: templates/console/inbox.mustache
msgid "Search: {{searched}}"
msgstr "Suche: {{searched}}"

#: templates/console/inbox.mustache templates/console/person-merge.mustache
#: templates/console/person.mustache
msgid "{{count}} case"
msgid_plural "{{count}} cases"
msgstr[0] "{{count}} Vorgang"
msgstr[1] "{{count}} Vorgänge"

#: templates/console/inbox.mustache
msgid "the longest untouched:"
msgstr "am längsten unberührt:"

#: templates/console/inbox.mustache
msgid "Promises"
msgstr "Zusagen"

#: templates/console/inbox.mustache
msgid "{{count}} promise is overdue in the units that you lead."
msgid_plural "{{count}} promises are overdue in the units that you lead."
msgstr[0] "{{count}} Zusage ist in den Stellen überfällig, die Sie leiten."
msgstr[1] "{{count}} Zusagen sind in den Stellen überfällig, die Sie leiten."

#: templates/console/inbox.mustache
msgid "Show the late cases"
msgstr "Überfällige Vorgänge zeigen"

#: templates/console/inbox.mustache
msgid "Filter and sort"
msgstr "Filtern und sortieren"

#: templates/console/inbox.mustache
msgid "State:"
msgstr "Status:"

#: templates/console/inbox.mustache
msgid "new and open"
msgstr "neu und offen"

#: templates/console/inbox.mustache templates/console/services.mustache
#: templates/console/word-lists.mustache
msgid "any"
msgstr "alle"

#: templates/console/inbox.mustache
msgid "Sort:"
msgstr "Sortierung:"

#: templates/console/inbox.mustache
msgid "longest untouched first"
msgstr "am längsten unberührte zuerst"

#: templates/console/inbox.mustache
msgid "newest first"
msgstr "neueste zuerst"

#: templates/console/inbox.mustache
msgid "due first, only with a promise"
msgstr "nach Fälligkeit, nur mit Zusage"

#: templates/console/inbox.mustache
msgid "Channel:"
msgstr "Kanal:"

#: templates/console/inbox.mustache
msgid "Unit:"
msgstr "Stelle:"

#: templates/console/inbox.mustache
msgid "Tag:"
msgstr "Schlagwort:"

#: templates/console/inbox.mustache
msgid "Language:"
msgstr "Sprache:"

#: templates/console/inbox.mustache
msgid "Apply"
msgstr "Anwenden"

#: templates/console/inbox.mustache
msgid "Something has changed in your lists."
msgstr "In Ihren Listen hat sich etwas geändert."

#: templates/console/inbox.mustache templates/console/person.mustache
#: templates/console/routing-replay.mustache templates/console/search.mustache
#: templates/console/tags.mustache templates/part/person-cases.mustache
msgid "Cases"
msgstr "Vorgänge"

#: templates/console/inbox.mustache
msgid "No case yet. Here is how the first one comes in"
msgstr "Noch kein Vorgang. So kommt der erste herein"

#: templates/console/inbox.mustache
msgid "Write a mail to <b>{{address}}</b> from any mail program."
msgstr "Schreiben Sie aus einem beliebigen Mailprogramm eine E-Mail an <b>{{address}}</b>."

#: templates/console/inbox.mustache
msgid "Within a second it stands here, recorded and with a case reference."
msgstr "Innerhalb einer Sekunde steht sie hier, gespeichert und mit einem Aktenzeichen."

#: templates/console/inbox.mustache
msgid "Open it, take it, answer it. The sender gets your answer as an ordinary mail."
msgstr "Öffnen, übernehmen, antworten: Ihre Antwort geht als gewöhnliche E-Mail zurück."

#: templates/console/inbox.mustache
msgid "You have no cases"
msgstr "Sie haben keine Vorgänge"

#: templates/console/inbox.mustache
msgid "Take one: open a case and press Take, or press <kbd class=\"key\">a</kbd> on it."
msgstr "Übernehmen Sie einen: Öffnen Sie einen Vorgang und wählen Sie „Übernehmen“, oder drücken Sie in der Liste <kbd class=\"key\">a</kbd>."

#: templates/console/inbox.mustache
msgid "{{count}} case waits for someone to take it"
msgid_plural "{{count}} cases wait for someone to take them"
msgstr[0] "{{count}} Vorgang wartet darauf, dass ihn jemand übernimmt"
msgstr[1] "{{count}} Vorgänge warten darauf, dass sie jemand übernimmt"

#: templates/console/inbox.mustache
msgid "Nothing is held"
msgstr "Nichts wird zurückgehalten"

#: templates/console/inbox.mustache templates/console/review.mustache
msgid "When a filter asks for a person to look at a message, it waits here. Nothing is deleted and the sender is not told."
msgstr "Wenn ein Filter verlangt, dass sich jemand eine Nachricht ansieht, wartet sie hier. Nichts wird gelöscht, und die absendende Person erfährt davon nichts."

#: templates/console/inbox.mustache
msgid "Nothing is late"
msgstr "Nichts ist überfällig"

#: templates/console/inbox.mustache
msgid "When a promise to a citizen is not kept in time, the case stands here until they are answered."
msgstr "Wird eine Zusage nicht rechtzeitig eingehalten, steht der Vorgang hier, bis geantwortet ist."

#: templates/console/inbox.mustache
msgid "Nothing sleeps"
msgstr "Nichts ruht"

#: templates/console/inbox.mustache
msgid "A case that has to wait for a day can sleep until then: open it, and choose “Let it sleep”. It comes back by itself."
msgstr "Ein Vorgang, der auf einen Tag warten muss, kann bis dahin ruhen: Öffnen Sie ihn und wählen Sie „Ruhen lassen“. Er kommt von selbst zurück."

#: templates/console/inbox.mustache templates/word/clock.mustache
msgid "All done"
msgstr "Alles erledigt"

#: templates/console/inbox.mustache
msgid "Every case here is answered or assigned. New ones announce themselves at the top."
msgstr "Alle Vorgänge hier sind beantwortet oder zugewiesen. Neue melden sich oben an."

#: templates/console/inbox.mustache
msgid "No case matches"
msgstr "Kein Vorgang passt"

#: templates/console/inbox.mustache
msgid "Cases are found by their reference or by the mail address of who wrote. Check the spelling."
msgstr "Vorgänge finden Sie über ihr Aktenzeichen oder über die E-Mail-Adresse der schreibenden Person. Prüfen Sie die Schreibweise."

#: templates/console/inbox.mustache
msgid "Show all cases without a filter"
msgstr "Alle Vorgänge ohne Filter zeigen"

#: templates/console/inbox.mustache templates/console/review.mustache
#: templates/console/search.mustache templates/portal/news.mustache
msgid "Pages"
msgstr "Seiten"

#: templates/console/inbox.mustache
msgid "{{first}} to {{last}}"
msgstr "{{first}} bis {{last}}"

#: templates/console/inbox.mustache
msgid "Previous"
msgstr "Zurück"

#: templates/console/inbox.mustache templates/console/review.mustache
msgid "Next"
msgstr "Weiter"

#: templates/console/inbox.mustache templates/console/waiting.mustache
msgid "move"
msgstr "bewegen"

#: templates/console/inbox.mustache templates/layout/end.mustache
msgid "open the case"
msgstr "Vorgang öffnen"

#: templates/console/inbox.mustache templates/layout/end.mustache
msgid "take the case"
msgstr "Vorgang übernehmen"

#: templates/console/inbox.mustache templates/console/waiting.mustache
msgid "all keys"
msgstr "alle Tasten"

#: templates/console/journal.mustache
msgid "{{size}} entries in {{year}}"
msgstr "{{size}} Einträge im Jahr {{year}}"

#: templates/console/journal.mustache
msgid "Last checkpoint"
msgstr "Letzter Kontrollpunkt"

#: templates/console/journal.mustache
msgid "Signed"
msgstr "Signiert"

#: templates/console/journal.mustache
msgid "{{covered}} entries."
msgstr "{{covered}} Einträge."

#: templates/console/journal.mustache
msgid "It fixes everything before it: whoever keeps a copy can later show that nothing was changed or taken away."
msgstr "Er legt alles davor fest: Wer eine Kopie behält, kann später zeigen, dass nichts geändert oder entfernt wurde."

#: templates/console/journal.mustache templates/part/record.mustache
msgid "Checkpoint"
msgstr "Kontrollpunkt"

#: templates/console/journal.mustache
msgid "Download checkpoint"
msgstr "Kontrollpunkt herunterladen"

#: templates/console/journal.mustache
msgid "None yet: one is signed within ten seconds of a change."
msgstr "Noch keiner: Binnen zehn Sekunden nach einer Änderung wird einer unterzeichnet."

#: templates/console/journal.mustache
msgid "Key that signs it"
msgstr "Schlüssel, der ihn signiert"

#: templates/console/journal.mustache
msgid "Publish this line where Tribune cannot change it, for example in the official gazette."
msgstr "Veröffentlichen Sie diese Zeile dort, wo Tribune sie nicht ändern kann, zum Beispiel im Amtsblatt."

#: templates/console/journal.mustache
msgid "Key"
msgstr "Schlüssel"

#: templates/console/journal.mustache templates/console/trail.mustache
msgid "How to check a proof"
msgstr "So prüfen Sie einen Nachweis"

#: templates/console/journal.mustache
msgid "Download an entry and its proof from the trail of a case."
msgstr "Laden Sie einen Eintrag und seinen Nachweis aus dem Verlauf eines Vorgangs herunter."

#: templates/console/journal.mustache
msgid "On the server, <b>tribune journal verify</b> checks the whole journal against all records."
msgstr "Auf dem Server prüft <b>tribune journal verify</b> das ganze Journal gegen alle Akten."

#: templates/console/journal.mustache
msgid "Anywhere else, the proof is checked with the entry and the key above alone."
msgstr "Überall sonst genügen zur Prüfung des Nachweises der Eintrag und der Schlüssel oben."

#: templates/console/journal.mustache
msgid "Proof and checkpoint are in open formats (C2SP tlog-proof, tlog-checkpoint and signed-note) that verifiers by others read, such as Go’s sumdb packages."
msgstr "Nachweis und Kontrollpunkt haben offene Formate (C2SP tlog-proof, tlog-checkpoint und signed-note), die auch fremde Prüfprogramme lesen, etwa die sumdb-Pakete von Go."

#: templates/console/journal.mustache
msgid "Earlier years"
msgstr "Frühere Jahre"

#: templates/console/journal.mustache
msgid "Year"
msgstr "Jahr"

#: templates/console/journal.mustache
msgid "Entries"
msgstr "Einträge"

#: templates/console/news-topics.mustache
#: templates/console/publication-edit.mustache
#: templates/console/publications.mustache templates/portal/topics.mustache
msgid "Topics"
msgstr "Themen"

#: templates/console/news-topics.mustache
#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
#: templates/console/publications.mustache templates/word/place.mustache
msgid "Publications"
msgstr "Veröffentlichungen"

#: templates/console/news-topics.mustache
msgid "Readers follow them: each has a page and feeds in every language. A topic stays for good; a closed one is offered no more."
msgstr "Leser folgen ihnen: Jedes hat eine Seite und Feeds in jeder Sprache. Ein Thema bleibt für immer; ein geschlossenes wird nicht mehr angeboten."

#: templates/console/news-topics.mustache
msgid "New topic"
msgstr "Neues Thema"

#: templates/console/news-topics.mustache
msgid "It stands in addresses: small letters, digits and hyphens."
msgstr "Es steht in Adressen: kleine Buchstaben, Ziffern und Bindestriche."

#: templates/console/news-topics.mustache
msgid "Name in {{language_name}}"
msgstr "Name auf {{language_name}}"

#: templates/console/news-topics.mustache
#: templates/console/partner-edit.mustache
#: templates/console/template-edit.mustache
msgid "Closed: no longer offered"
msgstr "Geschlossen: wird nicht mehr angeboten"

#: templates/console/news-topics.mustache
msgid "No topic yet. Take what people ask for: roads, waste, schools, the river."
msgstr "Noch kein Thema. Nehmen Sie, wonach die Leute fragen: Straßen, Abfall, Schulen, der Fluss."

#: templates/console/partner-edit.mustache templates/console/partners.mustache
msgid "Add a body"
msgstr "Stelle hinzufügen"

#: templates/console/partner-edit.mustache templates/console/partners.mustache
#: templates/word/place.mustache
msgid "Other bodies"
msgstr "Andere Stellen"

#: templates/console/partner-edit.mustache
msgid "As citizens know it"
msgstr "So, wie die Leute sie kennen"

#: templates/console/partner-edit.mustache templates/part/side-form.mustache
msgid "Mail address"
msgstr "E-Mail-Adresse"

#: templates/console/partner-edit.mustache
msgid "Where officers’ questions and handed over cases go"
msgstr "Wohin Rückfragen und abgegebene Vorgänge gehen"

#: templates/console/partner-edit.mustache templates/console/partners.mustache
msgid "What citizens are told"
msgstr "Was den Leuten gesagt wird"

#: templates/console/partner-edit.mustache
msgid "How they reach this body: telephone, website, hours. It stands in the notice when a case is handed over."
msgstr "Wie man diese Stelle erreicht: Telefon, Website, Zeiten. Das steht in der Benachrichtigung, wenn ein Vorgang abgegeben wird."

#: templates/console/partners.mustache
msgid "Who officers ask, and who they hand cases over to."
msgstr "Wen die Sachbearbeitung fragt und an wen sie Vorgänge abgibt."

#: templates/console/partners.mustache templates/console/unit-edit.mustache
#: templates/console/webhook-edit.mustache templates/console/webhooks.mustache
#: templates/part/person-addresses.mustache
msgid "Address"
msgstr "Adresse"

#: templates/console/partners.mustache
msgid "nothing yet"
msgstr "noch nichts"

#: templates/console/partners.mustache
msgid "No other body yet. Add who owns the roads, the water or the lamps that are not yours: then a case is handed over with two letters and one button."
msgstr "Noch keine andere Stelle. Fügen Sie hinzu, wem die Straßen, das Wasser oder die Laternen gehören, die nicht Ihre sind: dann wird ein Vorgang mit zwei Schreiben und einem Knopf abgegeben."

#: templates/console/password.mustache templates/layout/top.mustache
msgid "Change password"
msgstr "Passwort ändern"

#: templates/console/password.mustache
msgid "Choose your own password before you go on."
msgstr "Wählen Sie ein eigenes Passwort, bevor Sie weitermachen."

#: templates/console/password.mustache templates/part/current-password.mustache
msgid "Your password now"
msgstr "Ihr jetziges Passwort"

#: templates/console/password.mustache
msgid "New password"
msgstr "Neues Passwort"

#: templates/console/password.mustache
msgid "Four unrelated words are easy to keep in mind and hard to guess."
msgstr "Vier Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten."

#: templates/console/password.mustache
msgid "At least {{least}} character."
msgid_plural "At least {{least}} characters."
msgstr[0] "Mindestens {{least}} Zeichen."
msgstr[1] "Mindestens {{least}} Zeichen."

#: templates/console/person-merge.mustache
msgid "Are these one person?"
msgstr "Ist das dieselbe Person?"

#: templates/console/person-merge.mustache
msgid "This moves:"
msgstr "Das zieht um:"

#: templates/console/person-merge.mustache
msgid "And {{hidden}} case that is not shown here"
msgid_plural "And {{hidden}} cases that are not shown here"
msgstr[0] "Und {{hidden}} Vorgang, der hier nicht gezeigt wird"
msgstr[1] "Und {{hidden}} Vorgänge, die hier nicht gezeigt werden"

#: templates/console/person-merge.mustache
msgid "To this person, who stays:"
msgstr "Zu dieser Person, die bleibt:"

#: templates/console/person-merge.mustache
msgid "{{identities}} address"
msgid_plural "{{identities}} addresses"
msgstr[0] "{{identities}} Adresse"
msgstr[1] "{{identities}} Adressen"

#: templates/console/person-merge.mustache
msgid "Later mail from these addresses belongs to the person who stays; their name and preferences stay as they are. Whoever has a link to the page of a case sees there what both wrote in it. Cases stay in their units."
msgstr "Spätere Nachrichten von diesen Adressen gehören zu der Person, die bleibt; ihr Name und ihre Wünsche bleiben, wie sie sind. Wer einen Link zur Seite eines Vorgangs hat, sieht dort, was beide darin geschrieben haben. Vorgänge bleiben in ihren Stellen."

#: templates/console/person-merge.mustache
msgid "How do you know that they are one person?"
msgstr "Woher wissen Sie, dass es dieselbe Person ist?"

#: templates/console/person-merge.mustache
msgid "Colleagues read it. A like name alone is no reason."
msgstr "Kolleginnen und Kollegen lesen es. Ein ähnlicher Name allein ist kein Grund."

#: templates/console/person-merge.mustache templates/part/desk.mustache
msgid "Merge"
msgstr "Zusammenlegen"

#: templates/console/person.mustache
msgid "Known since"
msgstr "Bekannt seit"

#: templates/console/person.mustache
msgid "writes in"
msgstr "schreibt auf"

#: templates/console/person.mustache
msgid "These are of the newest 200. Older ones are found by searching."
msgstr "Das sind die aus den neuesten 200. Ältere findet die Suche."

#: templates/console/person.mustache
msgid "How they want to be written to"
msgstr "Wie sie angeschrieben werden möchte"

#: templates/console/person.mustache templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
#: templates/console/template-edit.mustache
#: templates/console/templates.mustache
#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache templates/layout/portal-top.mustache
#: templates/layout/top.mustache src/policy/policy-input.c
msgid "Language"
msgstr "Sprache"

#: templates/console/person.mustache
msgid "the one they write in"
msgstr "die, in der sie schreibt"

#: templates/console/person.mustache
msgid "the way they wrote"
msgstr "auf dem Weg, auf dem sie schrieb"

#: templates/console/person.mustache
msgid "Found to be the same person"
msgstr "Als dieselbe Person erkannt"

#: templates/console/person.mustache templates/part/desk.mustache
msgid "Undo the merge"
msgstr "Zusammenlegen rückgängig machen"

#: templates/console/person.mustache
msgid "Merge with another person"
msgstr "Mit einer anderen Person zusammenführen"

#: templates/console/person.mustache
msgid "When one person is here twice. The other’s addresses and cases come to this page. Before anything happens you see what moves; you can undo it."
msgstr "Wenn eine Person zweimal da ist. Adressen und Vorgänge der anderen kommen auf diese Seite. Bevor etwas geschieht, sehen Sie, was umzieht; Sie können es rückgängig machen."

#: templates/console/person.mustache
msgid "An address of the other, or the reference of a case of theirs"
msgstr "Eine Adresse der anderen Person oder das Aktenzeichen eines ihrer Vorgänge"

#: templates/console/person.mustache
msgid "Show what would move"
msgstr "Zeigen, was umziehen würde"

#: templates/console/policy-replay.mustache
#: templates/console/routing-replay.mustache
msgid "Replay"
msgstr "Rückblick"

#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache templates/console/policy.mustache
#: templates/word/place.mustache
msgid "Policy"
msgstr "Richtlinie"

#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache templates/console/policy.mustache
#: templates/console/routing-versions.mustache
#: templates/console/routing.mustache
msgid "version {{number}}"
msgstr "Fassung {{number}}"

#: templates/console/policy-replay.mustache
msgid "Past decisions that were made again: <b>{{compared}}</b>. Would have come out otherwise: <b>{{changed}}</b>. Nothing of the past is changed."
msgstr "Noch einmal getroffene frühere Entscheidungen: <b>{{compared}}</b>. Davon wären anders ausgefallen: <b>{{changed}}</b>. An der Vergangenheit ändert sich nichts."

#: templates/console/policy-replay.mustache
msgid "Time was up before all of them were compared. Try again when less is going on, or use the command line."
msgstr "Die Zeit reichte nicht, um alle zu vergleichen. Versuchen Sie es, wenn weniger los ist, oder auf der Befehlszeile."

#: templates/console/policy-replay.mustache
msgid "Nothing would have come out otherwise."
msgstr "Nichts wäre anders ausgefallen."

#: templates/console/policy-replay.mustache
#: templates/console/policy-version.mustache
#: templates/console/routing-replay.mustache
msgid "becomes"
msgstr "wird zu"

#: templates/console/policy-replay.mustache
msgid "How often each came, and would have come"
msgstr "Wie oft jede Folge kam und gekommen wäre"

#: templates/console/policy-replay.mustache
msgid "Output"
msgstr "Folge"

#: templates/console/policy-replay.mustache
msgid "Came"
msgstr "Kam"

#: templates/console/policy-replay.mustache
msgid "Would have come"
msgstr "Wäre gekommen"

#: templates/console/policy-replay.mustache
msgid "Back to the version"
msgstr "Zurück zur Fassung"

#: templates/console/policy-version.mustache
msgid "For everything that happens exactly one rule must hold. Where none does, or two do, it is held and somebody decides."
msgstr "Für alles, was geschieht, muss genau eine Regel gelten. Gilt keine oder gelten zwei, wird es angehalten, und jemand entscheidet."

#: templates/console/policy-version.mustache
msgid "All rules that hold count together. Their order means nothing."
msgstr "Alle Regeln, die gelten, zählen zusammen. Ihre Reihenfolge bedeutet nichts."

#: templates/console/policy-version.mustache
msgid "On its way"
msgstr "Auf dem Weg"

#: templates/console/policy-version.mustache templates/part/emergency.mustache
msgid "agreed"
msgstr "zugestimmt"

#: templates/console/policy-version.mustache
msgid "Nothing is wrong: go on"
msgstr "Nichts ist falsch: weiter"

#: templates/console/policy-version.mustache
msgid "See what it would have changed"
msgstr "Ansehen, was sie geändert hätte"

#: templates/console/policy-version.mustache
msgid "Agree to this version"
msgstr "Dieser Fassung zustimmen"

#: templates/console/policy-version.mustache
msgid "Put in force"
msgstr "In Kraft setzen"

#: templates/console/policy-version.mustache
msgid "Give it up"
msgstr "Verwerfen"

#: templates/console/policy-version.mustache
msgid "Why go back to this version?"
msgstr "Warum zurück zu dieser Fassung?"

#: templates/console/policy-version.mustache
msgid "Put in force again"
msgstr "Wieder in Kraft setzen"

#: templates/console/policy-version.mustache
msgid "Begin a new version from this one"
msgstr "Aus dieser eine neue Fassung beginnen"

#: templates/console/policy-version.mustache templates/console/routing.mustache
msgid "What changes, and why?"
msgstr "Was ändert sich, und warum?"

#: templates/console/policy-version.mustache
msgid "Begin"
msgstr "Beginnen"

#: templates/console/policy-version.mustache
msgid "Of {{compared}} past decision"
msgid_plural "Of {{compared}} past decisions"
msgstr[0] "Von {{compared}} früheren Entscheidung"
msgstr[1] "Von {{compared}} früheren Entscheidungen"

#: templates/console/policy-version.mustache
msgid "{{changed}} would have come out otherwise."
msgid_plural "{{changed}} would have come out otherwise."
msgstr[0] "wäre {{changed}} anders ausgefallen."
msgstr[1] "wären {{changed}} anders ausgefallen."

#: templates/console/policy-version.mustache
msgid "What was looked at"
msgstr "Was geprüft wurde"

#: templates/console/policy-version.mustache
msgid "fine"
msgstr "in Ordnung"

#: templates/console/policy-version.mustache
msgid "No gap, no overlap, every example comes out as it should."
msgstr "Keine Lücke, keine Überschneidung, jedes Beispiel geht aus, wie es soll."

#: templates/console/policy-version.mustache
msgid "mend this"
msgstr "beheben"

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache templates/console/routing.mustache
msgid "look here"
msgstr "bitte ansehen"

#: templates/console/policy-version.mustache
msgid "Rules"
msgstr "Regeln"

#: templates/console/policy-version.mustache
msgid "There is no rule yet."
msgstr "Es gibt noch keine Regel."

#: templates/console/policy-version.mustache
#: templates/console/routing-replay.mustache
msgid "Rule"
msgstr "Regel"

#: templates/console/policy-version.mustache
msgid "Then"
msgstr "Dann"

#: templates/console/policy-version.mustache
#: templates/console/word-lists.mustache
msgid "holds"
msgstr "hält zurück"

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache
msgid "Yes:"
msgstr "Ja:"

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache
msgid "No:"
msgstr "Nein:"

#: templates/console/policy-version.mustache
msgid "Nobody knows:"
msgstr "Niemand weiß es:"

#: templates/console/policy-version.mustache
msgid "In words"
msgstr "In Worten"

#: templates/console/policy-version.mustache
#: templates/console/routing-rule.mustache templates/console/routing.mustache
msgid "Add a rule"
msgstr "Regel hinzufügen"

#: templates/console/policy-version.mustache
msgid "Ask something else too"
msgstr "Noch etwas fragen"

#: templates/console/policy-version.mustache
msgid "Add the column"
msgstr "Spalte hinzufügen"

#: templates/console/policy-version.mustache
msgid "Remove the column “{{title}}”"
msgstr "Spalte „{{title}}“ entfernen"

#: templates/console/policy-version.mustache
msgid "Rule “{{id}}”"
msgstr "Regel „{{id}}“"

#: templates/console/policy-version.mustache
msgid "Short name"
msgstr "Kurzname"

#: templates/console/policy-version.mustache
msgid "Small letters, digits and hyphens: special-content. Decisions name it."
msgstr "Kleine Buchstaben, Ziffern und Bindestriche: besondere-daten. Entscheidungen nennen ihn."

#: templates/console/policy-version.mustache
#: templates/console/routing-rule.mustache
msgid "When all of this is so"
msgstr "Wenn all dies zutrifft"

#: templates/console/policy-version.mustache
msgid "The table asks nothing yet, so the rule always holds. Add a column first."
msgstr "Die Tabelle fragt noch nichts, darum gilt die Regel immer. Fügen Sie zuerst eine Spalte hinzu."

#: templates/console/policy-version.mustache
#: templates/console/unit-edit.mustache
msgid "Channel"
msgstr "Kanal"

#: templates/console/policy-version.mustache
msgid "same, preferred, any, or the name of a channel; several with +"
msgstr "same, preferred, any oder der Name eines Kanals; mehrere mit +"

#: templates/console/policy-version.mustache
msgid "Else"
msgstr "Sonst"

#: templates/console/policy-version.mustache
msgid "where the first cannot carry it or does not reach the citizen"
msgstr "wenn der erste es nicht tragen kann oder die Bürgerin oder den Bürger nicht erreicht"

#: templates/console/policy-version.mustache src/policy/policy-words-rule.c
msgid "What must be done"
msgstr "Was zu tun ist"

#: templates/console/policy-version.mustache
msgid "Several with commas: four-eyes, review:UNIT, record-class:CODE, add-notice:CODE, no-public-reply, offer-appeal, translate, answer-within:DAYS"
msgstr "Mehrere mit Komma: four-eyes, review:STELLE, record-class:KÜRZEL, add-notice:KÜRZEL, no-public-reply, offer-appeal, translate, answer-within:TAGE"

#: templates/console/policy-version.mustache
msgid "What becomes of it"
msgstr "Was daraus wird"

#: templates/console/policy-version.mustache
msgid "pass, label:CODE or hold:CODE"
msgstr "pass, label:KÜRZEL oder hold:KÜRZEL"

#: templates/console/policy-version.mustache
msgid "Why this rule?"
msgstr "Warum diese Regel?"

#: templates/console/policy-version.mustache
msgid "Keep the rule"
msgstr "Regel übernehmen"

#: templates/console/policy-version.mustache
msgid "Remove the rule"
msgstr "Regel entfernen"

#: templates/console/policy-version.mustache
msgid "What if …"
msgstr "Was wäre, wenn …"

#: templates/console/policy-version.mustache
msgid "Keep it as an example: what is it?"
msgstr "Als Beispiel behalten: Was ist es?"

#: templates/console/policy-version.mustache
msgid "What should come out"
msgstr "Was herauskommen soll"

#: templates/console/policy-version.mustache
msgid "Keep the example"
msgstr "Beispiel behalten"

#: templates/console/policy-version.mustache
#: templates/console/routing-try.mustache
msgid "nobody knows"
msgstr "unbekannt"

#: templates/console/policy-version.mustache
msgid "See which rule holds"
msgstr "Ansehen, welche Regel gilt"

#: templates/console/policy-version.mustache
msgid "Examples"
msgstr "Beispiele"

#: templates/console/policy-version.mustache
msgid "as it should"
msgstr "wie es soll"

#: templates/console/policy-version.mustache
msgid "otherwise"
msgstr "anders"

#: templates/console/policy-version.mustache
msgid "should give"
msgstr "soll ergeben"

#: templates/console/policy-version.mustache
#: templates/console/webhook-edit.mustache templates/part/reply.mustache
msgid "Remove"
msgstr "Entfernen"

#: templates/console/policy-version.mustache
msgid "What is different from version {{base}}"
msgstr "Was anders ist als in Fassung {{base}}"

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache templates/word/state.mustache
msgid "new"
msgstr "neu"

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache
msgid "removed"
msgstr "entfernt"

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache templates/word/outcome.mustache
msgid "changed"
msgstr "geändert"

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache
msgid "Before:"
msgstr "Vorher:"

#: templates/console/policy-version.mustache
#: templates/part/rule-differences.mustache
msgid "Now:"
msgstr "Jetzt:"

#: templates/console/policy-version.mustache
msgid "Digest of the table:"
msgstr "Prüfsumme der Tabelle:"

#: templates/console/policy.mustache
msgid "Three tables say which channel is used when, what must be done before something leaves, and what is held. A new version comes into force when nothing is wrong with it, somebody saw what it would have changed, and two persons agreed."
msgstr "Drei Tabellen sagen, welcher Kanal wann benutzt wird, was zu tun ist, bevor etwas hinausgeht, und was angehalten wird. Eine neue Fassung tritt in Kraft, wenn nichts an ihr falsch ist, jemand gesehen hat, was sie geändert hätte, und zwei Personen zugestimmt haben."

#: templates/console/policy.mustache templates/console/routing-version.mustache
#: templates/word/policy-state.mustache
msgid "in force"
msgstr "gilt"

#: templates/console/policy.mustache
msgid "No rule yet: everything is held, because nothing says by which channel it goes."
msgstr "Noch keine Regel: Alles wird angehalten, weil nichts sagt, über welchen Kanal es geht."

#: templates/console/policy.mustache
msgid "No rule yet: nothing is asked before an answer leaves. A first rule may ask for the agreement of a lawyer where an answer has legal effect."
msgstr "Noch keine Regel: Vor einer Antwort wird nichts verlangt. Eine erste Regel kann die Zustimmung des Rechtsamts verlangen, wenn eine Antwort rechtliche Wirkung hat."

#: templates/console/policy.mustache
msgid "No rule yet: what filters say stands. A first rule may hold what comes with files at night."
msgstr "Noch keine Regel: Es gilt, was die Filter sagen. Eine erste Regel kann anhalten, was nachts mit Dateien kommt."

#: templates/console/policy.mustache
msgid "In work"
msgstr "In Arbeit"

#: templates/console/policy.mustache templates/console/routing-version.mustache
#: templates/console/routing-versions.mustache
#: templates/console/routing.mustache
msgid "History"
msgstr "Verlauf"

#: templates/console/preview.mustache
msgid "Check your reply"
msgstr "Antwort prüfen"

#: templates/console/preview.mustache
msgid "This leaves to {{to}}, by"
msgstr "Das geht an {{to}}, per"

#: templates/console/preview.mustache templates/part/reply.mustache
#: templates/part/sheet.mustache
msgid "Attached files"
msgstr "Angehängte Dateien"

#: templates/console/preview.mustache templates/part/sheet.mustache
msgid "The formatted version, for programs that show it"
msgstr "Die formatierte Fassung, für Programme, die sie anzeigen"

#: templates/console/preview.mustache
msgid "Formatted version of your reply"
msgstr "Formatierte Fassung Ihrer Antwort"

#: templates/console/preview.mustache templates/console/side-preview.mustache
msgid "Fingerprint of exactly this text, these files and these recipients:"
msgstr "Fingerabdruck von genau diesem Text, diesen Dateien und diesen Empfängern:"

#: templates/console/preview.mustache
msgid "Send to {{to}}"
msgstr "An {{to}} senden"

#: templates/console/preview.mustache
msgid "The case then becomes:"
msgstr "Der Vorgang wird dann:"

#: templates/console/preview.mustache templates/console/side-preview.mustache
msgid "Why may you send this?"
msgstr "Warum dürfen Sie das senden?"

#: templates/console/preview.mustache
msgid "Officers release replies in cases of their own unit. The decision is recorded with the reply."
msgstr "Sachbearbeitende geben Antworten in Vorgängen ihrer eigenen Stelle frei. Die Entscheidung wird mit der Antwort festgehalten."

#: templates/console/publication-edit.mustache
msgid "New publication"
msgstr "Neue Veröffentlichung"

#: templates/console/publication-edit.mustache
msgid "Edit publication"
msgstr "Veröffentlichung bearbeiten"

#: templates/console/publication-edit.mustache
msgid "This is in review or approved. When you save a change, approvals no longer count and it has to be reviewed again."
msgstr "Dies wird gerade geprüft oder ist freigegeben. Wenn Sie eine Änderung speichern, gelten Freigaben nicht mehr und es muss neu geprüft werden."

#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
msgid "What is corrected, and why?"
msgstr "Was wird berichtigt, und warum?"

#: templates/console/publication-edit.mustache
msgid "Readers see it with the date."
msgstr "Leser sehen es mit dem Datum."

#: templates/console/publication-edit.mustache
msgid "Summary in a sentence"
msgstr "Zusammenfassung in einem Satz"

#: templates/console/publication-edit.mustache
#: templates/console/routing-try.mustache
#: templates/console/template-edit.mustache
#: templates/word/publication-part.mustache
msgid "Text"
msgstr "Text"

#: templates/console/publication-edit.mustache
msgid "Markdown: ## for a heading, - for a list, **bold**, [words](https://…) for a link."
msgstr "Markdown: ## für eine Überschrift, - für eine Liste, **fett**, [Wörter](https://…) für einen Link."

#: templates/console/publication-edit.mustache
#: templates/word/publication-part.mustache
msgid "What happens"
msgstr "Was geschieht"

#: templates/console/publication-edit.mustache
msgid "In a word or two: Flood, Gas leak."
msgstr "In ein, zwei Wörtern: Hochwasser, Gasaustritt."

#: templates/console/publication-edit.mustache
#: templates/word/publication-part.mustache
msgid "What people should do"
msgstr "Was die Leute tun sollen"

#: templates/console/publication-edit.mustache
#: templates/word/publication-part.mustache
msgid "Where it holds"
msgstr "Wo es gilt"

#: templates/console/publication-edit.mustache
msgid "For warning systems"
msgstr "Für Warnsysteme"

#: templates/console/publication-edit.mustache
msgid "Area on the map, if you have it"
msgstr "Gebiet auf der Karte, wenn Sie es haben"

#: templates/console/publication-edit.mustache
msgid "Points as latitude,longitude with a blank between them, the last like the first."
msgstr "Punkte als Breite,Länge mit einem Leerzeichen dazwischen, der letzte wie der erste."

#: templates/console/publication-edit.mustache
msgid "Or a circle"
msgstr "Oder ein Kreis"

#: templates/console/publication-edit.mustache
msgid "latitude,longitude and kilometres"
msgstr "Breite,Länge und Kilometer"

#: templates/console/publication-edit.mustache
msgid "When, and about what"
msgstr "Wann und worüber"

#: templates/console/publication-edit.mustache
#: templates/console/routing-rule.mustache templates/console/services.mustache
#: templates/part/promises.mustache
msgid "Service"
msgstr "Leistung"

#: templates/console/publication-edit.mustache
msgid "Leaves by itself at"
msgstr "Geht von selbst hinaus um"

#: templates/console/publication-edit.mustache
msgid "Empty: when somebody presses the button after approval. More than 15 minutes late, it does not leave and asks."
msgstr "Leer: wenn nach der Freigabe jemand den Knopf drückt. Mehr als 15 Minuten zu spät geht es nicht mehr hinaus und fragt nach."

#: templates/console/publication-edit.mustache
#: templates/console/publication.mustache
msgid "No longer current after"
msgstr "Nicht mehr aktuell nach"

#: templates/console/publication-edit.mustache
msgid "Case that asked for it"
msgstr "Fall, der darum bat"

#: templates/console/publication-edit.mustache
msgid "Its number. Readers never see it."
msgstr "Seine Nummer. Leser sehen sie nie."

#: templates/console/publication-edit.mustache
msgid "Save and see it"
msgstr "Speichern und ansehen"

#: templates/console/publication.mustache
msgid "version {{version}}"
msgstr "Fassung {{version}}"

#: templates/console/publication.mustache
msgid "It cannot leave like this."
msgstr "So kann es nicht hinaus."

#: templates/console/publication.mustache
msgid "What is corrected, and why"
msgstr "Was berichtigt wird, und warum"

#: templates/console/publication.mustache
msgid "Why it is withdrawn"
msgstr "Warum es zurückgezogen wird"

#: templates/console/publication.mustache
msgid "What changed since version {{against}}"
msgstr "Was sich seit Fassung {{against}} geändert hat"

#: templates/console/publication.mustache
msgid "No words changed."
msgstr "Kein Wort ist anders."

#: templates/console/publication.mustache
msgid "Exactly this leaves"
msgstr "Genau dies geht hinaus"

#: templates/console/publication.mustache
msgid "As programs get it"
msgstr "Wie Programme es bekommen"

#: templates/console/publication.mustache
msgid "Approval"
msgstr "Freigabe"

#: templates/console/publication.mustache
msgid "{{approved}} of {{needed}} approvals."
msgstr "{{approved}} von {{needed}} Freigaben."

#: templates/console/publication.mustache templates/part/emergency.mustache
msgid "You decide in the stead of {{stead}}. Both names are recorded."
msgstr ""

#: templates/console/publication.mustache templates/part/emergency.mustache
msgid "Comment"
msgstr "Kommentar"

#: templates/console/publication.mustache
msgid "Needed when you return or refuse it."
msgstr "Nötig, wenn Sie es zurückgeben oder ablehnen."

#: templates/console/publication.mustache
msgid "Approve"
msgstr "Freigeben"

#: templates/console/publication.mustache
msgid "Return"
msgstr "Zurückgeben"

#: templates/console/publication.mustache
msgid "Refuse"
msgstr "Ablehnen"

#: templates/console/publication.mustache
msgid "Fingerprint of exactly what leaves:"
msgstr "Fingerabdruck genau dessen, was hinausgeht:"

#: templates/console/publication.mustache
msgid "What next"
msgstr "Wie weiter"

#: templates/console/publication.mustache
msgid "Leaves by itself:"
msgstr "Geht von selbst hinaus:"

#: templates/console/publication.mustache
msgid "Its time has passed, so it did not leave. Take it back, choose another time or none, and send it for review again."
msgstr "Seine Zeit ist vorbei, darum ging es nicht hinaus. Nehmen Sie es zurück, wählen Sie eine andere Zeit oder keine, und geben Sie es wieder zur Prüfung."

#: templates/console/publication.mustache
msgid "Asked for in"
msgstr "Gewünscht in"

#: templates/console/publication.mustache
msgid "See it as readers do"
msgstr "So sehen es die Leser"

#: templates/console/publication.mustache
msgid "Send for review"
msgstr "Zur Prüfung geben"

#: templates/console/publication.mustache
msgid "Release now"
msgstr "Jetzt veröffentlichen"

#: templates/console/publication.mustache
msgid "Edit"
msgstr "Bearbeiten"

#: templates/console/publication.mustache
msgid "Take it back"
msgstr "Zurücknehmen"

#: templates/console/publication.mustache
msgid "Give it up; what is public stays"
msgstr "Aufgeben; was öffentlich ist, bleibt"

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
msgstr "Berichtigen"

#: templates/console/publication.mustache
msgid "Begin the correction"
msgstr "Berichtigung beginnen"

#: templates/console/publication.mustache
msgid "Withdraw it"
msgstr "Zurückziehen"

#: templates/console/publication.mustache
msgid "Why? Readers see it."
msgstr "Warum? Leser sehen es."

#: templates/console/publication.mustache
msgid "Send the withdrawal for review"
msgstr "Rückzug zur Prüfung geben"

#: templates/console/publication.mustache
msgid "Decisions"
msgstr "Entscheidungen"

#: templates/console/publication.mustache
msgid "approved"
msgstr "gab es frei"

#: templates/console/publication.mustache
msgid "returned it"
msgstr "gab es zurück"

#: templates/console/publication.mustache
msgid "refused it"
msgstr "lehnte es ab"

#: templates/console/publication.mustache templates/console/waiting.mustache
#: templates/part/emergency.mustache
msgid "in the stead of {{stead}}"
msgstr ""

#: templates/console/publication.mustache
msgid "no longer counts"
msgstr "gilt nicht mehr"

#: templates/console/publication.mustache
msgid "may approve no more: does not count"
msgstr ""

#: templates/console/publication.mustache
msgid "What was public"
msgstr "Was öffentlich war"

#: templates/console/publication.mustache
msgid "released"
msgstr "veröffentlicht"

#: templates/console/publication.mustache templates/portal/news.mustache
msgid "corrected"
msgstr "berichtigt"

#: templates/console/publication.mustache templates/portal/news.mustache
#: templates/word/delivery.mustache templates/word/publication-state.mustache
#: templates/word/state.mustache
msgid "withdrawn"
msgstr "zurückgezogen"

#: templates/console/publications.mustache
msgid "What we say to everybody. Nothing leaves before somebody else has approved it."
msgstr "Was wir allen sagen. Nichts geht hinaus, bevor jemand anders es freigegeben hat."

#: templates/console/publications.mustache
msgid "Write news"
msgstr "Nachricht schreiben"

#: templates/console/publications.mustache
#: templates/word/publication-kind.mustache
msgid "Public notice"
msgstr "Bekanntmachung"

#: templates/console/publications.mustache
#: templates/console/webhook-edit.mustache templates/part/hit.mustache
#: templates/word/publication-kind.mustache
msgid "Answer"
msgstr "Antwort"

#: templates/console/publications.mustache
#: templates/word/publication-kind.mustache
msgid "Alert"
msgstr "Warnung"

#: templates/console/publications.mustache
msgid "Kind"
msgstr "Art"

#: templates/console/publications.mustache
msgid "Languages"
msgstr "Sprachen"

#: templates/console/publications.mustache templates/console/waiting.mustache
msgid "Author"
msgstr "Verfasser"

#: templates/console/publications.mustache templates/console/templates.mustache
#: templates/console/word-lists.mustache
msgid "Changed"
msgstr "Geändert"

#: templates/console/publications.mustache
msgid "released without review"
msgstr ""

#: templates/console/publications.mustache
msgid "Nothing is published yet. Write a first piece of news; a colleague reads and approves exactly what will leave, and then it stands on the citizens’ pages and in the feeds."
msgstr "Noch ist nichts veröffentlicht. Schreiben Sie eine erste Nachricht; jemand im Haus liest genau, was hinausgehen wird, und gibt es frei, und dann steht es auf den Seiten der Bürger und in den Feeds."

#: templates/console/publications.mustache templates/portal/news.mustache
msgid "Newer"
msgstr "Neuere"

#: templates/console/publications.mustache templates/console/reads.mustache
#: templates/console/search.mustache templates/portal/news.mustache
msgid "Older"
msgstr "Ältere"

#: templates/console/reads.mustache templates/word/place.mustache
msgid "Look-ups"
msgstr "Einsichten"

#: templates/console/reads.mustache
msgid "Who searched for what, and who looked at the page of which person, programs too. Each stands in the journal; what was searched for is sealed there."
msgstr "Wer wonach gesucht und wer die Seite welcher Person angesehen hat, auch Programme. Alles steht im Journal; wonach gesucht wurde, ist dort versiegelt."

#: templates/console/reads.mustache
msgid "Show everybody’s"
msgstr "Die von allen zeigen"

#: templates/console/reads.mustache
msgid "Look-ups, newest first"
msgstr "Einsichten, die neuesten zuerst"

#: templates/console/reads.mustache templates/console/routing-versions.mustache
#: templates/console/trail.mustache
msgid "Time"
msgstr "Zeit"

#: templates/console/reads.mustache templates/console/trail.mustache
#: templates/console/waiting.mustache
msgid "What"
msgstr "Was"

#: templates/console/reads.mustache
msgid "Entry in the journal"
msgstr "Eintrag im Journal"

#: templates/console/reads.mustache src/channels/program/program.c
msgid "program"
msgstr "Programm"

#: templates/console/reads.mustache
msgid "Searched for"
msgstr "Gesucht nach"

#: templates/console/reads.mustache
msgid "Looked at the page of"
msgstr "Angesehen: die Seite von"

#: templates/console/reads.mustache
msgid "a person without a name"
msgstr "einer Person ohne Namen"

#: templates/console/reads.mustache
msgid "Nobody has looked anything up yet. When somebody searches, or opens the page of a person, it stands here."
msgstr "Noch hat niemand etwas nachgesehen. Wenn jemand sucht oder die Seite einer Person öffnet, steht es hier."

#: templates/console/review.mustache templates/word/place.mustache
msgid "Review queue"
msgstr "Prüfliste"

#: templates/console/review.mustache
msgid "{{waiting}} message waits for a decision"
msgid_plural "{{waiting}} messages wait for a decision"
msgstr[0] "{{waiting}} Nachricht wartet auf eine Entscheidung"
msgstr[1] "{{waiting}} Nachrichten warten auf eine Entscheidung"

#: templates/console/review.mustache
msgid "What a filter holds waits here until somebody has read it: four working hours at most. Nothing is deleted, and the sender is not told. Your reason is recorded in the journal with your name."
msgstr "Was ein Filter zurückhält, wartet hier, bis es jemand gelesen hat: höchstens vier Arbeitsstunden. Nichts wird gelöscht, und wer geschrieben hat, erfährt nichts davon. Ihre Begründung steht mit Ihrem Namen im Journal."

#: templates/console/review.mustache
msgid "Lists"
msgstr "Listen"

#: templates/console/review.mustache
msgid "Kept held"
msgstr "Bleibt zurückgehalten"

#: templates/console/review.mustache
msgid "Messages of one flood"
msgstr "Nachrichten einer Flut"

#: templates/console/review.mustache
msgid "{{count}} message with nearly the same text"
msgid_plural "{{count}} messages with nearly the same text"
msgstr[0] "{{count}} Nachricht mit fast demselben Text"
msgstr[1] "{{count}} Nachrichten mit fast demselben Text"

#: templates/console/review.mustache
msgid "To be decided:"
msgstr "Zu entscheiden:"

#: templates/console/review.mustache
msgid "The first of them:"
msgstr "Die erste davon:"

#: templates/console/review.mustache src/mediation/filing.c
msgid "(no subject)"
msgstr "(ohne Betreff)"

#: templates/console/review.mustache
msgid "Look at each of them"
msgstr "Jede einzeln ansehen"

#: templates/console/review.mustache
msgid "Let all {{shown}} through"
msgstr "Alle {{shown}} durchlassen"

#: templates/console/review.mustache
msgid "Keep all {{shown}} held"
msgstr "Alle {{shown}} zurückhalten"

#: templates/console/review.mustache
msgid "Harmful software"
msgstr "Schadsoftware"

#: templates/console/review.mustache
msgid "Kept held by {{by}}"
msgstr "Zurückgehalten von {{by}}"

#: templates/console/review.mustache templates/part/held.mustache
msgid "Let it through"
msgstr "Durchlassen"

#: templates/console/review.mustache templates/part/held.mustache
msgid "Keep it held"
msgstr "Weiter zurückhalten"

#: templates/console/review.mustache
msgid "Nothing is kept held"
msgstr "Nichts bleibt zurückgehalten"

#: templates/console/review.mustache templates/console/waiting.mustache
msgid "Nothing waits for you"
msgstr "Nichts wartet auf Sie"

#: templates/console/routing-replay.mustache
#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
#: templates/console/routing-version.mustache
#: templates/console/routing-versions.mustache
#: templates/console/routing.mustache templates/word/place.mustache
msgid "Routing"
msgstr "Zuordnung"

#: templates/console/routing-replay.mustache
msgid "your draft against the rules in force"
msgstr "Ihr Entwurf gegenüber den geltenden Regeln"

#: templates/console/routing-replay.mustache
msgid "You have no draft: these are the rules in force."
msgstr "Sie haben keinen Entwurf: Dies sind die geltenden Regeln."

#: templates/console/routing-replay.mustache
msgid "Of the last <b>{{messages}}</b> message that opened a case,"
msgid_plural "Of the last <b>{{messages}}</b> messages that opened a case,"
msgstr[0] "Von der letzten <b>{{messages}}</b> Nachricht, die einen Vorgang eröffnet hat,"
msgstr[1] "Von den letzten <b>{{messages}}</b> Nachrichten, die einen Vorgang eröffnet haben,"

#: templates/console/routing-replay.mustache
msgid "<b>{{changed_shown}}</b> would be treated otherwise. Nothing is changed by looking."
msgid_plural "<b>{{changed_shown}}</b> would be treated otherwise. Nothing is changed by looking."
msgstr[0] "würde <b>{{changed_shown}}</b> anders behandelt. Das Nachsehen ändert nichts."
msgstr[1] "würden <b>{{changed_shown}}</b> anders behandelt. Das Nachsehen ändert nichts."

#: templates/console/routing-replay.mustache
msgid "The text of {{erased}} is destroyed, so its words count as not there."
msgid_plural "The text of {{erased}} is destroyed, so their words count as not there."
msgstr[0] "Der Text von {{erased}} ist vernichtet; seine Wörter zählen als nicht vorhanden."
msgstr[1] "Die Texte von {{erased}} sind vernichtet; ihre Wörter zählen als nicht vorhanden."

#: templates/console/routing-replay.mustache
msgid "Time was up before all of them were compared."
msgstr "Die Zeit war um, bevor alle verglichen waren."

#: templates/console/routing-replay.mustache
msgid "{{shown}} case"
msgid_plural "{{shown}} cases"
msgstr[0] "{{shown}} Vorgang"
msgstr[1] "{{shown}} Vorgänge"

#: templates/console/routing-replay.mustache
msgid "rule “{{old}}”"
msgstr "Regel „{{old}}“"

#: templates/console/routing-replay.mustache
msgid "no rule"
msgstr "keine Regel"

#: templates/console/routing-replay.mustache
msgid "rule “{{now}}”"
msgstr "Regel „{{now}}“"

#: templates/console/routing-replay.mustache
msgid "These are the newest of them."
msgstr "Dies sind die neuesten davon."

#: templates/console/routing-replay.mustache
msgid "Nothing would change."
msgstr "Nichts würde sich ändern."

#: templates/console/routing-replay.mustache
msgid "How often each rule decides"
msgstr "Wie oft jede Regel entscheidet"

#: templates/console/routing-replay.mustache
#: templates/console/routing-try.mustache
#: templates/console/routing-version.mustache
#: templates/console/routing.mustache templates/console/word-lists.mustache
#: templates/part/rule-line.mustache templates/word/hook-state.mustache
msgid "off"
msgstr "aus"

#: templates/console/routing-replay.mustache
msgid "no rule: where the address leads"
msgstr "keine Regel: wohin die Adresse führt"

#: templates/console/routing-replay.mustache
#: templates/console/routing-try.mustache
msgid "Back to the rules"
msgstr "Zurück zu den Regeln"

#: templates/console/routing-rule.mustache
msgid "Name of the rule"
msgstr "Name der Regel"

#: templates/console/routing-rule.mustache
msgid "Cases say which rule it was: “Potholes”, “Bins, in German”."
msgstr "Vorgänge nennen die Regel: „Schlaglöcher“, „Mülltonnen“."

#: templates/console/routing-rule.mustache
msgid "switched off for now"
msgstr "vorerst ausgeschaltet"

#: templates/console/routing-rule.mustache
msgid "What you leave empty does not matter."
msgstr "Was leer bleibt, spielt keine Rolle."

#: templates/console/routing-rule.mustache
msgid "Look for words in"
msgstr "Wörter suchen in"

#: templates/console/routing-rule.mustache
msgid "subject and text"
msgstr "Betreff und Text"

#: templates/console/routing-rule.mustache
msgid "the subject only"
msgstr "nur im Betreff"

#: templates/console/routing-rule.mustache
msgid "the text only"
msgstr "nur im Text"

#: templates/console/routing-rule.mustache
msgid "At least one of these"
msgstr "Mindestens eines davon"

#: templates/console/routing-rule.mustache
msgid "One word or phrase on each line. Whole words, capital or small; a star at the end stands for any ending: pothole*"
msgstr "Ein Wort oder eine Wortfolge je Zeile. Ganze Wörter, groß oder klein; ein Stern am Ende steht für jede Endung: schlagl*"

#: templates/console/routing-rule.mustache
msgid "Each of these"
msgstr "Jedes davon"

#: templates/console/routing-rule.mustache
msgid "Anywhere in the message, in any order."
msgstr "Irgendwo in der Nachricht, in beliebiger Reihenfolge."

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "Sent to"
msgstr "Gesendet an"

#: templates/console/routing-rule.mustache
msgid "Its code, several with commas: de, pl"
msgstr "Ihr Kürzel, mehrere mit Komma: de, pl"

#: templates/console/routing-rule.mustache
msgid "More conditions"
msgstr "Weitere Bedingungen"

#: templates/console/routing-rule.mustache
msgid "None of these words"
msgstr "Keines dieser Wörter"

#: templates/console/routing-rule.mustache
msgid "One word or phrase on each line."
msgstr "Ein Wort oder eine Wortfolge je Zeile."

#: templates/console/routing-rule.mustache
msgid "From one of these"
msgstr "Von einem dieser Absender"

#: templates/console/routing-rule.mustache
msgid "Addresses or whole domains, one on each line: school.example"
msgstr "Adressen oder ganze Domains, je Zeile eine: school.example"

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "Who writes"
msgstr "Wer schreibt"

#: templates/console/routing-rule.mustache
msgid "anybody"
msgstr "irgendjemand"

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "somebody we know"
msgstr "jemand, den wir kennen"

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "somebody new"
msgstr "jemand Neues"

#: templates/console/routing-rule.mustache
msgid "How it came in"
msgstr "Wie sie ankam"

#: templates/console/routing-rule.mustache
msgid "in any way"
msgstr "auf beliebigem Weg"

#: templates/console/routing-rule.mustache
msgid "only we can read it"
msgstr "nur wir können sie lesen"

#: templates/console/routing-rule.mustache
msgid "everybody can read it"
msgstr "alle können sie lesen"

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "A filter says"
msgstr "Ein Filter sagt"

#: templates/console/routing-rule.mustache
msgid "Its label, several with commas."
msgstr "Seine Kennzeichnung, mehrere mit Komma."

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "When it came"
msgstr "Wann sie kam"

#: templates/console/routing-rule.mustache
msgid "By the calendar of the unit that the address leads to."
msgstr "Nach dem Kalender der Einheit, zu der die Adresse führt."

#: templates/console/routing-rule.mustache
msgid "at any time"
msgstr "zu beliebiger Zeit"

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "within working hours"
msgstr "innerhalb der Arbeitszeit"

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "outside working hours"
msgstr "außerhalb der Arbeitszeit"

#: templates/console/routing-rule.mustache
#: templates/console/routing-try.mustache
msgid "The citizen chose"
msgstr "Ausgewählt wurde"

#: templates/console/routing-rule.mustache
msgid "Then the case gets"
msgstr "Dann bekommt der Vorgang"

#: templates/console/routing-rule.mustache
msgid "What you leave open stays as it would be without this rule."
msgstr "Was offen bleibt, ist so, wie es ohne diese Regel wäre."

#: templates/console/routing-rule.mustache
msgid "where the address leads"
msgstr "wohin die Adresse führt"

#: templates/console/routing-rule.mustache templates/part/promises.mustache
msgid "Priority"
msgstr "Dringlichkeit"

#: templates/console/routing-rule.mustache
msgid "as usual"
msgstr "wie üblich"

#: templates/console/routing-rule.mustache templates/word/priority.mustache
msgid "normal"
msgstr "normal"

#: templates/console/routing-rule.mustache templates/word/priority.mustache
msgid "high"
msgstr "hoch"

#: templates/console/routing-rule.mustache templates/word/priority.mustache
#: src/policy/routing-words.c
msgid "urgent"
msgstr "dringend"

#: templates/console/routing-rule.mustache
msgid "Template for the answer"
msgstr "Vorlage für die Antwort"

#: templates/console/routing-rule.mustache
msgid "It is suggested to who answers, in the citizen’s language if there is one. Nothing leaves by itself."
msgstr "Sie wird vorgeschlagen, wenn jemand antwortet, möglichst in der Sprache der Bürgerin. Nichts geht von selbst hinaus."

#: templates/console/routing-rule.mustache templates/console/tags.mustache
#: templates/part/desk.mustache templates/word/place.mustache
msgid "Tags"
msgstr "Schlagwörter"

#: templates/console/routing-rule.mustache
msgid "Put into my draft"
msgstr "In meinen Entwurf übernehmen"

#: templates/console/routing-try.mustache templates/console/routing.mustache
msgid "Try a message"
msgstr "Nachricht ausprobieren"

#: templates/console/routing-try.mustache
msgid "with the rules of your draft"
msgstr "mit den Regeln Ihres Entwurfs"

#: templates/console/routing-try.mustache
msgid "with the rules in force"
msgstr "mit den geltenden Regeln"

#: templates/console/routing-try.mustache
msgid "Rule {{number}} “{{rule}}” decides"
msgstr "Regel {{number}} „{{rule}}“ entscheidet"

#: templates/console/routing-try.mustache
msgid "No rule decides: it goes where the address leads"
msgstr "Keine Regel entscheidet: Sie geht dorthin, wohin die Adresse führt"

#: templates/console/routing-try.mustache
msgid "What the rule names does not take cases any more."
msgstr "Was die Regel nennt, nimmt keine Vorgänge mehr an."

#: templates/console/routing-try.mustache
msgid "decides"
msgstr "entscheidet"

#: templates/console/routing-try.mustache
msgid "asks nothing, fits always"
msgstr "fragt nichts, passt immer"

#: templates/console/routing-try.mustache
msgid "Subject"
msgstr "Betreff"

#: templates/console/routing-try.mustache
msgid "Type or paste. Nothing of it is kept."
msgstr "Tippen oder einfügen. Nichts davon wird behalten."

#: templates/console/routing-try.mustache
msgid "nothing"
msgstr "nichts"

#: templates/console/routing-try.mustache
msgid "See what happens"
msgstr "Ausprobieren"

#: templates/console/routing-version.mustache
msgid "Version {{version.number}} of the rules"
msgstr "Fassung {{version.number}} der Regeln"

#: templates/console/routing-version.mustache
msgid "version {{version.number}}"
msgstr "Fassung {{version.number}}"

#: templates/console/routing-version.mustache
msgid "Go back to this version"
msgstr "Zu dieser Fassung zurück"

#: templates/console/routing-version.mustache
#: templates/console/routing.mustache
msgid "saved by {{author}}"
msgstr "gespeichert von {{author}}"

#: templates/console/routing-version.mustache
msgid "fingerprint"
msgstr "Fingerabdruck"

#: templates/console/routing-version.mustache
msgid "What it changed"
msgstr "Was sie geändert hat"

#: templates/console/routing-version.mustache
msgid "Nothing: the rules are those of the version before."
msgstr "Nichts: Die Regeln sind die der Fassung davor."

#: templates/console/routing-version.mustache
msgid "The rules"
msgstr "Die Regeln"

#: templates/console/routing-version.mustache
#: templates/console/routing.mustache
msgid "Rule {{number}}:"
msgstr "Regel {{number}}:"

#: templates/console/routing-versions.mustache
msgid "History of the rules"
msgstr "Verlauf der Regeln"

#: templates/console/routing-versions.mustache
msgid "Versions, newest first"
msgstr "Fassungen, neueste zuerst"

#: templates/console/routing-versions.mustache
msgid "Version"
msgstr "Fassung"

#: templates/console/routing.mustache
msgid "Your draft. In force:"
msgstr "Ihr Entwurf. Es gilt:"

#: templates/console/routing.mustache
msgid "A new case goes through the rules from the top. The first rule that fits decides; what no rule wants goes where its address leads."
msgstr "Ein neuer Vorgang geht die Regeln von oben durch. Die erste passende Regel entscheidet; was keine Regel will, geht dorthin, wohin die Adresse führt."

#: templates/console/routing.mustache
msgid "Your draft is not in force yet"
msgstr "Ihr Entwurf gilt noch nicht"

#: templates/console/routing.mustache
msgid "Somebody saved other rules since you began."
msgstr "Seit Sie begonnen haben, hat jemand andere Regeln gespeichert."

#: templates/console/routing.mustache
msgid "Below is how your draft differs from theirs. Discard it to begin from theirs, or keep yours and save it over them."
msgstr "Unten steht, wie Ihr Entwurf davon abweicht. Verwerfen Sie ihn, um von dort neu zu beginnen, oder behalten Sie ihn und speichern Sie ihn darüber."

#: templates/console/routing.mustache
msgid "Keep mine"
msgstr "Meinen behalten"

#: templates/console/routing.mustache
msgid "{{count}} difference to the rules in force"
msgid_plural "{{count}} differences to the rules in force"
msgstr[0] "{{count}} Unterschied zu den geltenden Regeln"
msgstr[1] "{{count}} Unterschiede zu den geltenden Regeln"

#: templates/console/routing.mustache
msgid "It stands in the history."
msgstr "Es steht im Verlauf."

#: templates/console/routing.mustache
msgid "Save and put in force"
msgstr "Speichern und in Kraft setzen"

#: templates/console/routing.mustache
msgid "Replay the last 1,000"
msgstr "Mit den letzten 1.000 vergleichen"

#: templates/console/routing.mustache
msgid "Discard the draft"
msgstr "Entwurf verwerfen"

#: templates/console/routing.mustache
msgid "No rules yet"
msgstr "Noch keine Regeln"

#: templates/console/routing.mustache
msgid "Every case goes where its address leads. A first rule may send what speaks of potholes to the unit that mends roads, whatever address people found."
msgstr "Jeder Vorgang geht dorthin, wohin seine Adresse führt. Eine erste Regel könnte alles, was von Schlaglöchern spricht, an die Einheit für Straßen geben, gleich welche Adresse jemand gefunden hat."

#: templates/console/routing.mustache
msgid "Up"
msgstr "Nach oben"

#: templates/console/routing.mustache
msgid "Move {{name}} up"
msgstr "{{name}} nach oben"

#: templates/console/routing.mustache
msgid "Down"
msgstr "Nach unten"

#: templates/console/routing.mustache
msgid "Move {{name}} down"
msgstr "{{name}} nach unten"

#: templates/console/routing.mustache
msgid "Switch on"
msgstr "Einschalten"

#: templates/console/routing.mustache
msgid "Switch off"
msgstr "Ausschalten"

#: templates/console/routing.mustache
msgid "Delete"
msgstr "Löschen"

#: templates/console/search.mustache
msgid "Search: {{typed}}"
msgstr "Suche: {{typed}}"

#: templates/console/search.mustache templates/layout/top.mustache
msgid "Search"
msgstr "Suche"

#: templates/console/search.mustache
msgid "What was left out of the search"
msgstr "Was in der Suche weggelassen wurde"

#: templates/console/search.mustache
msgid "Persons"
msgstr "Personen"

#: templates/console/search.mustache
msgid "Nothing matches"
msgstr "Nichts gefunden"

#: templates/console/search.mustache
msgid "All words must be in one message, written as they are: <b>lamp</b> does not find <b>lamps</b>. Leave a word out, or write it another way."
msgstr "Alle Wörter müssen in einer Nachricht stehen, genau so geschrieben: <b>Lampe</b> findet nicht <b>Lampen</b>. Lassen Sie ein Wort weg, oder schreiben Sie es anders."

#: templates/console/search.mustache
msgid "Searched back to:"
msgstr "Durchsucht bis zurück zu:"

#: templates/console/search.mustache
msgid "Newest"
msgstr "Neueste"

#: templates/console/search.mustache
msgid "Search on"
msgstr "Weiter suchen"

#: templates/console/search.mustache
msgid "That was all."
msgstr "Das war alles."

#: templates/console/search.mustache
msgid "How to search"
msgstr "So suchen Sie"

#: templates/console/search.mustache
msgid "What you type is looked for in messages, notes and answers, in titles and names of attachments, newest first. Capitals and accents do not matter. Narrow it with:"
msgstr "Gesucht wird in Nachrichten, Notizen und Antworten, in Titeln und in den Namen von Anhängen, das Neueste zuerst. Großschreibung und Akzente spielen keine Rolle. Genauer wird es damit:"

#: templates/console/search.mustache
msgid "high street"
msgstr "hohe Straße"

#: templates/console/search.mustache
msgid "in quotation marks: words that follow each other"
msgstr "in Anführungszeichen: Wörter, die aufeinander folgen"

#: templates/console/search.mustache
msgid "flood"
msgstr "Hochwasser"

#: templates/console/search.mustache
msgid "a minus: without this word; before an operator as well"
msgstr "ein Minus: ohne dieses Wort; auch vor einem der folgenden Ausdrücke"

#: templates/console/search.mustache
msgid "from:ada"
msgstr "von:ada"

#: templates/console/search.mustache
msgid "written by this name or address"
msgstr "geschrieben von diesem Namen oder dieser Adresse"

#: templates/console/search.mustache
msgid "after:2026-10-01"
msgstr "seit:1.10.2026"

#: templates/console/search.mustache
msgid "before:yesterday"
msgstr "vor:gestern"

#: templates/console/search.mustache
msgid "after:7d"
msgstr "seit:7t"

#: templates/console/search.mustache
msgid "written from this day on, before that day, in the last seven days"
msgstr "geschrieben ab diesem Tag, vor jenem Tag, in den letzten sieben Tagen"

#: templates/console/search.mustache
msgid "unit:highways"
msgstr "stelle:highways"

#: templates/console/search.mustache
msgid "cases of this unit"
msgstr "Vorgänge dieser Stelle"

#: templates/console/search.mustache
msgid "is:open"
msgstr "ist:offen"

#: templates/console/search.mustache
msgid "is:closed"
msgstr "ist:erledigt"

#: templates/console/search.mustache
msgid "state:waiting-citizen"
msgstr "status:waiting-citizen"

#: templates/console/search.mustache
msgid "what there is to do in the case"
msgstr "was in dem Vorgang zu tun ist"

#: templates/console/search.mustache
msgid "is:held"
msgstr "ist:zurückgehalten"

#: templates/console/search.mustache
msgid "something in the case waits for review"
msgstr "in dem Vorgang wartet etwas auf Prüfung"

#: templates/console/search.mustache
msgid "has:attachment"
msgstr "hat:anhang"

#: templates/console/search.mustache templates/part/hit.mustache
msgid "with a file"
msgstr "mit Datei"

#: templates/console/search.mustache
msgid "channel:email"
msgstr "kanal:email"

#: templates/console/search.mustache
msgid "lang:de"
msgstr "sprache:de"

#: templates/console/search.mustache
msgid "how it came in, and in which language"
msgstr "wie es hereinkam, und in welcher Sprache"

#: templates/console/search.mustache
msgid "a case's reference alone goes straight there"
msgstr "ein Aktenzeichen allein führt direkt zum Vorgang"

#: templates/console/second-factor.mustache templates/layout/top.mustache
msgid "Second factor"
msgstr "Zweiter Faktor"

#: templates/console/second-factor.mustache
msgid "Your codes on paper"
msgstr "Ihre Codes auf Papier"

#: templates/console/second-factor.mustache
msgid "From now on you sign in with a code as well. Print these ten codes or write them down, and keep them where your telephone is not. Each opens once. They are shown only now."
msgstr "Von jetzt an melden Sie sich auch mit einem Code an. Drucken Sie diese zehn Codes oder schreiben Sie sie auf, und bewahren Sie sie getrennt von Ihrem Telefon auf. Jeder gilt einmal. Sie werden nur jetzt gezeigt."

#: templates/console/second-factor.mustache
msgid "I have them, go on"
msgstr "Ich habe sie, weiter"

#: templates/console/second-factor.mustache
msgid "You sign in with your password and a code of your authenticator program."
msgstr "Sie melden sich mit Ihrem Passwort und einem Code Ihres Authentifizierungsprogramms an."

#: templates/console/second-factor.mustache
msgid "{{left}} of your codes on paper still opens."
msgid_plural "{{left}} of your codes on paper still open."
msgstr[0] "{{left}} Ihrer Codes auf Papier gilt noch."
msgstr[1] "{{left}} Ihrer Codes auf Papier gelten noch."

#: templates/console/second-factor.mustache
msgid "Remove it, or set up another"
msgstr "Entfernen oder einen anderen einrichten"

#: templates/console/second-factor.mustache
msgid "Remove the second factor"
msgstr "Zweiten Faktor entfernen"

#: templates/console/second-factor.mustache
msgid "Here everybody signs in with a code as well. Set it up before you go on."
msgstr "Hier melden sich alle auch mit einem Code an. Richten Sie ihn ein, bevor Sie weitermachen."

#: templates/console/second-factor.mustache
msgid "Open an authenticator program on your telephone, for example one of those that your office recommends, and let it read this picture."
msgstr "Öffnen Sie ein Authentifizierungsprogramm auf Ihrem Telefon, zum Beispiel eines, das Ihre Behörde empfiehlt, und lassen Sie es dieses Bild lesen."

#: templates/console/second-factor.mustache
msgid "Picture that the program reads. The text below says the same."
msgstr "Bild, das das Programm liest. Der Text darunter sagt dasselbe."

#: templates/console/second-factor.mustache
msgid "Or type this into the program:"
msgstr "Oder geben Sie dies in das Programm ein:"

#: templates/console/second-factor.mustache
msgid "Type the six digits that it shows"
msgstr "Geben Sie die sechs Ziffern ein, die es zeigt"

#: templates/console/second-factor.mustache
msgid "Set up"
msgstr "Einrichten"

#: templates/console/second-factor.mustache
msgid "Begin again with another picture"
msgstr "Mit einem anderen Bild neu beginnen"

#: templates/console/second-factor.mustache
msgid "With a second factor nobody gets in with your password alone: you also type six digits that a program on your telephone makes, without a network."
msgstr "Mit einem zweiten Faktor kommt niemand allein mit Ihrem Passwort hinein: Sie geben auch sechs Ziffern ein, die ein Programm auf Ihrem Telefon ohne Netz erzeugt."

#: templates/console/second-factor.mustache
msgid "Set up a second factor"
msgstr "Zweiten Faktor einrichten"

#: templates/console/service-edit.mustache templates/console/services.mustache
msgid "Add a service"
msgstr "Anliegen hinzufügen"

#: templates/console/service-edit.mustache templates/console/services.mustache
#: templates/word/place.mustache
msgid "Services"
msgstr "Anliegen"

#: templates/console/service-edit.mustache
msgid "As the public would say it: “Street lamp out”."
msgstr "So, wie die Leute es sagen: „Straßenlampe kaputt“."

#: templates/console/service-edit.mustache
msgid "Whose cases can be about this."
msgstr "Um wessen Vorgänge es dabei geht."

#: templates/console/service-edit.mustache
msgid "any unit"
msgstr "jede Stelle"

#: templates/console/service-edit.mustache
msgid "First answer within, in working hours"
msgstr "Erste Antwort innerhalb von, in Arbeitsstunden"

#: templates/console/service-edit.mustache
msgid "Counted on the calendar of the unit: 8 is one day of 9 to 17. A receipt is no answer. Leave it empty when nothing is promised."
msgstr "Gezählt nach dem Kalender der Stelle: 8 ist ein Tag von 9 bis 17 Uhr. Eine Eingangsbestätigung ist keine Antwort. Lassen Sie es leer, wenn nichts zugesagt ist."

#: templates/console/service-edit.mustache
msgid "All done within, in working hours"
msgstr "Alles erledigt innerhalb von, in Arbeitsstunden"

#: templates/console/service-edit.mustache
msgid "Until the case is closed. It stands still while it is the citizen’s turn."
msgstr "Bis der Vorgang abgeschlossen ist. Die Zeit steht, solange die Bürgerin oder der Bürger am Zug ist."

#: templates/console/service-edit.mustache templates/console/services.mustache
msgid "Promised by"
msgstr "Zugesagt durch"

#: templates/console/service-edit.mustache
msgid "The law, charter or decision that says so. Officers see it beside the case."
msgstr "Das Gesetz, die Satzung oder der Beschluss dahinter. Es steht neben dem Vorgang."

#: templates/console/service-edit.mustache
msgid "Cases that have this service already keep what they were promised."
msgstr "Vorgänge, die dieses Anliegen schon haben, behalten ihre Zusage."

#: templates/console/service-edit.mustache templates/console/unit-edit.mustache
msgid "Closed"
msgstr "Geschlossen"

#: templates/console/service-edit.mustache
msgid "Close this service"
msgstr "Dieses Anliegen schließen"

#: templates/console/service-edit.mustache
msgid "No case gets a closed service any more. Those that have it keep it, and their promise."
msgstr "Ein geschlossenes Anliegen bekommt kein Vorgang mehr. Wer es hat, behält es und die Zusage dazu."

#: templates/console/service-edit.mustache
msgid "Close the service"
msgstr "Anliegen schließen"

#: templates/console/service-edit.mustache templates/console/unit-edit.mustache
msgid "Open it again"
msgstr "Wieder öffnen"

#: templates/console/services.mustache
msgid "What citizens ask for, and by when they hear."
msgstr "Worum die Leute bitten, und bis wann sie hören."

#: templates/console/services.mustache
msgid "Working hours and days off"
msgstr "Arbeitszeiten und freie Tage"

#: templates/console/services.mustache
msgid "First answer within"
msgstr "Erste Antwort innerhalb von"

#: templates/console/services.mustache
msgid "All done within"
msgstr "Alles erledigt innerhalb von"

#: templates/console/services.mustache
msgid "No service yet"
msgstr "Noch kein Anliegen"

#: templates/console/services.mustache
msgid "A service is what the public asks for: a street lamp, a residents’ permit, a bulky collection. Say for each by when people get an answer: Tribune counts the working hours and warns before a promise is broken."
msgstr "Ein Anliegen ist, worum die Leute bitten: eine Straßenlampe, ein Bewohnerparkausweis, Sperrmüll. Sagen Sie für jedes, bis wann es eine Antwort gibt: Tribune zählt die Arbeitsstunden und warnt, bevor eine Zusage bricht."

#: templates/console/services.mustache
msgid "Warn when this much of the time is left, in percent"
msgstr "Warnen, wenn noch so viel von der Zeit übrig ist, in Prozent"

#: templates/console/side-preview.mustache
msgid "Check what leaves"
msgstr "Prüfen, was hinausgeht"

#: templates/console/side-preview.mustache
msgid "This leaves to {{name}}, <b>not to the citizen</b>"
msgstr "Das geht an {{name}}, <b>nicht an die Bürgerin oder den Bürger</b>"

#: templates/console/side-preview.mustache
msgid "Send to {{name}}"
msgstr "An {{name}} senden"

#: templates/console/side-preview.mustache
msgid "The case then waits for the answer."
msgstr "Der Vorgang wartet danach auf die Antwort."

#: templates/console/side-preview.mustache
msgid "Officers ask others about cases of their own unit. What you ask, and whom, is recorded with the case."
msgstr "Die Sachbearbeitung fragt andere zu Vorgängen der eigenen Einheit. Was Sie fragen und wen, wird beim Vorgang festgehalten."

#: templates/console/side.mustache
msgid "Internal consultation"
msgstr "Interne Rückfrage"

#: templates/console/side.mustache templates/part/case-tabs.mustache
msgid "Internal consultations"
msgstr "Interne Rückfragen"

#: templates/console/side.mustache
msgid "The citizen sees nothing of this page."
msgstr "Die Bürgerin oder der Bürger sieht nichts von dieser Seite."

#: templates/console/side.mustache
msgid "What is written here goes to the colleague or body that is asked, by mail, with a reply address of its own."
msgstr "Was hier geschrieben wird, geht per E-Mail an die gefragte Person oder Stelle, mit eigener Antwortadresse."

#: templates/console/side.mustache
msgid "Nobody was asked yet. Ask a colleague, or the body that owns the road: their answer stands here, apart from the citizen’s conversation."
msgstr "Noch niemand wurde gefragt. Fragen Sie jemanden aus dem Haus oder die Stelle, der die Straße gehört: die Antwort steht hier, getrennt vom Gespräch mit der Bürgerin oder dem Bürger."

#: templates/console/side.mustache
msgid "Ask somebody"
msgstr "Jemanden fragen"

#: templates/console/side.mustache
msgid "All consultations of this case"
msgstr "Alle Rückfragen zu diesem Vorgang"

#: templates/console/sign-in-code.mustache
msgid "Enter your code"
msgstr "Geben Sie Ihren Code ein"

#: templates/console/sign-in-code.mustache
msgid "The six digits that your authenticator program shows now, or one of your codes on paper."
msgstr "Die sechs Ziffern, die Ihr Authentifizierungsprogramm jetzt zeigt, oder einer Ihrer Codes auf Papier."

#: templates/console/sign-in-code.mustache
msgid "Go on"
msgstr "Weiter"

#: templates/console/sign-in-code.mustache
msgid "Sign in as somebody else"
msgstr "Als jemand anderes anmelden"

#: templates/console/sign-in-code.mustache
msgid "Lost the program and the paper? An administrator can take the second factor away."
msgstr "Programm und Papier verloren? Die Administration kann den zweiten Faktor entfernen."

#: templates/console/sign-in.mustache
msgid "Sign in"
msgstr "Anmelden"

#: templates/console/sign-in.mustache
msgid "Password"
msgstr "Passwort"

#: templates/console/sign-in.mustache
msgid "Forgotten your password? An administrator can give you a new one."
msgstr "Passwort vergessen? Die Administration kann Ihnen ein neues geben."

#: templates/console/staff-edit.mustache templates/console/staff.mustache
msgid "Add someone"
msgstr "Person hinzufügen"

#: templates/console/staff-edit.mustache
msgid "First password"
msgstr "Erstes Passwort"

#: templates/console/staff-edit.mustache
msgid "Give it to the person by telephone or in person. It is shown only now, opens for three days, and must be changed at the first sign-in."
msgstr "Geben Sie es telefonisch oder persönlich weiter. Es wird nur jetzt angezeigt, gilt drei Tage und muss bei der ersten Anmeldung geändert werden."

#: templates/console/staff-edit.mustache
msgid "Name, as citizens see it"
msgstr "Name, wie ihn Bürgerinnen und Bürger sehen"

#: templates/console/staff-edit.mustache templates/console/staff.mustache
msgid "Sign-in name"
msgstr "Anmeldename"

#: templates/console/staff-edit.mustache
msgid "2 to 64 small letters, digits, dots and hyphens. It stays as it is."
msgstr "2 bis 64 Kleinbuchstaben, Ziffern, Punkte und Bindestriche. Er bleibt, wie er ist."

#: templates/console/staff-edit.mustache
msgid "In the units"
msgstr "In den Stellen"

#: templates/console/staff-edit.mustache
msgid "Officers read and answer the cases of the unit. Leads also give cases to others."
msgstr "Sachbearbeitende lesen und beantworten die Vorgänge der Stelle. Leitungen teilen sie auch anderen zu."

#: templates/console/staff-edit.mustache templates/console/token-new.mustache
#: templates/console/webhook-edit.mustache
msgid "All units, also future ones"
msgstr "Alle Stellen, auch künftige"

#: templates/console/staff-edit.mustache
msgid "no role"
msgstr "keine Rolle"

#: templates/console/staff-edit.mustache templates/word/role.mustache
#: src/policy/policy-words.c
msgid "officer"
msgstr "Sachbearbeitung"

#: templates/console/staff-edit.mustache templates/word/role.mustache
#: src/policy/policy-words.c
msgid "lead"
msgstr "Leitung"

#: templates/console/staff-edit.mustache
msgid "For the whole body"
msgstr "Für die ganze Behörde"

#: templates/console/staff-edit.mustache
msgid "Access"
msgstr "Zugang"

#: templates/console/staff-edit.mustache
msgid "Give a new first password"
msgstr "Neues erstes Passwort vergeben"

#: templates/console/staff-edit.mustache
msgid "Take the second factor away"
msgstr "Zweiten Faktor wegnehmen"

#: templates/console/staff-edit.mustache
msgid "Stop sign-in"
msgstr "Anmeldung sperren"

#: templates/console/staff-edit.mustache
msgid "Allow sign-in again"
msgstr "Anmeldung wieder erlauben"

#: templates/console/staff-edit.mustache
msgid "A new password and stopping sign-in end all open sessions. Nobody is ever deleted: records name them."
msgstr "Ein neues Passwort und das Sperren der Anmeldung beenden alle offenen Sitzungen. Niemand wird je gelöscht, denn die Akten nennen die Namen."

#: templates/console/staff.mustache
msgid "{{count}} person can sign in"
msgid_plural "{{count}} people can sign in"
msgstr[0] "{{count}} Person kann sich anmelden"
msgstr[1] "{{count}} Personen können sich anmelden"

#: templates/console/staff.mustache
msgid "Members of staff"
msgstr "Beschäftigte"

#: templates/console/staff.mustache
msgid "Roles"
msgstr "Rollen"

#: templates/console/staff.mustache
msgid "Last signed in"
msgstr "Zuletzt angemeldet"

#: templates/console/staff.mustache
msgid "cannot sign in"
msgstr "kann sich nicht anmelden"

#: templates/console/staff.mustache templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/console/tokens.mustache
#: templates/console/webhooks.mustache
msgid "all units"
msgstr "alle Stellen"

#: templates/console/staff.mustache templates/console/tokens.mustache
msgid "never"
msgstr "nie"

#: templates/console/tags.mustache
msgid "Labels for cases, only for staff. A closed tag stays on its cases and is given to no more."
msgstr "Kennzeichen für Vorgänge, nur für Mitarbeitende. Ein geschlossenes Schlagwort bleibt an seinen Vorgängen und wird nicht mehr vergeben."

#: templates/console/tags.mustache templates/part/desk.mustache
msgid "New tag"
msgstr "Neues Schlagwort"

#: templates/console/tags.mustache templates/part/bulk.mustache
#: templates/part/desk.mustache
msgid "Tag"
msgstr "Schlagwort"

#: templates/console/tags.mustache
msgid "Action"
msgstr "Aktion"

#: templates/console/tags.mustache
msgid "Open again"
msgstr "Wieder öffnen"

#: templates/console/tags.mustache templates/layout/end.mustache
msgid "Close"
msgstr "Schließen"

#: templates/console/tags.mustache
msgid "No tag yet. Tags help to find cases of one kind again: “injury”, “press”, “contractor”."
msgstr "Noch kein Schlagwort. Schlagwörter helfen, Vorgänge einer Art wiederzufinden: „Verletzung“, „Presse“, „Auftragnehmer“."

#: templates/console/template-edit.mustache
#: templates/console/templates.mustache
msgid "Add a template"
msgstr "Vorlage hinzufügen"

#: templates/console/template-edit.mustache
#: templates/console/templates.mustache templates/word/place.mustache
msgid "Templates"
msgstr "Vorlagen"

#: templates/console/template-edit.mustache
msgid "Rules name it so: small letters, digits and hyphens. The same code may have a text per unit and language."
msgstr "So nennen Regeln die Vorlage: kleine Buchstaben, Ziffern und Bindestriche. Dasselbe Kürzel darf je Einheit und Sprache einen Text haben."

#: templates/console/template-edit.mustache
msgid "Known by itself: {case.reference} {person.name} {officer.name}. Asked when it is used: {due}, {ask text: What was repaired?} and {ask date: When does the crew come?}"
msgstr "Von selbst bekannt: {case.reference} {person.name} {officer.name}. Bei der Verwendung gefragt: {due}, {ask text: Was wurde repariert?} und {ask date: Wann kommt der Trupp?}"

#: templates/console/template-edit.mustache
msgid "Save as a new version"
msgstr "Als neue Fassung speichern"

#: templates/console/template-edit.mustache
msgid "As the citizen sees it"
msgstr "So sieht es die Bürgerin oder der Bürger"

#: templates/console/template-use.mustache
msgid "The template asks for this. Your draft is kept."
msgstr "Danach fragt die Vorlage. Ihr Entwurf bleibt erhalten."

#: templates/console/template-use.mustache
msgid "When is it due?"
msgstr "Wann ist es fällig?"

#: templates/console/template-use.mustache
msgid "What is the person called?"
msgstr "Wie heißt die Person?"

#: templates/console/template-use.mustache
msgid "Put it into the reply"
msgstr "In die Antwort einfügen"

#: templates/console/template-use.mustache
msgid "The template"
msgstr "Die Vorlage"

#: templates/console/templates.mustache
msgid "Replies that are written often. Each version is kept."
msgstr "Antworten, die oft geschrieben werden. Jede Fassung bleibt erhalten."

#: templates/console/templates.mustache
msgid "No template yet. Take a reply that you write every week, and put what changes in braces: <b>{person.name}</b>, <b>{ask date: When does the crew come?}</b>"
msgstr "Noch keine Vorlage. Nehmen Sie eine Antwort, die Sie jede Woche schreiben, und setzen Sie, was wechselt, in geschweifte Klammern: <b>{person.name}</b>, <b>{ask date: Wann kommt der Trupp?}</b>"

#: templates/console/token-made.mustache templates/console/token-new.mustache
#: templates/console/tokens.mustache templates/word/place.mustache
msgid "Programs"
msgstr "Programme"

#: templates/console/token-made.mustache
msgid "The token"
msgstr "Das Token"

#: templates/console/token-made.mustache
msgid "Copy it now into the settings of the program: it is never shown again. Whoever has it can do what the program may. If it is lost or seen by others, revoke it and make a new one."
msgstr "Kopieren Sie es jetzt in die Einstellungen des Programms: Es wird nie wieder angezeigt. Wer es hat, kann tun, was das Programm darf. Geht es verloren oder sehen es andere, widerrufen Sie es und erstellen Sie ein neues."

#: templates/console/token-made.mustache
msgid "I have copied it"
msgstr "Ich habe es kopiert"

#: templates/console/token-new.mustache templates/console/tokens.mustache
msgid "Make a token"
msgstr "Token erstellen"

#: templates/console/token-new.mustache
msgid "Name of the program"
msgstr "Name des Programms"

#: templates/console/token-new.mustache
msgid "It stands in the record of all that the program does."
msgstr "Er steht im Protokoll von allem, was das Programm tut."

#: templates/console/token-new.mustache
msgid "What may it do?"
msgstr "Was darf es?"

#: templates/console/token-new.mustache
msgid "In which units?"
msgstr "In welchen Stellen?"

#: templates/console/token-new.mustache templates/console/tokens.mustache
msgid "Acts for"
msgstr "Handelt für"

#: templates/console/token-new.mustache
msgid "Then it may do no more than this person, and what it does is recorded as theirs by this program. Only then may it answer citizens."
msgstr "Dann darf es nicht mehr als diese Person, und was es tut, wird unter ihrem Namen mit Nennung des Programms aufgezeichnet. Nur dann darf es Bürgerinnen und Bürgern antworten."

#: templates/console/token-new.mustache templates/console/tokens.mustache
#: templates/part/bulk.mustache
msgid "nobody"
msgstr "niemand"

#: templates/console/token-new.mustache
msgid "At most two years from now. Empty: until somebody revokes it."
msgstr "Höchstens zwei Jahre ab heute. Leer: bis jemand es widerruft."

#: templates/console/token-new.mustache templates/console/webhook-edit.mustache
#: templates/console/word-list-edit.mustache
msgid "Each change is recorded in the journal with your name."
msgstr "Jede Änderung steht mit Ihrem Namen im Journal."

#: templates/console/tokens.mustache
msgid "Each program comes in with a token of its own."
msgstr "Jedes Programm meldet sich mit einem eigenen Token."

#: templates/console/tokens.mustache
msgid "Tokens of programs"
msgstr "Tokens der Programme"

#: templates/console/tokens.mustache
msgid "Program"
msgstr "Programm"

#: templates/console/tokens.mustache
msgid "May"
msgstr "Darf"

#: templates/console/tokens.mustache templates/console/webhooks.mustache
msgid "Where"
msgstr "Wo"

#: templates/console/tokens.mustache
msgid "Ends"
msgstr "Endet"

#: templates/console/tokens.mustache
msgid "Last used"
msgstr "Zuletzt benutzt"

#: templates/console/tokens.mustache
msgid "Revoke"
msgstr "Widerrufen"

#: templates/console/tokens.mustache
msgid "revoked"
msgstr "widerrufen"

#: templates/console/tokens.mustache templates/part/delegation.mustache
msgid "over"
msgstr "abgelaufen"

#: templates/console/tokens.mustache
msgid "No program yet"
msgstr "Noch kein Programm"

#: templates/console/tokens.mustache
msgid "A telephone system, a website or a report can read and change cases through the interface for programs. Make a token for each, so that one can be revoked without the others."
msgstr "Eine Telefonanlage, eine Website oder ein Bericht kann über die Schnittstelle für Programme Vorgänge lesen und ändern. Erstellen Sie für jedes ein Token, damit sich eines ohne die anderen widerrufen lässt."

#: templates/console/trail.mustache templates/part/record.mustache
msgid "Trail"
msgstr "Verlauf"

#: templates/console/trail.mustache
msgid "Trail of {{case.reference}}"
msgstr "Verlauf von {{case.reference}}"

#: templates/console/trail.mustache
msgid "{{count}} journal entry"
msgid_plural "{{count}} journal entries"
msgstr[0] "{{count}} Journaleintrag"
msgstr[1] "{{count}} Journaleinträge"

#: templates/console/trail.mustache
msgid "Each line is an entry of the append-only journal. Its proof shows to anyone that the entry was there at the checkpoint, and was not changed since."
msgstr "Jede Zeile ist ein Eintrag im Journal, an das nur angehängt wird. Der Nachweis zeigt allen, dass der Eintrag am Kontrollpunkt da war und seither nicht geändert wurde."

#: templates/console/trail.mustache
msgid "Last checkpoint:"
msgstr "Letzter Kontrollpunkt:"

#: templates/console/trail.mustache
msgid "{{size}} entries"
msgstr "{{size}} Einträge"

#: templates/console/trail.mustache
msgid "download"
msgstr "herunterladen"

#: templates/console/trail.mustache
msgid "Journal entries of this case, oldest first"
msgstr "Journaleinträge dieses Vorgangs, älteste zuerst"

#: templates/console/trail.mustache
msgid "Entry"
msgstr "Eintrag"

#: templates/console/trail.mustache
msgid "Type"
msgstr "Art"

#: templates/console/trail.mustache
msgid "Proof"
msgstr "Nachweis"

#: templates/console/trail.mustache
msgid "entry"
msgstr "Eintrag"

#: templates/console/trail.mustache
msgid "proof"
msgstr "Nachweis"

#: templates/console/trail.mustache
msgid "with the next checkpoint"
msgstr "mit dem nächsten Kontrollpunkt"

#: templates/console/unit-edit.mustache templates/console/units.mustache
msgid "Add a unit"
msgstr "Stelle hinzufügen"

#: templates/console/unit-edit.mustache
msgid "Citizens see it beside the officer’s name."
msgstr "Bürgerinnen und Bürger sehen sie neben dem Namen der Person, die antwortet."

#: templates/console/unit-edit.mustache
msgid "What is written to them opens cases of this unit. The name is what citizens see as the sender."
msgstr "Was dorthin geschrieben wird, eröffnet Vorgänge dieser Stelle. Den Namen sehen Bürgerinnen und Bürger als Absender."

#: templates/console/unit-edit.mustache
msgid "Shown as"
msgstr "Angezeigt als"

#: templates/console/unit-edit.mustache
msgid "Leads to"
msgstr "Führt zu"

#: templates/console/unit-edit.mustache
msgid "No address leads here yet."
msgstr "Noch führt keine Adresse hierher."

#: templates/console/unit-edit.mustache
msgid "Add an address"
msgstr "Adresse hinzufügen"

#: templates/console/unit-edit.mustache
msgid "Close this unit"
msgstr "Diese Stelle schließen"

#: templates/console/unit-edit.mustache
msgid "A closed unit takes no new cases. What it has stays, and so do its staff. Its addresses must lead elsewhere first."
msgstr "Eine geschlossene Stelle nimmt keine neuen Vorgänge an. Was sie hat, bleibt, und auch ihre Beschäftigten bleiben. Ihre Adressen müssen vorher anderswohin führen."

#: templates/console/unit-edit.mustache
msgid "Close the unit"
msgstr "Stelle schließen"

#: templates/console/units.mustache
msgid "A unit is a team that owns cases."
msgstr "Eine Stelle ist ein Team, das Vorgänge führt."

#: templates/console/units.mustache
msgid "Open cases"
msgstr "Offene Vorgänge"

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
msgstr "Webhook hinzufügen"

#: templates/console/webhook-edit.mustache templates/console/webhooks.mustache
#: templates/word/place.mustache
msgid "Webhooks"
msgstr "Webhooks"

#: templates/console/webhook-edit.mustache
msgid "The secret"
msgstr "Das Geheimnis"

#: templates/console/webhook-edit.mustache
msgid "Copy it now into the system that listens: it is never shown again. With it that system sees that the news is ours."
msgstr "Kopieren Sie es jetzt in das System, das die Meldungen empfängt: Es wird nie wieder angezeigt. Damit erkennt das System, dass die Meldungen von uns sind."

#: templates/console/webhook-edit.mustache
msgid "News is signed with the old secret too, until"
msgstr "Meldungen werden auch mit dem alten Geheimnis unterschrieben, bis"

#: templates/console/webhook-edit.mustache
msgid "Begins with https://. It must be reachable from the public network."
msgstr "Beginnt mit https://. Sie muss aus dem öffentlichen Netz erreichbar sein."

#: templates/console/webhook-edit.mustache
msgid "What does it tell?"
msgstr "Was meldet er?"

#: templates/console/webhook-edit.mustache
msgid "Of which unit?"
msgstr "Von welcher Stelle?"

#: templates/console/webhook-edit.mustache
msgid "Switched on"
msgstr "Eingeschaltet"

#: templates/console/webhook-edit.mustache
msgid "What happens while it is off is not told later."
msgstr "Was geschieht, während er ausgeschaltet ist, wird später nicht gemeldet."

#: templates/console/webhook-edit.mustache
msgid "What was sent"
msgstr "Was gesendet wurde"

#: templates/console/webhook-edit.mustache
msgid "What was sent, newest first"
msgstr "Was gesendet wurde, das Neueste zuerst"

#: templates/console/webhook-edit.mustache templates/layout/portal-end.mustache
#: templates/portal/home.mustache templates/portal/news.mustache
#: src/channels/feed/feed-list.c
msgid "News"
msgstr "Meldung"

#: templates/console/webhook-edit.mustache
msgid "Last attempt"
msgstr "Letzter Versuch"

#: templates/console/webhook-edit.mustache
msgid "Attempts"
msgstr "Versuche"

#: templates/console/webhook-edit.mustache
msgid "Send again"
msgstr "Noch einmal senden"

#: templates/console/webhook-edit.mustache
msgid "taken"
msgstr "angenommen"

#: templates/console/webhook-edit.mustache
msgid "on its way"
msgstr "unterwegs"

#: templates/console/webhook-edit.mustache
msgid "failed"
msgstr "gescheitert"

#: templates/console/webhook-edit.mustache
msgid "Nothing in the last seven days."
msgstr "Nichts in den letzten sieben Tagen."

#: templates/console/webhook-edit.mustache
msgid "Test, secret, removal"
msgstr "Test, Geheimnis, Entfernen"

#: templates/console/webhook-edit.mustache
msgid "Send a test"
msgstr "Test senden"

#: templates/console/webhook-edit.mustache
msgid "Make a new secret"
msgstr "Neues Geheimnis erstellen"

#: templates/console/webhook-edit.mustache
msgid "After a new secret the old one is good for a day longer. Removing also forgets what was sent."
msgstr "Nach einem neuen Geheimnis gilt das alte noch einen Tag. Beim Entfernen wird auch vergessen, was gesendet wurde."

#: templates/console/webhooks.mustache
msgid "They tell other systems that something happened to a case, never what was written."
msgstr "Sie melden anderen Systemen, dass mit einem Vorgang etwas geschehen ist, nie, was geschrieben wurde."

#: templates/console/webhooks.mustache
msgid "nothing was taken since"
msgstr "nichts angenommen seit"

#: templates/console/webhooks.mustache
msgid "No webhook yet"
msgstr "Noch kein Webhook"

#: templates/console/webhooks.mustache
msgid "Add the address of a system that wants to know when a case is opened, changed or answered."
msgstr "Fügen Sie die Adresse eines Systems hinzu, das erfahren soll, wenn ein Vorgang eröffnet, geändert oder beantwortet wird."

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache
msgid "Add a list"
msgstr "Liste anlegen"

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache templates/word/place.mustache
msgid "Word lists"
msgstr "Wortlisten"

#: templates/console/word-list-edit.mustache
msgid "These look like topics, not like ways of speaking."
msgstr "Das sieht nach Themen aus, nicht nach Redeweisen."

#: templates/console/word-list-edit.mustache
msgid "A list that holds messages for what they are about treats opinions differently, which a public body may not do. Use it to label at most, and better not at all."
msgstr "Eine Liste, die Nachrichten wegen ihres Themas zurückhält, behandelt Meinungen ungleich; das darf eine Behörde nicht. Verwenden Sie sie höchstens zum Kennzeichnen, besser gar nicht."

#: templates/console/word-list-edit.mustache
msgid "Officers see it as the reason: “Threats against staff”."
msgstr "Er erscheint als Begründung: „Drohungen gegen Beschäftigte“."

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache
msgid "Label"
msgstr "Kennzeichnung"

#: templates/console/word-list-edit.mustache
msgid "A short word that rules can ask for: small letters, digits and hyphens."
msgstr "Ein kurzes Wort, nach dem Regeln fragen können: kleine Buchstaben, Ziffern und Bindestriche."

#: templates/console/word-list-edit.mustache
msgid "What happens to a message with one of these words?"
msgstr "Was geschieht mit einer Nachricht, in der eines dieser Wörter steht?"

#: templates/console/word-list-edit.mustache
msgid "It gets the label"
msgstr "Sie bekommt die Kennzeichnung"

#: templates/console/word-list-edit.mustache
msgid "It waits in the review queue, with the label"
msgstr "Sie wartet mit der Kennzeichnung in der Prüfliste"

#: templates/console/word-list-edit.mustache
msgid "As a code, such as en. Texts in other languages are then left alone. Empty: every language."
msgstr "Als Kürzel wie de. Texte in anderen Sprachen bleiben dann unberührt. Leer: alle Sprachen."

#: templates/console/word-list-edit.mustache
#: templates/console/word-lists.mustache
msgid "Words"
msgstr "Wörter"

#: templates/console/word-list-edit.mustache
msgid "One word or phrase a line; at most 5,000. Only whole words count, capitals do not. Lines that begin with # are remarks."
msgstr "Ein Wort oder Ausdruck je Zeile, höchstens 5.000. Nur ganze Wörter zählen, Großschreibung nicht. Zeilen, die mit # beginnen, sind Bemerkungen."

#: templates/console/word-list-edit.mustache
msgid "Switched off: kept, but not used"
msgstr "Ausgeschaltet: aufbewahrt, aber nicht verwendet"

#: templates/console/word-lists.mustache
msgid "A message with a word of a list gets its label, or waits until somebody has read it."
msgstr "Eine Nachricht mit einem Wort aus einer Liste bekommt deren Kennzeichnung, oder sie wartet, bis sie jemand gelesen hat."

#: templates/console/word-lists.mustache
msgid "List"
msgstr "Liste"

#: templates/console/word-lists.mustache
msgid "Effect"
msgstr "Wirkung"

#: templates/console/word-lists.mustache
msgid "topic words"
msgstr "Themenwörter"

#: templates/console/word-lists.mustache
msgid "labels"
msgstr "kennzeichnet"

#: templates/console/word-lists.mustache
msgid "No list yet"
msgstr "Noch keine Liste"

#: templates/console/word-lists.mustache
msgid "A list is good for ways of speaking that need a quick or careful answer: threats, talk of self-harm, insults against staff. It is not for topics: what people write about is theirs to choose."
msgstr "Eine Liste taugt für Redeweisen, die eine schnelle oder behutsame Antwort brauchen: Drohungen, Andeutungen von Selbstverletzung, Beleidigungen gegen Beschäftigte. Sie taugt nicht für Themen: Worüber Menschen schreiben, wählen sie selbst."

#: templates/layout/end.mustache
msgid "Keys"
msgstr "Tasten"

#: templates/layout/end.mustache
msgid "next case in the list"
msgstr "nächster Vorgang der Liste"

#: templates/layout/end.mustache
msgid "previous case in the list"
msgstr "voriger Vorgang der Liste"

#: templates/layout/end.mustache
msgid "choose the case, for many at once"
msgstr "den Vorgang wählen, für viele auf einmal"

#: templates/layout/end.mustache
msgid "write a reply"
msgstr "antworten"

#: templates/layout/end.mustache
msgid "write a note"
msgstr "eine Notiz schreiben"

#: templates/layout/end.mustache
msgid "change the state"
msgstr "den Status ändern"

#: templates/layout/end.mustache
msgid "give a tag"
msgstr "ein Schlagwort vergeben"

#: templates/layout/end.mustache
msgid "let the case sleep"
msgstr "den Vorgang ruhen lassen"

#: templates/layout/end.mustache
msgid "print view"
msgstr "Druckansicht"

#: templates/layout/end.mustache
msgid "back to the unit’s list"
msgstr "zurück zur Liste der Einheit"

#: templates/layout/end.mustache
msgid "search"
msgstr "suchen"

#: templates/layout/end.mustache
msgid "my start page"
msgstr "meine Startseite"

#: templates/layout/end.mustache
msgid "my cases"
msgstr "meine Vorgänge"

#: templates/layout/end.mustache
msgid "unassigned cases"
msgstr "nicht zugewiesene Vorgänge"

#: templates/layout/end.mustache
msgid "show this list"
msgstr "diese Liste zeigen"

#: templates/layout/end.mustache
msgid "Switch single keys off in this browser"
msgstr "Einzelne Tasten in diesem Browser abschalten"

#: templates/layout/frame.mustache
msgid "Queues"
msgstr "Warteschlangen"

#: templates/layout/frame.mustache templates/word/leaf.mustache
msgid "decision"
msgid_plural "decisions"
msgstr[0] "Entscheidung"
msgstr[1] "Entscheidungen"

#: templates/layout/frame.mustache templates/word/leaf.mustache
msgid "case"
msgid_plural "cases"
msgstr[0] "Vorgang"
msgstr[1] "Vorgänge"

#: templates/layout/frame.mustache
msgid "Also"
msgstr "Außerdem"

#: templates/layout/portal-end.mustache templates/portal/home.mustache
#: templates/web/contact.mustache
msgid "Write to us"
msgstr "Schreiben Sie uns"

#: templates/layout/portal-end.mustache templates/portal/find.mustache
#: templates/portal/home.mustache
msgid "Find my case"
msgstr "Meinen Fall finden"

#: templates/layout/portal-end.mustache templates/portal/privacy.mustache
#: templates/web/contact.mustache
msgid "Privacy"
msgstr "Datenschutz"

#: templates/layout/portal-end.mustache templates/portal/accessibility.mustache
msgid "Accessibility"
msgstr "Barrierefreiheit"

#: templates/layout/portal-end.mustache templates/portal/reach.mustache
msgid "Telephone"
msgstr "Telefon"

#: templates/layout/portal-top.mustache templates/layout/top.mustache
msgid "Skip to the content"
msgstr "Zum Inhalt springen"

#: templates/layout/top.mustache
msgid "Words, name, address or case reference"
msgstr "Wörter, Name, Adresse oder Aktenzeichen"

#: templates/layout/top.mustache
msgid "Your account: {{name}}"
msgstr "Ihr Konto: {{name}}"

#: templates/layout/top.mustache
msgid "Colours"
msgstr "Farben"

#: templates/layout/top.mustache
msgid "as the device"
msgstr "wie das Gerät"

#: templates/layout/top.mustache
msgid "light"
msgstr "hell"

#: templates/layout/top.mustache
msgid "dark"
msgstr "dunkel"

#: templates/layout/top.mustache
msgid "Sign out"
msgstr "Abmelden"

#: templates/part/actions.mustache
msgid "Take"
msgstr "Übernehmen"

#: templates/part/actions.mustache
msgid "Take over"
msgstr "An mich nehmen"

#: templates/part/actions.mustache
msgid "Mark as read"
msgstr "Als gelesen markieren"

#: templates/part/actions.mustache
msgid "Hand over"
msgstr "Weitergeben"

#: templates/part/actions.mustache
msgid "To an officer"
msgstr "An eine Person"

#: templates/part/actions.mustache templates/part/bulk.mustache
msgid "Give"
msgstr "Geben"

#: templates/part/actions.mustache
msgid "Give back"
msgstr "Zurückgeben"

#: templates/part/actions.mustache
msgid "To another unit"
msgstr "An eine andere Stelle"

#: templates/part/actions.mustache templates/part/bulk.mustache
#: templates/part/desk.mustache
msgid "Why (colleagues read it)"
msgstr "Warum (für Kolleginnen und Kollegen)"

#: templates/part/actions.mustache templates/part/bulk.mustache
msgid "Move"
msgstr "Verschieben"

#: templates/part/actions.mustache
msgid "To another body, with a notice to the citizen"
msgstr "An eine andere Stelle, mit Benachrichtigung"

#: templates/part/actions.mustache
msgid "New state"
msgstr "Neuer Status"

#: templates/part/actions.mustache templates/part/bulk.mustache
#: templates/part/promises.mustache
msgid "Change"
msgstr "Ändern"

#: templates/part/actions.mustache
msgid "What is the case about?"
msgstr "Worum geht es in dem Vorgang?"

#: templates/part/actions.mustache
msgid "Resolve"
msgstr "Abschließen"

#: templates/part/actions.mustache
msgid "Reopen"
msgstr "Wieder öffnen"

#: templates/part/bulk.mustache
msgid "Change the chosen cases"
msgstr "Die gewählten Vorgänge ändern"

#: templates/part/bulk.mustache
msgid "me"
msgstr "ich"

#: templates/part/bulk.mustache
msgid "Take away"
msgstr "Wegnehmen"

#: templates/part/case-tabs.mustache
msgid "Conversations of this case"
msgstr "Gespräche dieses Vorgangs"

#: templates/part/case-tabs.mustache
msgid "With the citizen"
msgstr "Mit der Bürgerin oder dem Bürger"

#: templates/part/case-tabs.mustache
msgid "{{answered}} answered"
msgid_plural "{{answered}} answered"
msgstr[0] "{{answered}} beantwortet"
msgstr[1] "{{answered}} beantwortet"

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
msgstr "Schlagwörter und verwandte Vorgänge"

#: templates/part/desk.mustache
msgid "This case is a duplicate. Everything said in it stands in"
msgstr "Dieser Vorgang ist doppelt. Alles darin Gesagte steht in"

#: templates/part/desk.mustache
msgid "Sleeps until"
msgstr "Ruht bis"

#: templates/part/desk.mustache
msgid "Take the tag {{tag_name}} away"
msgstr "Schlagwort {{tag_name}} wegnehmen"

#: templates/part/desk.mustache
msgid "or a new tag"
msgstr "oder ein neues"

#: templates/part/desk.mustache
msgid "Add tag"
msgstr "Schlagwort hinzufügen"

#: templates/part/desk.mustache
msgid "Take the link away"
msgstr "Verknüpfung lösen"

#: templates/part/desk.mustache
msgid "Merged into this case"
msgstr "Mit diesem Vorgang zusammengelegt"

#: templates/part/desk.mustache
msgid "Take it out again"
msgstr "Wieder herausnehmen"

#: templates/part/desk.mustache
msgid "Link with another case"
msgstr "Mit einem anderen Vorgang verknüpfen"

#: templates/part/desk.mustache
msgid "Its reference"
msgstr "Sein Aktenzeichen"

#: templates/part/desk.mustache
msgid "This is a duplicate of another case"
msgstr "Das ist ein Doppel eines anderen Vorgangs"

#: templates/part/desk.mustache
msgid "What was said here moves there, and so does later mail. You can undo it."
msgstr "Was hier gesagt wurde, zieht dorthin um, spätere Post auch. Sie können es rückgängig machen."

#: templates/part/desk.mustache
msgid "Reference of the case that stays"
msgstr "Aktenzeichen des Vorgangs, der bleibt"

#: templates/part/desk.mustache
msgid "Let it sleep"
msgstr "Ruhen lassen"

#: templates/part/desk.mustache
msgid "It comes back"
msgstr "Er kommt zurück"

#: templates/part/desk.mustache
msgid "tomorrow morning"
msgstr "morgen früh"

#: templates/part/desk.mustache
msgid "in three days"
msgstr "in drei Tagen"

#: templates/part/desk.mustache
msgid "in a week"
msgstr "in einer Woche"

#: templates/part/desk.mustache
msgid "in two weeks"
msgstr "in zwei Wochen"

#: templates/part/desk.mustache
msgid "in 30 days"
msgstr "in 30 Tagen"

#: templates/part/desk.mustache
msgid "Or at this time"
msgstr "Oder zu dieser Zeit"

#: templates/part/desk.mustache
msgid "It wakes earlier when the citizen writes."
msgstr "Er wacht früher auf, wenn die Bürgerin oder der Bürger schreibt."

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
msgstr "Was mitgeht"

#: templates/part/enclosures.mustache
msgid "Nothing of what the citizen wrote leaves unless you tick it."
msgstr "Nichts von dem, was die Bürgerin oder der Bürger geschrieben hat, geht mit, wenn Sie es nicht ankreuzen."

#: templates/part/enclosures.mustache
msgid "Our answer"
msgstr "Unsere Antwort"

#: templates/part/enclosures.mustache
msgid "File"
msgstr "Datei"

#: templates/part/error-summary.mustache
msgid "Nothing is lost. Please check:"
msgstr "Es ist nichts verloren. Bitte prüfen Sie:"

#: templates/part/held.mustache templates/word/queue.mustache
msgid "Held for review"
msgstr "Zur Prüfung zurückgehalten"

#: templates/part/held.mustache
msgid "The filter “{{filter}}” found harmful software. The content is kept, sealed, and never shown."
msgstr "Der Filter „{{filter}}“ hat Schadsoftware gefunden. Der Inhalt wird versiegelt aufbewahrt und nie gezeigt."

#: templates/part/held.mustache
msgid "The filter “{{filter}}” asks for a person to look: {{reason}}"
msgstr "Der Filter „{{filter}}“ bittet um den Blick eines Menschen: {{reason}}"

#: templates/part/held.mustache
msgid "The sender has not been told, and got no receipt."
msgstr "Die absendende Person weiß davon nichts und hat keine Eingangsbestätigung bekommen."

#: templates/part/held.mustache templates/part/review-form.mustache
msgid "Why do you decide so?"
msgstr "Warum entscheiden Sie so?"

#: templates/part/held.mustache
msgid "The reason is recorded in the journal with your name."
msgstr "Die Begründung wird mit Ihrem Namen im Journal festgehalten."

#: templates/part/held.mustache
msgid "The records manager decides."
msgstr "Die Aktenverwaltung entscheidet."

#: templates/part/hit.mustache templates/part/message.mustache
#: templates/part/print-said.mustache templates/part/row.mustache
msgid "held for review"
msgstr "zur Prüfung zurückgehalten"

#: templates/part/hit.mustache templates/word/event.mustache
msgid "internal consultation"
msgstr "interne Rückfrage"

#: templates/part/hit.mustache
msgid "citizen"
msgstr "Bürger"

#: templates/part/hit.mustache templates/part/note-form.mustache
msgid "Note"
msgstr "Notiz"

#: templates/part/message.mustache
msgid "sent automatically"
msgstr "automatisch gesendet"

#: templates/part/message.mustache
msgid "sender not verified"
msgstr "Absender nicht geprüft"

#: templates/part/message.mustache
msgid "went in circles"
msgstr "lief im Kreis"

#: templates/part/message.mustache
msgid "proof {{index}}"
msgstr "Nachweis {{index}}"

#: templates/part/message.mustache
msgid "This came to the reply address of the case, but from an address that has no part in it. Nothing was told to the sender. Check who it is before you rely on it."
msgstr "Das kam an die Antwortadresse des Falls, aber von einer Adresse, die nicht beteiligt ist. Dem Absender wurde nichts mitgeteilt. Prüfen Sie, wer es ist, bevor Sie sich darauf verlassen."

#: templates/part/message.mustache
msgid "This went through so many machines that it looked like a loop. It was kept, and not answered automatically."
msgstr "Das ging durch so viele Maschinen, dass es nach einer Schleife aussah. Es wurde aufbewahrt und nicht automatisch beantwortet."

#: templates/part/message.mustache templates/part/print-said.mustache
msgid "The content of this message was destroyed when its time to be kept had passed."
msgstr "Der Inhalt dieser Nachricht wurde nach Ablauf der Aufbewahrungsfrist vernichtet."

#: templates/part/message.mustache
msgid "Text of the receipt"
msgstr "Text der Eingangsbestätigung"

#: templates/part/message.mustache
msgid "Quoted text, {{lines}} line"
msgid_plural "Quoted text, {{lines}} lines"
msgstr[0] "Zitierter Text, {{lines}} Zeile"
msgstr[1] "Zitierter Text, {{lines}} Zeilen"

#: templates/part/message.mustache
msgid "Signature"
msgstr "Signatur"

#: templates/part/message.mustache
msgid "Show formatted"
msgstr "Formatiert anzeigen"

#: templates/part/message.mustache
msgid "Formatted text of the message from {{author}}"
msgstr "Formatierter Text der Nachricht von {{author}}"

#: templates/part/message.mustache
msgid "Pictures from elsewhere are not loaded."
msgstr "Bilder von anderen Servern werden nicht geladen."

#: templates/part/message.mustache
msgid "Attachments"
msgstr "Anhänge"

#: templates/part/message.mustache
msgid "Not sent yet; it is tried again by itself."
msgstr "Noch nicht gesendet; es wird von selbst wieder versucht."

#: templates/part/message.mustache
msgid "The other side said:"
msgstr "Die Gegenstelle sagte:"

#: templates/part/note-form.mustache
msgid "Add a note, only for staff"
msgstr "Notiz hinzufügen, nur für Beschäftigte"

#: templates/part/note-form.mustache
msgid "Your note"
msgstr "Ihre Notiz"

#: templates/part/note-form.mustache
msgid "Add note"
msgstr "Notiz hinzufügen"

#: templates/part/note-form.mustache templates/part/reply.mustache
msgid "Save draft"
msgstr "Entwurf speichern"

#: templates/part/note-form.mustache templates/part/reply.mustache
msgid "Draft saved"
msgstr "Entwurf gespeichert"

#: templates/part/note-form.mustache
msgid "Never sent to the citizen, but part of the record."
msgstr "Geht nie an die Bürgerin oder den Bürger, gehört aber zur Akte."

#: templates/part/note.mustache
msgid "The content of this note was destroyed when its time to be kept had passed."
msgstr "Der Inhalt dieser Notiz wurde nach Ablauf der Aufbewahrungsfrist vernichtet."

#: templates/part/notices.mustache
msgid "The filter {{name}} does not answer."
msgstr "Der Filter {{name}} antwortet nicht."

#: templates/part/notices.mustache
msgid "{{waiting}} message waits until it is back; nothing is lost and nothing slips through unchecked."
msgid_plural "{{waiting}} messages wait until it is back; nothing is lost and nothing slips through unchecked."
msgstr[0] "{{waiting}} Nachricht wartet, bis er wieder da ist; nichts geht verloren, und nichts rutscht ungeprüft durch."
msgstr[1] "{{waiting}} Nachrichten warten, bis er wieder da ist; nichts geht verloren, und nichts rutscht ungeprüft durch."

#: templates/part/notices.mustache
msgid "See channels"
msgstr "Kanäle ansehen"

#: templates/part/notices.mustache
msgid "{{name}} does not answer."
msgstr "{{name}} antwortet nicht."

#: templates/part/notices.mustache
msgid "{{waiting}} message waits and leaves by itself when it is back."
msgid_plural "{{waiting}} messages wait and leave by themselves when it is back."
msgstr[0] "{{waiting}} Nachricht wartet und geht von selbst hinaus, sobald die Verbindung wieder da ist."
msgstr[1] "{{waiting}} Nachrichten warten und gehen von selbst hinaus, sobald die Verbindung wieder da ist."

#: templates/part/notices.mustache
msgid "The journal does not agree with the records."
msgstr "Das Journal stimmt nicht mit den Akten überein."

#: templates/part/notices.mustache
msgid "First fault: {{fault}}. Tell your administrator now."
msgstr "Erster Fehler: {{fault}}. Sagen Sie jetzt Ihrer Administration Bescheid."

#: templates/part/person-addresses.mustache
msgid "How sure"
msgstr "Wie sicher"

#: templates/part/person-addresses.mustache
msgid "First seen"
msgstr "Zuerst gesehen"

#: templates/part/person-addresses.mustache
msgid "Last message"
msgstr "Letzte Nachricht"

#: templates/part/person-cases.mustache
msgid "Last change"
msgstr "Letzte Änderung"

#: templates/part/person.mustache
msgid "{{count}} case since {{since}}, {{open}} open"
msgid_plural "{{count}} cases since {{since}}, {{open}} open"
msgstr[0] "{{count}} Vorgang seit {{since}}, {{open}} offen"
msgstr[1] "{{count}} Vorgänge seit {{since}}, {{open}} offen"

#: templates/part/person.mustache
msgid "Writes in"
msgstr "Schreibt auf"

#: templates/part/person.mustache
msgid "Other cases"
msgstr "Andere Vorgänge"

#: templates/part/person.mustache
msgid "New link for the citizen"
msgstr "Neuer Link für die Bürgerin oder den Bürger"

#: templates/part/promises.mustache
msgid "Service and promise"
msgstr "Anliegen und Zusage"

#: templates/part/promises.mustache
msgid "none yet"
msgstr "noch keins"

#: templates/part/promises.mustache
msgid "Due:"
msgstr "Fällig:"

#: templates/part/promises.mustache
msgid "Kept:"
msgstr "Eingehalten:"

#: templates/part/promises.mustache
msgid "{{promised}}, counted on “{{calendar}}”"
msgstr "{{promised}}, gezählt nach „{{calendar}}“"

#: templates/part/promises.mustache
msgid "Counted since:"
msgstr "Gezählt seit:"

#: templates/part/promises.mustache
msgid "Stands still, because it is the citizen’s turn, since:"
msgstr "Steht, weil die Bürgerin oder der Bürger am Zug ist, seit:"

#: templates/part/promises.mustache
msgid "Stood still:"
msgstr "Stand still:"

#: templates/part/promises.mustache
msgid "Nothing is promised for this service."
msgstr "Für dieses Anliegen ist nichts zugesagt."

#: templates/part/promises.mustache
msgid "Choose a service: then it is counted by when the citizen gets an answer."
msgstr "Wählen Sie ein Anliegen: Dann zählt Tribune, bis wann es eine Antwort gibt."

#: templates/part/promises.mustache
msgid "Change service or priority"
msgstr "Anliegen oder Dringlichkeit ändern"

#: templates/part/promises.mustache
msgid "What is promised for each service"
msgstr "Was für jedes Anliegen zugesagt ist"

#: templates/part/record.mustache
msgid "Record"
msgstr "Akte"

#: templates/part/record.mustache
msgid "covers all of this"
msgstr "umfasst all dies"

#: templates/part/record.mustache
msgid "next one covers this"
msgstr "der nächste schließt das ein"

#: templates/part/reply.mustache
msgid "To {{to}}, by"
msgstr "An {{to}}, per"

#: templates/part/reply.mustache
msgid "wants answers in {{wants}}"
msgstr "möchte Antworten auf {{wants}}"

#: templates/part/reply.mustache
msgid "Your reply"
msgstr "Ihre Antwort"

#: templates/part/reply.mustache templates/part/side-form.mustache
msgid "Preview"
msgstr "Vorschau"

#: templates/part/reply.mustache
msgid "Afterwards the case:"
msgstr "Danach ist der Vorgang:"

#: templates/part/reply.mustache
msgid "Template"
msgstr "Vorlage"

#: templates/part/reply.mustache
msgid "Put it in"
msgstr "Einfügen"

#: templates/part/reply.mustache
msgid "“{{name}}” is suggested by"
msgstr "„{{name}}“ wird vorgeschlagen von"

#: templates/part/reply.mustache templates/word/event.mustache
msgid "rule {{number}} “{{rule}}”"
msgstr "Regel {{number}} „{{rule}}“"

#: templates/part/reply.mustache
msgid "Attach files"
msgstr "Dateien anhängen"

#: templates/part/reply.mustache
msgid "up to 20, 15 MB together"
msgstr "bis zu 20, zusammen 15 MB"

#: templates/part/reply.mustache
msgid "Discard"
msgstr "Verwerfen"

#: templates/part/reply.mustache
msgid "What happens next?"
msgstr "Wie geht es weiter?"

#: templates/part/reply.mustache
msgid "You see exactly what leaves before it leaves. Officers release replies in cases of their own unit, so no approval is needed."
msgstr "Sie sehen genau, was hinausgeht, bevor es hinausgeht. Sachbearbeitende geben Antworten in Vorgängen ihrer eigenen Stelle selbst frei; eine Genehmigung ist nicht nötig."

#: templates/part/reply.mustache
msgid "Two stars make **bold**, a line starting with - makes a list."
msgstr "Zwei Sterne machen **fett**, eine Zeile mit - am Anfang macht eine Liste."

#: templates/part/review-message.mustache
msgid "Why it is held"
msgstr "Warum sie zurückgehalten wird"

#: templates/part/review-message.mustache
msgid "The content is kept, sealed, and never shown. Ask the sender to send it again without the file."
msgstr "Der Inhalt bleibt verschlossen aufbewahrt und wird nie gezeigt. Bitten Sie darum, die Nachricht ohne die Datei noch einmal zu schicken."

#: templates/part/review-message.mustache
msgid "Read the text"
msgstr "Text lesen"

#: templates/part/row.mustache
msgid "New:"
msgstr "Neu:"

#: templates/part/row.mustache
msgid "until {{asleep}}"
msgstr "bis {{asleep}}"

#: templates/part/row.mustache
msgid "Officer: {{officer.name}}"
msgstr "Zuständig: {{officer.name}}"

#: templates/part/rule-differences.mustache
msgid "moved"
msgstr "verschoben"

#: templates/part/rule-differences.mustache
msgid "from place {{from}} to place {{to}}"
msgstr "von Platz {{from}} auf Platz {{to}}"

#: templates/part/rule-line.mustache src/policy/routing-words.c
msgid "always"
msgstr "immer"

#: templates/part/rule-line.mustache
msgid "when"
msgstr "wenn:"

#: templates/part/rule-line.mustache templates/part/rule.mustache
msgid "and"
msgstr "und"

#: templates/part/rule.mustache
msgid "Always"
msgstr "Immer"

#: templates/part/rule.mustache
msgid "When"
msgstr "Wenn:"

#: templates/part/rule.mustache
msgid "then"
msgstr "dann"

#: templates/part/sheet.mustache
msgid "Formatted version for {{name}}"
msgstr "Formatierte Fassung für {{name}}"

#: templates/part/side-form.mustache
msgid "To {{name}}, <b>not to the citizen</b>"
msgstr "An {{name}}, <b>nicht an die Bürgerin oder den Bürger</b>"

#: templates/part/side-form.mustache
msgid "To a colleague or another body, <b>not to the citizen</b>"
msgstr "An jemanden aus dem Haus oder eine andere Stelle, <b>nicht an die Bürgerin oder den Bürger</b>"

#: templates/part/side-form.mustache
msgid "Who is asked"
msgstr "Wer gefragt wird"

#: templates/part/side-form.mustache
msgid "somebody with this address:"
msgstr "jemand mit dieser Adresse:"

#: templates/part/side-form.mustache
msgid "Whose it is"
msgstr "Wem sie gehört"

#: templates/part/side-form.mustache
msgid "What it is about"
msgstr "Worum es geht"

#: templates/part/side-form.mustache
msgid "Stands in the subject, after the words “Internal consultation” and the number of the case."
msgstr "Steht im Betreff, hinter den Worten „Interne Rückfrage“ und der Nummer des Vorgangs."

#: templates/part/side-form.mustache
msgid "What you ask"
msgstr "Was Sie fragen"

#: templates/part/side-form.mustache
msgid "The case waits for the answer"
msgstr "Der Vorgang wartet auf die Antwort"

#: templates/part/side-form.mustache
msgid "Who reads this?"
msgstr "Wer liest das?"

#: templates/part/side-form.mustache
msgid "Only who you write to, and colleagues who work on the case. The answer lands here, never with the citizen. No promise to the citizen is kept by it, and nothing is sent to them."
msgstr "Nur wem Sie schreiben und wer hier am Vorgang arbeitet. Die Antwort kommt hier an, nie bei der Bürgerin oder dem Bürger. Kein Versprechen gilt dadurch als eingehalten, und es geht nichts an sie oder ihn hinaus."

#: templates/part/side-row.mustache
msgid "answered"
msgstr "beantwortet"

#: templates/part/side-row.mustache
msgid "no answer yet"
msgstr "noch keine Antwort"

#: templates/portal/accessibility.mustache
msgid "Everybody should be able to use these pages. {{body_name}} wants to hear when that is not so."
msgstr "Alle sollen diese Seiten benutzen können. {{body_name}} möchte es hören, wenn das nicht so ist."

#: templates/portal/accessibility.mustache
msgid "How far we are"
msgstr "Wie weit wir sind"

#: templates/portal/accessibility.mustache
msgid "These pages are made to follow the Web Content Accessibility Guidelines 2.2, level AA, and with them EN 301 549. Each page is tested by programs, with the keyboard alone, without scripts, at 320 pixels and four times enlarged."
msgstr "Diese Seiten sollen den Web Content Accessibility Guidelines 2.2, Stufe AA, folgen und damit auch EN 301 549. Jede Seite wird von Programmen geprüft, nur mit der Tastatur, ohne Skripte, bei 320 Pixeln und vierfach vergrößert."

#: templates/portal/accessibility.mustache
msgid "What we cannot promise"
msgstr "Was wir nicht versprechen können"

#: templates/portal/accessibility.mustache
msgid "Files that others send us, or that we send you, may be hard to read. Ask us, and we tell you what is in them."
msgstr "Dateien, die andere uns schicken oder die wir Ihnen schicken, können schwer zu lesen sein. Fragen Sie uns, dann sagen wir Ihnen, was darin steht."

#: templates/portal/accessibility.mustache
msgid "What citizens and staff write is shown in the language in which it was written."
msgstr "Was Bürgerinnen, Bürger und unsere Leute schreiben, steht hier in der Sprache, in der es geschrieben wurde."

#: templates/portal/accessibility.mustache
msgid "Tell us"
msgstr "Sagen Sie es uns"

#: templates/portal/accessibility.mustache
msgid "Tell us what is hard to use"
msgstr "Sagen Sie uns, was schwer zu benutzen ist"

#: templates/portal/accessibility.mustache
msgid "Call us or write to us."
msgstr "Rufen Sie uns an oder schreiben Sie uns."

#: templates/portal/accessibility.mustache
msgid "If our answer does not help"
msgstr "Wenn unsere Antwort nicht hilft"

#: templates/portal/accessibility.mustache
msgid "Turn to {{complaints}}."
msgstr "Wenden Sie sich an: {{complaints}}."

#: templates/portal/accessibility.mustache
msgid "Turn to the office in your country that watches over the accessibility of public bodies."
msgstr "Wenden Sie sich an die Stelle in Ihrem Land, die über die Barrierefreiheit öffentlicher Stellen wacht."

#: templates/portal/archive.mustache templates/portal/news.mustache
msgid "Archive"
msgstr "Archiv"

#: templates/portal/archive.mustache templates/portal/news.mustache
#: templates/portal/topics.mustache
msgid "There is nothing yet."
msgstr "Noch ist nichts da."

#: templates/portal/archive.mustache templates/portal/publication.mustache
#: templates/portal/topics.mustache templates/portal/withdrawn.mustache
msgid "All news"
msgstr "Alle Nachrichten"

#: templates/portal/case.mustache templates/web/reply.mustache
msgid "Your case {{reference}}"
msgstr "Ihr Fall {{reference}}"

#: templates/portal/case.mustache
msgid "Your message has arrived."
msgstr "Ihre Nachricht ist angekommen."

#: templates/portal/case.mustache
msgid "It is in your case now, and we read it."
msgstr "Sie steht jetzt in Ihrem Fall, und wir lesen sie."

#: templates/portal/case.mustache
msgid "Thank you for telling us that you have read our answer."
msgstr "Danke, dass Sie uns sagen, dass Sie unsere Antwort gelesen haben."

#: templates/portal/case.mustache templates/web/reply.mustache
msgid "Your case"
msgstr "Ihr Fall"

#: templates/portal/case.mustache templates/web/check.mustache
#: templates/web/contact.mustache templates/web/reply.mustache
msgid "Your message"
msgstr "Ihre Nachricht"

#: templates/portal/case.mustache
msgid "Your matter <b>{{joined}}</b> was joined with <b>{{reference}}</b>, because both are about the same. Everything is answered there. You see what you wrote and what was written to you."
msgstr "Ihr Anliegen <b>{{joined}}</b> wurde mit <b>{{reference}}</b> zusammengelegt, weil es in beiden um dasselbe geht. Dort wird alles beantwortet. Sie sehen, was Sie geschrieben haben und was Ihnen geschrieben wurde."

#: templates/portal/case.mustache
msgid "How far it is"
msgstr "Wie weit es ist"

#: templates/portal/case.mustache
msgid "Received"
msgstr "Eingegangen"

#: templates/portal/case.mustache
msgid "With {{unit}}"
msgstr "Bei: {{unit}}"

#: templates/portal/case.mustache
msgid "Being looked at"
msgstr "Wird angesehen"

#: templates/portal/case.mustache
msgid "Answered"
msgstr "Beantwortet"

#: templates/portal/case.mustache
msgid "Finished"
msgstr "Fertig"

#: templates/portal/case.mustache
msgid "not yet"
msgstr "noch nicht"

#: templates/portal/case.mustache
msgid "Messages"
msgstr "Nachrichten"

#: templates/portal/case.mustache
msgid "1 message from you has arrived and is being checked. It stands here soon."
msgid_plural "{{waiting}} messages from you have arrived and are being checked. They stand here soon."
msgstr[0] "1 Nachricht von Ihnen ist angekommen und wird geprüft. Sie steht bald hier."
msgstr[1] "{{waiting}} Nachrichten von Ihnen sind angekommen und werden geprüft. Sie stehen bald hier."

#: templates/portal/case.mustache
msgid "I have read the answer"
msgstr "Ich habe die Antwort gelesen"

#: templates/portal/case.mustache
msgid "The proof is ready in a moment."
msgstr "Der Nachweis ist gleich fertig."

#: templates/portal/case.mustache
msgid "Our journal is signed every few seconds. Please try again then."
msgstr "Unser Journal wird alle paar Sekunden unterschrieben. Bitte versuchen Sie es dann noch einmal."

#: templates/portal/case.mustache templates/web/contact.mustache
msgid "Nobody is at work at this moment. What you send now is safe, and we read it from"
msgstr "Im Moment arbeitet hier niemand. Was Sie jetzt senden, ist gut aufgehoben. Wir lesen es ab"

#: templates/portal/case.mustache templates/web/reply.mustache
msgid "Write to us about this"
msgstr "Schreiben Sie uns dazu"

#: templates/portal/case.mustache templates/web/files.mustache
msgid "Pictures or files"
msgstr "Bilder oder Dateien"

#: templates/portal/case.mustache templates/web/files.mustache
msgid "You do not have to. Up to {{file_limit}} files, together at most {{size_limit}}."
msgstr "Das müssen Sie nicht. Bis zu {{file_limit}} Dateien, zusammen höchstens {{size_limit}}."

#: templates/portal/case.mustache templates/web/contact.mustache
#: templates/web/reply.mustache
msgid "Send"
msgstr "Senden"

#: templates/portal/case.mustache
msgid "You asked for a review on {{text}}."
msgstr "Sie haben am {{text}} um eine Überprüfung gebeten."

#: templates/portal/case.mustache
msgid "Somebody who did not write our answer looks at it and writes to you."
msgstr "Jemand, der unsere Antwort nicht geschrieben hat, sieht sie sich an und schreibt Ihnen."

#: templates/portal/case.mustache
msgid "Is our answer wrong? Ask for a review by somebody else"
msgstr "Ist unsere Antwort falsch? Bitten Sie um eine Überprüfung durch jemand anderen"

#: templates/portal/case.mustache
msgid "What is wrong, or what did we miss?"
msgstr "Was ist falsch, oder was haben wir übersehen?"

#: templates/portal/case.mustache
msgid "Somebody who did not write the answer looks at it. You can ask once for each answer."
msgstr "Jemand, der die Antwort nicht geschrieben hat, sieht sie sich an. Sie können bei jeder Antwort einmal darum bitten."

#: templates/portal/case.mustache
msgid "Ask for a review"
msgstr "Um Überprüfung bitten"

#: templates/portal/case.mustache templates/portal/receipt.mustache
msgid "Your receipt"
msgstr "Ihr Beleg"

#: templates/portal/case.mustache
msgid "Show the receipt to print or keep"
msgstr "Beleg zum Drucken oder Aufheben zeigen"

#: templates/portal/error.mustache
msgid "Go to the start"
msgstr "Zum Anfang"

#: templates/portal/errors.mustache
msgid "Nothing is lost. Please look at this:"
msgstr "Nichts ist verloren. Bitte sehen Sie sich das an:"

#: templates/portal/find.mustache templates/web/contact.mustache
#: templates/web/reply.mustache
msgid "Please check"
msgstr "Bitte prüfen"

#: templates/portal/find.mustache
msgid "Both are on your receipt and in our first mail to you."
msgstr "Beides steht auf Ihrem Beleg und in unserer ersten E-Mail an Sie."

#: templates/portal/find.mustache templates/portal/receipt.mustache
msgid "Number of your case"
msgstr "Nummer Ihres Falls"

#: templates/portal/find.mustache
msgid "It looks like NB-2026-000123."
msgstr "Sie sieht so aus: NB-2026-000123."

#: templates/portal/find.mustache
msgid "10 letters and digits, with or without lines between them. It looks like K7F3-9QXD-2M."
msgstr "10 Buchstaben und Ziffern, mit oder ohne Striche dazwischen. Er sieht so aus: K7F3-9QXD-2M."

#: templates/portal/find.mustache
msgid "Open my case"
msgstr "Meinen Fall öffnen"

#: templates/portal/find.mustache
msgid "You do not have them?"
msgstr "Sie haben sie nicht?"

#: templates/portal/find.mustache
msgid "Call us or come to us. We check who you are and give you a new code."
msgstr "Rufen Sie uns an oder kommen Sie zu uns. Wir prüfen, wer Sie sind, und geben Ihnen einen neuen Code."

#: templates/portal/home.mustache
msgid "How can we help?"
msgstr "Wie können wir helfen?"

#: templates/portal/home.mustache
msgid "Tell us what you need. You get a number and a page of your own, where you see what becomes of it."
msgstr "Sagen Sie uns, was Sie brauchen. Sie bekommen eine Nummer und eine eigene Seite, auf der Sie sehen, was daraus wird."

#: templates/portal/home.mustache
msgid "You have written to us before?"
msgstr "Sie haben uns schon geschrieben?"

#: templates/portal/home.mustache
msgid "Open the link on your receipt, or use the number of your case and the code."
msgstr "Öffnen Sie den Link auf Ihrem Beleg, oder nehmen Sie die Nummer Ihres Falls und den Code."

#: templates/portal/home.mustache
msgid "What is new, public notices and alerts, to read here or to follow."
msgstr "Neues, Bekanntmachungen und Warnungen, zum Lesen hier oder zum Folgen."

#: templates/portal/home.mustache
msgid "Read the news"
msgstr "Nachrichten lesen"

#: templates/portal/home.mustache templates/portal/no-case.mustache
msgid "Other ways to reach us"
msgstr "So erreichen Sie uns auch"

#: templates/portal/message.mustache
msgid "You"
msgstr "Sie"

#: templates/portal/message.mustache
msgid "by {{way}}"
msgstr "per {{way}}"

#: templates/portal/message.mustache
msgid "This message was deleted because we do not need it any more."
msgstr "Diese Nachricht wurde gelöscht, weil wir sie nicht mehr brauchen."

#: templates/portal/message.mustache templates/web/check.mustache
#: src/policy/policy-input.c
msgid "Files"
msgstr "Dateien"

#: templates/portal/news.mustache
msgid "no longer current"
msgstr "nicht mehr aktuell"

#: templates/portal/news.mustache
msgid "Page {{number}} of {{count}}"
msgstr "Seite {{number}} von {{count}}"

#: templates/portal/news.mustache
msgid "All topics"
msgstr "Alle Themen"

#: templates/portal/news.mustache
msgid "Follow"
msgstr "Folgen"

#: templates/portal/news.mustache
msgid "Put one of these addresses into a feed reader, and you see what is new without coming here."
msgstr "Geben Sie eine dieser Adressen in ein Feed-Programm ein, dann sehen Sie Neues, ohne hierher zu kommen."

#: templates/portal/no-case.mustache
msgid "This link does not open a case"
msgstr "Dieser Link öffnet keinen Fall"

#: templates/portal/no-case.mustache
msgid "Perhaps a part of the link is missing. Or we gave you a new one: then use that."
msgstr "Vielleicht fehlt ein Teil des Links. Oder wir haben Ihnen einen neuen gegeben: Dann nehmen Sie den."

#: templates/portal/no-case.mustache
msgid "Find my case with its number and my code"
msgstr "Meinen Fall mit seiner Nummer und meinem Code finden"

#: templates/portal/now.mustache
msgid "We have your message"
msgstr "Wir haben Ihre Nachricht"

#: templates/portal/now.mustache
msgid "Somebody will read it soon. You do not need to do anything."
msgstr "Bald liest sie jemand. Sie müssen nichts tun."

#: templates/portal/now.mustache
msgid "We have your new message"
msgstr "Wir haben Ihre neue Nachricht"

#: templates/portal/now.mustache
msgid "Somebody reads it and answers you. You do not need to do anything."
msgstr "Jemand liest sie und antwortet Ihnen. Sie müssen nichts tun."

#: templates/portal/now.mustache
msgid "We are working on it"
msgstr "Wir arbeiten daran"

#: templates/portal/now.mustache
msgid "We have written to you and go on working. You do not need to do anything."
msgstr "Wir haben Ihnen geschrieben und arbeiten weiter. Sie müssen nichts tun."

#: templates/portal/now.mustache
msgid "Somebody has read your message and looks into it. You do not need to do anything."
msgstr "Jemand hat Ihre Nachricht gelesen und kümmert sich darum. Sie müssen nichts tun."

#: templates/portal/now.mustache
msgid "We have answered you"
msgstr "Wir haben Ihnen geantwortet"

#: templates/portal/now.mustache
msgid "Please read our answer below. If we asked you something, or something is missing, write to us on this page."
msgstr "Bitte lesen Sie unten unsere Antwort. Wenn wir Sie etwas gefragt haben oder etwas fehlt, schreiben Sie uns auf dieser Seite."

#: templates/portal/now.mustache
msgid "We wait for somebody else"
msgstr "Wir warten auf andere"

#: templates/portal/now.mustache
msgid "We need something from others before we can go on. We keep an eye on it. You do not need to do anything."
msgstr "Wir brauchen etwas von anderen, bevor es weitergeht. Wir behalten es im Auge. Sie müssen nichts tun."

#: templates/portal/now.mustache
msgid "The work is planned"
msgstr "Die Arbeit ist geplant"

#: templates/portal/now.mustache
msgid "When it happens stands in our message below. You do not need to do anything."
msgstr "Wann sie geschieht, steht unten in unserer Nachricht. Sie müssen nichts tun."

#: templates/portal/now.mustache
msgid "We have finished"
msgstr "Wir sind fertig"

#: templates/portal/now.mustache
msgid "Is something not right? Write to us on this page, and we look at it again."
msgstr "Stimmt etwas nicht? Schreiben Sie uns auf dieser Seite, dann sehen wir es uns noch einmal an."

#: templates/portal/now.mustache
msgid "We cannot do this"
msgstr "Das können wir nicht tun"

#: templates/portal/now.mustache
msgid "The reasons are in our message below. If you see it differently, write to us on this page."
msgstr "Die Gründe stehen unten in unserer Nachricht. Wenn Sie es anders sehen, schreiben Sie uns auf dieser Seite."

#: templates/portal/now.mustache
msgid "We know about this already"
msgstr "Davon wissen wir schon"

#: templates/portal/now.mustache
msgid "We have it in another case and work on it there. You do not need to do anything."
msgstr "Wir haben es in einem anderen Fall und arbeiten dort daran. Sie müssen nichts tun."

#: templates/portal/now.mustache
msgid "Somebody else takes care of this"
msgstr "Darum kümmert sich jemand anderes"

#: templates/portal/now.mustache
msgid "Who that is stands in our message below."
msgstr "Wer das ist, steht unten in unserer Nachricht."

#: templates/portal/now.mustache
msgid "You have taken this back"
msgstr "Sie haben das zurückgenommen"

#: templates/portal/now.mustache
msgid "If you need us after all, write to us on this page."
msgstr "Wenn Sie uns doch brauchen, schreiben Sie uns auf dieser Seite."

#: templates/portal/now.mustache
msgid "We do nothing more here"
msgstr "Hier tun wir nichts mehr"

#: templates/portal/now.mustache
msgid "If you need an answer, write to us on this page or call us."
msgstr "Wenn Sie eine Antwort brauchen, schreiben Sie uns auf dieser Seite oder rufen Sie uns an."

#: templates/portal/privacy.mustache
msgid "This is what happens with what you tell us on these pages."
msgstr "Das geschieht mit dem, was Sie uns auf diesen Seiten sagen."

#: templates/portal/privacy.mustache
msgid "What we keep"
msgstr "Was wir aufheben"

#: templates/portal/privacy.mustache
msgid "What you write and attach, when it came, and what we answer."
msgstr "Was Sie schreiben und anhängen, wann es kam und was wir antworten."

#: templates/portal/privacy.mustache
msgid "Your name and your mail address, if you give them. You can write to us without both."
msgstr "Ihren Namen und Ihre E-Mail-Adresse, wenn Sie sie angeben. Sie können uns auch ohne beides schreiben."

#: templates/portal/privacy.mustache
msgid "What we do not keep"
msgstr "Was wir nicht aufheben"

#: templates/portal/privacy.mustache
msgid "These pages set no cookies and have no counters. Nothing on them comes from other companies."
msgstr "Diese Seiten setzen keine Cookies und haben keine Zähler. Nichts auf ihnen kommt von anderen Firmen."

#: templates/portal/privacy.mustache
msgid "We look at the number of your connection for one hour, so that machines do not flood us. It is not stored with your message."
msgstr "Wir merken uns die Nummer Ihrer Verbindung eine Stunde lang, damit Maschinen uns nicht überfluten. Sie wird nicht mit Ihrer Nachricht gespeichert."

#: templates/portal/privacy.mustache
msgid "What for"
msgstr "Wofür"

#: templates/portal/privacy.mustache
msgid "To do what you ask us, and to show later what was said. Only those of our staff who work on it, and those who check their work, can read it."
msgstr "Um zu tun, worum Sie uns bitten, und um später zeigen zu können, was gesagt wurde. Lesen können es nur die, die bei uns daran arbeiten, und die, die ihre Arbeit prüfen."

#: templates/portal/privacy.mustache
msgid "How it is kept safe"
msgstr "Wie es geschützt ist"

#: templates/portal/privacy.mustache
msgid "What you write is stored locked. A public journal keeps a fingerprint of it, so that nobody can change it unseen. The fingerprint tells nothing about you."
msgstr "Was Sie schreiben, liegt verschlossen. Ein öffentliches Journal hebt einen Fingerabdruck davon auf, damit niemand es unbemerkt ändern kann. Der Fingerabdruck sagt nichts über Sie."

#: templates/portal/privacy.mustache
msgid "Your rights"
msgstr "Ihre Rechte"

#: templates/portal/privacy.mustache
msgid "You can ask what we know about you, have mistakes corrected, and have it deleted when the law allows."
msgstr "Sie können fragen, was wir über Sie wissen, Fehler berichtigen und es löschen lassen, wenn das Gesetz es erlaubt."

#: templates/portal/privacy.mustache
msgid "Ask {{privacy_contact}}."
msgstr "Fragen Sie: {{privacy_contact}}."

#: templates/portal/privacy.mustache
msgid "Ask {{body_name}}."
msgstr "Fragen Sie: {{body_name}}."

#: templates/portal/promise.mustache
msgid "You hear from us at the latest on {{text}}."
msgstr "Sie hören spätestens am {{text}} von uns."

#: templates/portal/promise.mustache
msgid "We mean to have finished by {{text}}."
msgstr "Wir wollen bis zum {{text}} fertig sein."

#: templates/portal/promise.mustache
msgid "We promised this for {{text}}. We are late, and we are sorry."
msgstr "Wir haben das für den {{text}} versprochen. Wir sind zu spät, und das tut uns leid."

#: templates/portal/promise.mustache
msgid "You hear from us within 1 working day of {{day.text}}."
msgid_plural "You hear from us within {{count}} working days of {{day.text}}."
msgstr[0] "Sie hören innerhalb von 1 Arbeitstag nach dem {{day.text}} von uns."
msgstr[1] "Sie hören innerhalb von {{count}} Arbeitstagen nach dem {{day.text}} von uns."

#: templates/portal/publication.mustache
msgid "This is not there in your language yet."
msgstr "Das gibt es noch nicht in Ihrer Sprache."

#: templates/portal/publication.mustache
msgid "No longer current."
msgstr "Nicht mehr aktuell."

#: templates/portal/publication.mustache
msgid "It was valid until"
msgstr "Es galt bis"

#: templates/portal/publication.mustache
msgid "Until {{until}}"
msgstr "Bis {{until}}"

#: templates/portal/publication.mustache
msgid "Corrected"
msgstr "Berichtigt"

#: templates/portal/reach.mustache
msgid "Mail"
msgstr "E-Mail"

#: templates/portal/reach.mustache
msgid "Come to us"
msgstr "Kommen Sie zu uns"

#: templates/portal/reach.mustache
msgid "We are there"
msgstr "Wir sind da"

#: templates/portal/reach.mustache
msgid "You can write to us at any time. What you send outside these hours is safe, and we read it on the next working day."
msgstr "Sie können uns jederzeit schreiben. Was Sie außerhalb dieser Zeiten senden, ist sicher, und wir lesen es am nächsten Arbeitstag."

#: templates/portal/receipt-facts.mustache
msgid "To come back without the link, give the number of your case and this code, here or at our counter:"
msgstr "Um ohne den Link zurückzukommen, nennen Sie hier oder an unserem Schalter die Nummer Ihres Falls und diesen Code:"

#: templates/portal/receipt-facts.mustache
msgid "Your message is entry {{entry}} of our journal for {{year}}. The journal cannot be changed afterwards."
msgstr "Ihre Nachricht ist Eintrag {{entry}} in unserem Journal für {{year}}. Das Journal kann nachträglich nicht geändert werden."

#: templates/portal/receipt-facts.mustache
msgid "Keep the proof"
msgstr "Nachweis aufbewahren"

#: templates/portal/receipt.mustache
msgid "Thank you. We have your message"
msgstr "Danke. Wir haben Ihre Nachricht"

#: templates/portal/receipt.mustache
msgid "We answer you by mail and on the page of your case."
msgstr "Wir antworten Ihnen per E-Mail und auf der Seite Ihres Falls."

#: templates/portal/receipt.mustache
msgid "Our answer comes to the page of your case. You gave us no mail address, so please look there."
msgstr "Unsere Antwort kommt auf die Seite Ihres Falls. Sie haben uns keine E-Mail-Adresse gegeben, also sehen Sie bitte dort nach."

#: templates/portal/receipt.mustache
msgid "Keep this page: print it, or save the link."
msgstr "Heben Sie diese Seite auf: Drucken Sie sie oder speichern Sie den Link."

#: templates/portal/receipt.mustache
msgid "comes in a moment"
msgstr "kommt gleich"

#: templates/portal/receipt.mustache
msgid "look again"
msgstr "noch einmal nachsehen"

#: templates/portal/receipt.mustache
msgid "The page of your case"
msgstr "Die Seite Ihres Falls"

#: templates/portal/receipt.mustache
msgid "Open it"
msgstr "Öffnen"

#: templates/portal/receipt.mustache
msgid "Whoever has the link or the code can read your case. Keep them to yourself."
msgstr "Wer den Link oder den Code hat, kann Ihren Fall lesen. Behalten Sie beides für sich."

#: templates/portal/receipt.mustache
msgid "Go to my case"
msgstr "Zu meinem Fall"

#: templates/portal/withdrawn.mustache
msgid "Withdrawn"
msgstr "Zurückgezogen"

#: templates/portal/withdrawn.mustache
msgid "We have withdrawn this"
msgstr "Wir haben dies zurückgezogen"

#: templates/portal/withdrawn.mustache
msgid "Why:"
msgstr "Warum:"

#: templates/web/check.mustache
msgid "Is this right?"
msgstr "Ist das richtig?"

#: templates/web/check.mustache
msgid "Please read your message once more. It is <b>not sent yet</b>."
msgstr "Bitte lesen Sie Ihre Nachricht noch einmal. Sie ist <b>noch nicht gesendet</b>."

#: templates/web/check.mustache
msgid "Yes, send it"
msgstr "Ja, senden"

#: templates/web/check.mustache
msgid "We ask because sometimes machines fill in this form."
msgstr "Wir fragen, weil manchmal Maschinen dieses Formular ausfüllen."

#: templates/web/contact.mustache
msgid "We are there: {{reach.hours}}."
msgstr "Wir sind da: {{reach.hours}}."

#: templates/web/contact.mustache
msgid "What can we do for you?"
msgstr "Was können wir für Sie tun?"

#: templates/web/contact.mustache
msgid "Who is it for?"
msgstr "Für wen ist es?"

#: templates/web/contact.mustache
msgid "You are not sure? Leave it as it is: we find the right place."
msgstr "Sie sind nicht sicher? Lassen Sie es, wie es ist: Wir finden die richtige Stelle."

#: templates/web/contact.mustache
msgid "I am not sure, or something else"
msgstr "Ich bin nicht sicher, oder etwas anderes"

#: templates/web/contact.mustache
msgid "What we do"
msgstr "Was wir tun"

#: templates/web/contact.mustache
msgid "Who it is for"
msgstr "Für wen es ist"

#: templates/web/contact.mustache
msgid "What is it about, in a few words?"
msgstr "Worum geht es, in wenigen Worten?"

#: templates/web/contact.mustache
msgid "You do not have to. For example: lamp out in front of 12 High Street."
msgstr "Das müssen Sie nicht. Zum Beispiel: Laterne vor der Hauptstraße 12 ist aus."

#: templates/web/contact.mustache
msgid "What happened, where and when? What should we do? At most {{text_most}} letters."
msgstr "Was ist passiert, wo und wann? Was sollen wir tun? Höchstens {{text_most}} Zeichen."

#: templates/web/contact.mustache
msgid "Your name"
msgstr "Ihr Name"

#: templates/web/contact.mustache
msgid "You do not have to."
msgstr "Das müssen Sie nicht."

#: templates/web/contact.mustache
msgid "You do not have to. With it, our answer comes by mail. Without it, you read our answer on a page of your own: we show you the link next."
msgstr "Das müssen Sie nicht. Mit ihr kommt unsere Antwort per E-Mail. Ohne sie lesen Sie unsere Antwort auf einer eigenen Seite: Den Link zeigen wir Ihnen gleich."

#: templates/web/contact.mustache
msgid "Leave this empty"
msgstr "Lassen Sie das leer"

#: templates/web/contact.mustache
msgid "We use what you write only to help you."
msgstr "Was Sie schreiben, nutzen wir nur, um Ihnen zu helfen."

#: templates/web/files.mustache
msgid "Already attached"
msgstr "Schon angehängt"

#: templates/web/files.mustache
msgid "leave out"
msgstr "weglassen"

#: templates/web/reply.mustache
msgid "Back to my case"
msgstr "Zurück zu meinem Fall"

#: templates/word/ability.mustache
msgid "receive"
msgstr "empfangen"

#: templates/word/ability.mustache
msgid "send"
msgstr "senden"

#: templates/word/ability.mustache
msgid "confirm delivery"
msgstr "Zustellung bestätigen"

#: templates/word/ability.mustache
msgid "confirm reading"
msgstr "Lesen bestätigen"

#: templates/word/ability.mustache
msgid "formatted text"
msgstr "formatierter Text"

#: templates/word/ability.mustache
msgid "attachments"
msgstr "Anhänge"

#: templates/word/assurance-why.mustache
msgid "It says so on a message; nobody checked it."
msgstr "So steht es auf einer Nachricht; niemand hat es geprüft."

#: templates/word/assurance-why.mustache
msgid "The service that the address belongs to vouched for a message from it."
msgstr "Der Dienst, zu dem die Adresse gehört, hat für eine Nachricht von ihr gebürgt."

#: templates/word/assurance-why.mustache
msgid "Somebody who reads this address gave back a code that we sent to it."
msgstr "Jemand, der diese Adresse liest, hat einen Code genannt, den wir dorthin geschickt haben."

#: templates/word/assurance-why.mustache
msgid "The person proved who they are."
msgstr "Die Person hat nachgewiesen, wer sie ist."

#: templates/word/assurance.mustache
msgid "not checked"
msgstr "nicht geprüft"

#: templates/word/assurance.mustache
msgid "address checked"
msgstr "Adresse geprüft"

#: templates/word/assurance.mustache
msgid "verified"
msgstr "geprüft"

#: templates/word/assurance.mustache
msgid "identity proved"
msgstr "Identität nachgewiesen"

#: templates/word/audience-why.mustache
msgid "because they last wrote from here"
msgstr "weil die letzte Nachricht von hier kam"

#: templates/word/audience-why.mustache
msgid "because they asked for it"
msgstr "weil es so gewünscht wurde"

#: templates/word/audience-why.mustache
msgid "the only address we have"
msgstr "die einzige Adresse, die wir haben"

#: templates/word/citizen-error.mustache
msgid "Write what you want to tell us"
msgstr "Schreiben Sie, was Sie uns sagen möchten"

#: templates/word/citizen-error.mustache
msgid "The text is too long. Make it shorter, or put it into a file and attach that"
msgstr "Der Text ist zu lang. Kürzen Sie ihn, oder hängen Sie ihn als Datei an"

#: templates/word/citizen-error.mustache
msgid "Say in fewer words what it is about, at most 100 letters"
msgstr "Sagen Sie kürzer, worum es geht, mit höchstens 100 Zeichen"

#: templates/word/citizen-error.mustache
msgid "The name is too long. Use at most 100 letters"
msgstr "Der Name ist zu lang. Nehmen Sie höchstens 100 Zeichen"

#: templates/word/citizen-error.mustache
msgid "This is not a mail address. Write it like name@example.org, or leave it out"
msgstr "Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.org, oder lassen Sie sie weg"

#: templates/word/citizen-error.mustache
msgid "These are more than 10 files. Leave some out"
msgstr "Das sind mehr als 10 Dateien. Lassen Sie einige weg"

#: templates/word/citizen-error.mustache
msgid "The files are larger than 20 MB together. Leave some out, or choose smaller ones"
msgstr "Die Dateien sind zusammen größer als 20 MB. Lassen Sie einige weg, oder nehmen Sie kleinere"

#: templates/word/citizen-error.mustache
msgid "We do not have your files any more, because you took a long time. Your text is here. Please attach the files again"
msgstr "Wir haben Ihre Dateien nicht mehr, weil es lange gedauert hat. Ihr Text ist noch da. Bitte hängen Sie die Dateien noch einmal an"

#: templates/word/citizen-error.mustache
msgid "Many messages came from your connection. Wait 1 minute, then send this one again"
msgid_plural "Many messages came from your connection. Wait {{minutes}} minutes, then send this one again"
msgstr[0] "Von Ihrer Verbindung kamen viele Nachrichten. Warten Sie 1 Minute, dann senden Sie diese noch einmal"
msgstr[1] "Von Ihrer Verbindung kamen viele Nachrichten. Warten Sie {{minutes}} Minuten, dann senden Sie diese noch einmal"

#: templates/word/citizen-error.mustache
msgid "We could not take your message just now. It is still here: wait a moment and send it again"
msgstr "Wir konnten Ihre Nachricht gerade nicht annehmen. Sie steht noch hier: Warten Sie einen Moment und senden Sie sie noch einmal"

#: templates/word/citizen-error.mustache
msgid "Write the number of your case"
msgstr "Schreiben Sie die Nummer Ihres Falls"

#: templates/word/citizen-error.mustache
msgid "Write the code from your receipt"
msgstr "Schreiben Sie den Code von Ihrem Beleg"

#: templates/word/citizen-error.mustache
msgid "This number and this code do not fit together. Look at your receipt and check both"
msgstr "Diese Nummer und dieser Code passen nicht zusammen. Sehen Sie auf Ihrem Beleg nach und prüfen Sie beide"

#: templates/word/citizen-error.mustache
msgid "There were too many tries. Wait 15 minutes and try again. The link on your receipt works all the time"
msgstr "Es waren zu viele Versuche. Warten Sie 15 Minuten und versuchen Sie es noch einmal. Der Link auf Ihrem Beleg geht immer"

#: templates/word/clock.mustache
msgid "First answer"
msgstr "Erste Antwort"

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Monday"
msgstr "Montag"

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Tuesday"
msgstr "Dienstag"

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Wednesday"
msgstr "Mittwoch"

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Thursday"
msgstr "Donnerstag"

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Friday"
msgstr "Freitag"

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Saturday"
msgstr "Samstag"

#: templates/word/day.mustache src/policy/policy-words.c
msgid "Sunday"
msgstr "Sonntag"

#: templates/word/delivery.mustache
msgid "waits to be sent"
msgstr "wartet auf Versand"

#: templates/word/delivery.mustache
msgid "being sent"
msgstr "wird gesendet"

#: templates/word/delivery.mustache
msgid "sent"
msgstr "gesendet"

#: templates/word/delivery.mustache
msgid "delivered"
msgstr "zugestellt"

#: templates/word/delivery.mustache
msgid "could not be delivered"
msgstr "nicht zustellbar"

#: templates/word/delivery.mustache templates/word/publication-state.mustache
msgid "missed its time"
msgstr "Zeitpunkt verpasst"

#: templates/word/error.mustache
msgid "Write a reply first"
msgstr "Schreiben Sie zuerst eine Antwort"

#: templates/word/error.mustache
msgid "Write a note first"
msgstr "Schreiben Sie zuerst eine Notiz"

#: templates/word/error.mustache
msgid "Give a reason, so that others can follow your decision"
msgstr "Geben Sie einen Grund an, damit andere Ihre Entscheidung nachvollziehen können"

#: templates/word/error.mustache
msgid "The password is not right"
msgstr "Das Passwort stimmt nicht"

#: templates/word/error.mustache
msgid "The name or the password is not right. Check both and try again"
msgstr "Name oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal"

#: templates/word/error.mustache
msgid "Something new has arrived on this case since you opened it. Read it, then send again: your text is kept"
msgstr "Seit Sie diesen Vorgang geöffnet haben, ist etwas Neues eingegangen. Lesen Sie es und senden Sie dann noch einmal: Ihr Text bleibt erhalten"

#: templates/word/event.mustache
msgid "message from {{author}}"
msgstr "Nachricht von {{author}}"

#: templates/word/event.mustache
msgid "message to the citizen by {{author}}"
msgstr "Nachricht an die schreibende Person von {{author}}"

#: templates/word/event.mustache
msgid "note by {{author}}"
msgstr "Notiz von {{author}}"

#: templates/word/event.mustache
msgid "case opened in <b>{{unit}}</b>, because the message was sent to {{address}}"
msgstr "Vorgang bei <b>{{unit}}</b> eröffnet, weil die Nachricht an {{address}} ging"

#: templates/word/event.mustache
msgid "case opened in <b>{{unit}}</b>"
msgstr "Vorgang bei <b>{{unit}}</b> eröffnet"

#: templates/word/event.mustache
msgid "routed to <b>{{unit}}</b> by"
msgstr "zugeordnet zu <b>{{unit}}</b> durch"

#: templates/word/event.mustache
msgid "what the rule names does not take cases any more"
msgstr "was die Regel nennt, nimmt keine Vorgänge mehr an"

#: templates/word/event.mustache
msgid "decided by a table of the policy:"
msgstr "entschieden nach einer Tabelle der Regeln:"

#: templates/word/event.mustache
msgid "no rule decides, so it goes to <b>{{unit}}</b>, where the address leads"
msgstr "keine Regel entscheidet, daher geht er an <b>{{unit}}</b>, wohin die Adresse führt"

#: templates/word/event.mustache
msgid "the message opens this case"
msgstr "die Nachricht eröffnet diesen Vorgang"

#: templates/word/event.mustache
msgid "the message answers another case, but its sender has no part in that one"
msgstr "die Nachricht antwortet auf einen anderen Vorgang, an dem die absendende Person nicht beteiligt ist"

#: templates/word/event.mustache
msgid "added to this case, because it answers what we wrote"
msgstr "diesem Vorgang zugeordnet, weil sie auf unser Schreiben antwortet"

#: templates/word/event.mustache
msgid "added to this case, because it came to its reply address; the sender is new here, so check who it is"
msgstr "diesem Vorgang zugeordnet, weil sie an seine Antwortadresse ging; die absendende Person ist hier neu, prüfen Sie also, wer es ist"

#: templates/word/event.mustache
msgid "sent automatically: kept here, and nothing else happens"
msgstr "automatisch gesendet: wird hier aufbewahrt, sonst geschieht nichts"

#: templates/word/event.mustache
msgid "went in circles between machines: kept here for somebody to look at, and not answered"
msgstr "lief zwischen Maschinen im Kreis: liegt hier, damit jemand es ansieht, und wurde nicht beantwortet"

#: templates/word/event.mustache
msgid "receipt sent to the citizen"
msgstr "Eingangsbestätigung gesendet"

#: templates/word/event.mustache
msgid "checked by the filters"
msgstr "von den Filtern geprüft"

#: templates/word/event.mustache
msgid "let through by {{actor}}: {{reason}}"
msgstr "durchgelassen von {{actor}}: {{reason}}"

#: templates/word/event.mustache
msgid "kept back by {{actor}}: {{reason}}"
msgstr "weiter zurückgehalten von {{actor}}: {{reason}}"

#: templates/word/event.mustache
msgid "taken by {{actor}}"
msgstr "übernommen von {{actor}}"

#: templates/word/event.mustache
msgid "given to <b>{{officer}}</b> by {{actor}}"
msgstr "an <b>{{officer}}</b> gegeben von {{actor}}"

#: templates/word/event.mustache
msgid "given back by {{actor}}"
msgstr "zurückgegeben von {{actor}}"

#: templates/word/event.mustache
msgid "moved to <b>{{unit}}</b> by {{actor}}"
msgstr "an <b>{{unit}}</b> verschoben von {{actor}}"

#: templates/word/event.mustache
msgid "title changed by {{actor}} to “{{title}}”"
msgstr "Titel von {{actor}} geändert in „{{title}}“"

#: templates/word/event.mustache
msgid "state changed to"
msgstr "Status geändert in"

#: templates/word/event.mustache
msgid "by {{actor}}"
msgstr "von {{actor}}"

#: templates/word/event.mustache
msgid "reopened by a new message"
msgstr "durch eine neue Nachricht wieder geöffnet"

#: templates/word/event.mustache
msgid "linked to another case"
msgstr "mit einem anderen Vorgang verknüpft"

#: templates/word/event.mustache
msgid "service set to <b>{{service}}</b> by {{actor}}"
msgstr "Anliegen auf <b>{{service}}</b> gesetzt von {{actor}}"

#: templates/word/event.mustache
msgid "service taken away by {{actor}}"
msgstr "Anliegen entfernt von {{actor}}"

#: templates/word/event.mustache
msgid "priority set to"
msgstr "Dringlichkeit gesetzt auf"

#: templates/word/event.mustache
msgid "promise counted from here: {{clocks}}"
msgstr "Zusage zählt ab hier: {{clocks}}"

#: templates/word/event.mustache
msgid "promise stands still, because it is the citizen’s turn"
msgstr "Zusage steht still, weil die Bürgerin oder der Bürger am Zug ist"

#: templates/word/event.mustache
msgid "promise counted again: {{clocks}}"
msgstr "Zusage zählt wieder: {{clocks}}"

#: templates/word/event.mustache
msgid "promise counted on another calendar: {{clocks}}"
msgstr "Zusage zählt nach einem anderen Kalender: {{clocks}}"

#: templates/word/event.mustache
msgid "little time left: {{clocks}}"
msgstr "wenig Zeit übrig: {{clocks}}"

#: templates/word/event.mustache
msgid "promise not kept in time: {{clocks}}"
msgstr "Zusage nicht rechtzeitig eingehalten: {{clocks}}"

#: templates/word/event.mustache
msgid "promise kept: {{clocks}}"
msgstr "Zusage eingehalten: {{clocks}}"

#: templates/word/event.mustache
msgid "promise kept too late: {{clocks}}"
msgstr "Zusage zu spät eingehalten: {{clocks}}"

#: templates/word/event.mustache
msgid "promise no longer counted: {{clocks}}"
msgstr "Zusage zählt nicht mehr: {{clocks}}"

#: templates/word/event.mustache
msgid "linked with {{other}} by {{actor}}"
msgstr "mit {{other}} verknüpft von {{actor}}"

#: templates/word/event.mustache
msgid "link with {{other}} taken away by {{actor}}"
msgstr "Verknüpfung mit {{other}} gelöst von {{actor}}"

#: templates/word/event.mustache
msgid "{{other}} merged into this case by {{actor}}"
msgstr "{{other}} in diesen Vorgang gelegt von {{actor}}"

#: templates/word/event.mustache
msgid "merged into {{other}} by {{actor}}"
msgstr "mit {{other}} zusammengelegt von {{actor}}"

#: templates/word/event.mustache
msgid "{{other}} taken out again by {{actor}}"
msgstr "{{other}} wieder herausgenommen von {{actor}}"

#: templates/word/event.mustache
msgid "taken out of {{other}} again by {{actor}}"
msgstr "wieder aus {{other}} herausgenommen von {{actor}}"

#: templates/word/event.mustache
msgid "tagged <b>{{tag_name}}</b> by {{actor}}"
msgstr "Schlagwort <b>{{tag_name}}</b> vergeben von {{actor}}"

#: templates/word/event.mustache
msgid "tag <b>{{tag_name}}</b> taken away by {{actor}}"
msgstr "Schlagwort <b>{{tag_name}}</b> weggenommen von {{actor}}"

#: templates/word/event.mustache
msgid "sent to sleep until {{until}} by {{actor}}"
msgstr "ruht bis {{until}}, veranlasst von {{actor}}"

#: templates/word/event.mustache
msgid "back, because its time came"
msgstr "zurück, denn die Zeit ist gekommen"

#: templates/word/event.mustache
msgid "note added by {{actor}}"
msgstr "Notiz von {{actor}} hinzugefügt"

#: templates/word/event.mustache
msgid "reply released by {{actor}}"
msgstr "Antwort freigegeben von {{actor}}"

#: templates/word/event.mustache
msgid "sent, and taken by the other side"
msgstr "gesendet und von der Gegenstelle angenommen"

#: templates/word/event.mustache
msgid "sending put off: {{reason}}"
msgstr "Versand aufgeschoben: {{reason}}"

#: templates/word/event.mustache
msgid "could not be sent: {{reason}}"
msgstr "konnte nicht gesendet werden: {{reason}}"

#: templates/word/event.mustache
msgid "delivery confirmed"
msgstr "Zustellung bestätigt"

#: templates/word/event.mustache
msgid "reading confirmed"
msgstr "Lesen bestätigt"

#: templates/word/event.mustache
msgid "the other side still tries to deliver: {{reason}}"
msgstr "die Gegenstelle versucht weiter zuzustellen: {{reason}}"

#: templates/word/event.mustache
msgid "sent back by the other side: {{reason}}"
msgstr "von der Gegenstelle zurückgewiesen: {{reason}}"

#: templates/word/event.mustache
msgid "the receiver complained of this message"
msgstr "über diese Nachricht hat sich die empfangende Person beschwert"

#: templates/word/event.mustache
msgid "an automatic answer came back: {{reason}}"
msgstr "eine automatische Antwort kam zurück: {{reason}}"

#: templates/word/event.mustache
msgid "sent back, because the mailbox is full: {{reason}}"
msgstr "zurückgeschickt, weil das Postfach voll ist: {{reason}}"

#: templates/word/event.mustache
msgid "sent back, because the other side takes no messages from us: {{reason}}"
msgstr "zurückgeschickt, weil die Gegenseite keine Nachrichten von uns annimmt: {{reason}}"

#: templates/word/event.mustache
msgid "sent back, because there is no such address: {{reason}}"
msgstr "zurückgeschickt, weil es diese Adresse nicht gibt: {{reason}}"

#: templates/word/event.mustache
msgid "person recorded"
msgstr "Person erfasst"

#: templates/word/event.mustache
msgid "person changed"
msgstr "Person geändert"

#: templates/word/event.mustache
msgid "the citizen got a link to the page of their case"
msgstr "die Bürgerin oder der Bürger bekam einen Link zur Seite des Falls"

#: templates/word/event.mustache
msgid "the old link was ended by {{actor}}"
msgstr "der alte Link wurde von {{actor}} beendet"

#: templates/word/event.mustache
msgid "the citizen asks that somebody else looks at our answer"
msgstr "die Bürgerin bittet darum, dass jemand anderes unsere Antwort prüft"

#: templates/word/event.mustache
msgid "message from {{author}}, in an internal consultation"
msgstr "Nachricht von {{author}}, in einer internen Rückfrage"

#: templates/word/event.mustache
msgid "message by {{author}}, in an internal consultation"
msgstr "Nachricht durch {{author}}, in einer internen Rückfrage"

#: templates/word/event.mustache
msgid "internal consultation with {{name}} begun by {{actor}}"
msgstr "interne Rückfrage bei {{name}} begonnen durch {{actor}}"

#: templates/word/event.mustache
msgid ": {{actor}} wrote to {{name}}, not to the citizen"
msgstr ": {{actor}} schrieb an {{name}}, nicht an die Bürgerin oder den Bürger"

#: templates/word/event.mustache
msgid ": {{name}} wrote to us"
msgstr ": {{name}} hat uns geschrieben"

#: templates/word/event.mustache
msgid ": {{name}}, who has no part in it, wrote to its reply address; check who it is"
msgstr ": {{name}} schrieb an ihre Antwortadresse, ohne daran beteiligt zu sein; prüfen Sie, wer das ist"

#: templates/word/event.mustache
msgid "open again, because who was asked has answered"
msgstr "wieder offen, weil die Antwort auf die Rückfrage da ist"

#: templates/word/event.mustache
msgid "handed over to <b>{{partner}}</b> by {{actor}}"
msgstr "an <b>{{partner}}</b> abgegeben durch {{actor}}"

#: templates/word/flash.mustache
msgid "You have taken this case."
msgstr "Sie haben diesen Vorgang übernommen."

#: templates/word/flash.mustache
msgid "This case is given back."
msgstr "Der Vorgang ist zurückgegeben."

#: templates/word/flash.mustache
msgid "The case is handed over."
msgstr "Der Vorgang ist übergeben."

#: templates/word/flash.mustache
msgid "Moved to {{unit}}."
msgstr "An {{unit}} verschoben."

#: templates/word/flash.mustache
msgid "The state is now:"
msgstr "Der Status ist jetzt:"

#: templates/word/flash.mustache
msgid "The title is changed."
msgstr "Der Titel ist geändert."

#: templates/word/flash.mustache
msgid "Your note is recorded."
msgstr "Ihre Notiz ist gespeichert."

#: templates/word/flash.mustache
msgid "Your reply is on its way to {{to}}."
msgstr "Ihre Antwort ist unterwegs an {{to}}."

#: templates/word/flash.mustache
msgid "Your words are on their way to {{to}}, not to the citizen."
msgstr "Ihre Worte sind unterwegs an {{to}}, nicht an die Bürgerin oder den Bürger."

#: templates/word/flash.mustache
msgid "The case is handed over. The letter and the notice to the citizen are on their way."
msgstr "Der Vorgang ist abgegeben. Das Schreiben und die Benachrichtigung sind unterwegs."

#: templates/word/flash.mustache
msgid "{{name}} is in the directory as you said."
msgstr "{{name}} steht so im Verzeichnis."

#: templates/word/flash.mustache
msgid "The message is let through and stands in the case."
msgstr "Die Nachricht ist durchgelassen und steht im Vorgang."

#: templates/word/flash.mustache
msgid "The message stays held."
msgstr "Die Nachricht bleibt zurückgehalten."

#: templates/word/flash.mustache
msgid "Service and priority are recorded."
msgstr "Anliegen und Dringlichkeit sind festgehalten."

#: templates/word/flash.mustache
msgid "The warning is set. It counts for promises that start or go on from now."
msgstr "Die Warnung ist gesetzt. Sie gilt für Zusagen, die ab jetzt beginnen oder weiterlaufen."

#: templates/word/flash.mustache
msgid "The service {{name}} is there."
msgstr "Das Anliegen {{name}} ist da."

#: templates/word/flash.mustache
msgid "The calendar {{name}} is there."
msgstr "Der Kalender {{name}} ist da."

#: templates/word/flash.mustache
msgid "The tag is given."
msgstr "Das Schlagwort ist vergeben."

#: templates/word/flash.mustache
msgid "The tag is taken away."
msgstr "Das Schlagwort ist weggenommen."

#: templates/word/flash.mustache
msgid "The tag {{name}} is recorded."
msgstr "Das Schlagwort {{name}} ist gespeichert."

#: templates/word/flash.mustache
msgid "The template {{name}} is recorded."
msgstr "Die Vorlage {{name}} ist gespeichert."

#: templates/word/flash.mustache
msgid "This case is linked with {{other}}."
msgstr "Dieser Vorgang ist mit {{other}} verknüpft."

#: templates/word/flash.mustache
msgid "The link with {{other}} is taken away."
msgstr "Die Verknüpfung mit {{other}} ist gelöst."

#: templates/word/flash.mustache
msgid "Merged into {{other}}. Everything said here stands there now, and later mail lands there."
msgstr "Mit {{other}} zusammengelegt. Alles hier Gesagte steht jetzt dort, und spätere Post kommt dort an."

#: templates/word/flash.mustache
msgid "The merge is undone: this case is what it was."
msgstr "Das Zusammenlegen ist rückgängig gemacht: Dieser Vorgang ist, was er war."

#: templates/word/flash.mustache
msgid "The changes to this person are recorded."
msgstr "Die Änderungen an dieser Person sind festgehalten."

#: templates/word/flash.mustache
msgid "The two are one person now. You can undo it below."
msgstr "Die beiden sind jetzt eine Person. Unten können Sie es rückgängig machen."

#: templates/word/flash.mustache
msgid "They are two persons again. What had moved is back; what came in since stays here."
msgstr "Es sind wieder zwei Personen. Was umgezogen war, ist zurück; was seither kam, bleibt hier."

#: templates/word/flash.mustache
msgid "The case sleeps and comes back by itself."
msgstr "Der Vorgang ruht und kommt von selbst zurück."

#: templates/word/flash.mustache
msgid "Undone: {{undone}}."
msgstr "Rückgängig gemacht: {{undone}}."

#: templates/word/flash.mustache
msgid "Undone: {{undone}}. The others were changed by somebody since and stay as they are."
msgstr "Rückgängig gemacht: {{undone}}. Die anderen hat seither jemand geändert; sie bleiben, wie sie sind."

#: templates/word/flash.mustache
msgid "Let through: {{count}} messages of one flood. Each stands in its case."
msgstr "Durchgelassen: {{count}} Nachrichten einer Flut. Jede steht in ihrem Vorgang."

#: templates/word/flash.mustache
msgid "Kept held: {{count}} messages of one flood."
msgstr "Zurückgehalten: {{count}} Nachrichten einer Flut."

#: templates/word/flash.mustache
msgid "The list {{name}} is recorded, and messages are judged by it."
msgstr "Die Liste {{name}} ist gespeichert, und Nachrichten werden nach ihr beurteilt."

#: templates/word/flash.mustache
msgid "The list {{name}} is recorded. Half of its words or more look like topics: see the warning there."
msgstr "Die Liste {{name}} ist gespeichert. Mindestens die Hälfte ihrer Wörter sieht nach Themen aus: Lesen Sie dort die Warnung."

#: templates/word/flash.mustache
msgid "The changes to {{name}} are recorded."
msgstr "Die Änderungen an {{name}} sind gespeichert."

#: templates/word/flash.mustache
msgid "{{name}} can no longer sign in. Open sessions have ended."
msgstr "{{name}} kann sich nicht mehr anmelden. Offene Sitzungen sind beendet."

#: templates/word/flash.mustache
msgid "{{name}} can sign in again."
msgstr "{{name}} kann sich wieder anmelden."

#: templates/word/flash.mustache
msgid "The unit {{name}} is there. Add an address that leads to it."
msgstr "Die Stelle {{name}} ist angelegt. Fügen Sie eine Adresse hinzu, die zu ihr führt."

#: templates/word/flash.mustache
msgid "What is written to {{name}} comes here now."
msgstr "Was an {{name}} geschrieben wird, kommt jetzt hierher."

#: templates/word/flash.mustache
msgid "Version {{version}} is a draft now. Change it here; nothing follows from it yet."
msgstr "Fassung {{version}} ist jetzt ein Entwurf. Ändern Sie ihn hier; noch folgt nichts daraus."

#: templates/word/flash.mustache
msgid "Nothing is wrong with it. Next, look at what it would have changed."
msgstr "Nichts ist falsch daran. Sehen Sie sich als Nächstes an, was sie geändert hätte."

#: templates/word/flash.mustache
msgid "You agreed to version {{version}}."
msgstr "Sie haben Fassung {{version}} zugestimmt."

#: templates/word/flash.mustache
msgid "Version {{version}} is in force."
msgstr "Fassung {{version}} ist in Kraft."

#: templates/word/flash.mustache
msgid "Version {{version}} was given up."
msgstr "Fassung {{version}} wurde verworfen."

#: templates/word/flash.mustache
msgid "Version {{version}} of the rules is in force."
msgstr "Fassung {{version}} der Regeln gilt jetzt."

#: templates/word/flash.mustache
msgid "The rule “{{name}}” is taken out of your draft."
msgstr "Die Regel „{{name}}“ ist aus Ihrem Entwurf entfernt."

#: templates/word/flash.mustache
msgid "Your draft is gone. These are the rules in force."
msgstr "Ihr Entwurf ist verworfen. Dies sind die geltenden Regeln."

#: templates/word/flash.mustache
msgid "The token is revoked. It is refused from now on."
msgstr "Das Token ist widerrufen. Es wird ab jetzt abgewiesen."

#: templates/word/flash.mustache
msgid "It is on its way. Load the page again to see what was answered."
msgstr "Die Meldung ist unterwegs. Laden Sie die Seite neu, um die Antwort zu sehen."

#: templates/word/flash.mustache
msgid "The webhook {{name}} is removed."
msgstr "Der Webhook {{name}} ist entfernt."

#: templates/word/flash.mustache
msgid "Your password is changed."
msgstr "Ihr Passwort ist geändert."

#: templates/word/flash.mustache
msgid "You sign in with your password alone now."
msgstr "Sie melden sich jetzt allein mit Ihrem Passwort an."

#: templates/word/flash.mustache
msgid "{{name}} signs in with the password alone now, and sets up a new second factor. Open sessions have ended."
msgstr "{{name}} meldet sich jetzt allein mit dem Passwort an und richtet einen neuen zweiten Faktor ein. Offene Sitzungen sind beendet."

#: templates/word/flash.mustache
msgid "You are signed out."
msgstr "Sie sind abgemeldet."

#: templates/word/flash.mustache
msgid "You were signed out because nothing happened for a while. Sign in to go on where you were."
msgstr "Sie wurden abgemeldet, weil eine Weile nichts geschehen ist. Melden Sie sich an, um dort weiterzumachen, wo Sie waren."

#: templates/word/flash.mustache
msgid "Saved as a new version. Below is what each channel would give to everybody."
msgstr "Als neue Fassung gespeichert. Unten steht, was jeder Kanal allen geben würde."

#: templates/word/flash.mustache
msgid "Done. The approvals that it had were for the text of before and no longer count: send it for review again."
msgstr "Erledigt. Die Freigaben galten dem Text von vorher und gelten nicht mehr: Geben Sie es wieder zur Prüfung."

#: templates/word/flash.mustache
msgid "It waits for somebody else to approve it."
msgstr "Es wartet, bis jemand anders es freigibt."

#: templates/word/flash.mustache
msgid "It is a draft again and does not leave."
msgstr "Es ist wieder ein Entwurf und geht nicht hinaus."

#: templates/word/flash.mustache
msgid "Your approval is recorded."
msgstr "Ihre Freigabe ist vermerkt."

#: templates/word/flash.mustache
msgid "It goes back to its author with your comment."
msgstr "Es geht mit Ihrem Kommentar zurück an den, der es schrieb."

#: templates/word/flash.mustache
msgid "It is refused, and does not leave."
msgstr "Es ist abgelehnt und geht nicht hinaus."

#: templates/word/flash.mustache
msgid "It is out: everybody can read it now."
msgstr "Es ist draußen: Alle können es jetzt lesen."

#: templates/word/flash.mustache
msgid "Given up. What is public stays as it was."
msgstr "Aufgegeben. Was öffentlich ist, bleibt, wie es war."

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
msgstr "Das Thema ist vermerkt."

#: templates/word/health.mustache
msgid "up"
msgstr "läuft"

#: templates/word/health.mustache
msgid "in trouble"
msgstr "gestört"

#: templates/word/health.mustache
msgid "down"
msgstr "gestört"

#: templates/word/health.mustache
msgid "switched off"
msgstr "abgeschaltet"

#: templates/word/hook-state.mustache
msgid "on"
msgstr "ein"

#: templates/word/hook-state.mustache
msgid "switched off: it failed"
msgstr "ausgeschaltet: gescheitert"

#: templates/word/hook-state.mustache
msgid "switched off: gone"
msgstr "ausgeschaltet: nicht mehr da"

#: templates/word/leaf.mustache
msgid "message received"
msgstr "Nachricht eingegangen"

#: templates/word/leaf.mustache
msgid "message checked"
msgstr "Nachricht geprüft"

#: templates/word/leaf.mustache
msgid "review"
msgstr "Durchsicht"

#: templates/word/leaf.mustache
msgid "message sent"
msgstr "Nachricht gesendet"

#: templates/word/leaf.mustache
msgid "sending failed"
msgstr "Versand gescheitert"

#: templates/word/leaf.mustache
msgid "reply"
msgstr "Antwort"

#: templates/word/leaf.mustache
msgid "export"
msgstr "Export"

#: templates/word/leaf.mustache
msgid "record read"
msgstr "Akte gelesen"

#: templates/word/leaf.mustache
msgid "hold"
msgstr "Löschsperre"

#: templates/word/leaf.mustache
msgid "hold ended"
msgstr "Löschsperre beendet"

#: templates/word/leaf.mustache
msgid "disposal"
msgstr "Aussonderung"

#: templates/word/leaf.mustache
msgid "erasure"
msgstr "Löschung"

#: templates/word/leaf.mustache
msgid "note"
msgstr "Notiz"

#: templates/word/leaf.mustache
msgid "person"
msgstr "Person"

#: templates/word/leaf.mustache
msgid "release"
msgstr "Freigabe"

#: templates/word/leaf.mustache
msgid "staff"
msgstr "Personal"

#: templates/word/leaf.mustache
msgid "token"
msgstr "Zugriffsschlüssel"

#: templates/word/leaf.mustache
msgid "subscription"
msgstr "Abonnement"

#: templates/word/leaf.mustache
msgid "settings"
msgstr "Einstellungen"

#: templates/word/news.mustache
msgid "A case was opened"
msgstr "Ein Vorgang wurde eröffnet"

#: templates/word/news.mustache
msgid "A case has a new state"
msgstr "Ein Vorgang hat einen neuen Status"

#: templates/word/news.mustache
msgid "A case was given to somebody"
msgstr "Ein Vorgang wurde jemandem zugewiesen"

#: templates/word/news.mustache
msgid "A case moved to another unit"
msgstr "Ein Vorgang wechselte die Stelle"

#: templates/word/news.mustache
msgid "A case has a new title"
msgstr "Ein Vorgang hat einen neuen Titel"

#: templates/word/news.mustache
msgid "A message came in"
msgstr "Eine Nachricht ging ein"

#: templates/word/news.mustache
msgid "A held message was let through"
msgstr "Eine angehaltene Nachricht wurde freigegeben"

#: templates/word/news.mustache
msgid "A note was written"
msgstr "Ein Vermerk wurde geschrieben"

#: templates/word/news.mustache
msgid "A reply was sent"
msgstr "Eine Antwort wurde abgeschickt"

#: templates/word/news.mustache
msgid "A reply was delivered"
msgstr "Eine Antwort wurde zugestellt"

#: templates/word/news.mustache
msgid "A reply could not be delivered"
msgstr "Eine Antwort war nicht zustellbar"

#: templates/word/news.mustache
msgid "Test"
msgstr "Test"

#: templates/word/outcome.mustache
msgid "was so already"
msgstr "war schon so"

#: templates/word/outcome.mustache
msgid "not changed: somebody changed it meanwhile"
msgstr "nicht geändert: jemand hat ihn inzwischen geändert"

#: templates/word/outcome.mustache
msgid "not changed: you may not"
msgstr "nicht geändert: Sie dürfen das nicht"

#: templates/word/outcome.mustache
msgid "not changed: it cannot become that; open it first"
msgstr "nicht geändert: das kann er nicht werden; öffnen Sie ihn zuerst"

#: templates/word/outcome.mustache
msgid "not changed: there is no such case"
msgstr "nicht geändert: diesen Vorgang gibt es nicht"

#: templates/word/policy-state.mustache
#: templates/word/publication-state.mustache
msgid "draft"
msgstr "Entwurf"

#: templates/word/policy-state.mustache
msgid "checked"
msgstr "geprüft"

#: templates/word/policy-state.mustache
msgid "waits for agreement"
msgstr "wartet auf Zustimmung"

#: templates/word/policy-state.mustache
msgid "agreed to"
msgstr "zugestimmt"

#: templates/word/policy-state.mustache
msgid "no longer in force"
msgstr "nicht mehr in Kraft"

#: templates/word/publication-asked.mustache
msgid "Kind of danger"
msgstr "Art der Gefahr"

#: templates/word/publication-asked.mustache
msgid "How soon people must act"
msgstr "Wie bald man handeln muss"

#: templates/word/publication-asked.mustache
msgid "How bad it is"
msgstr "Wie schlimm es ist"

#: templates/word/publication-asked.mustache
msgid "How certain it is"
msgstr "Wie sicher es ist"

#: templates/word/publication-asked.mustache
msgid "What people should do, in a word"
msgstr "Was die Leute tun sollen, in einem Wort"

#: templates/word/publication-kind.mustache
msgid "News item"
msgstr "Nachricht"

#: templates/word/publication-part.mustache
msgid "Summary"
msgstr "Zusammenfassung"

#: templates/word/publication-part.mustache
msgid "Reason"
msgstr "Grund"

#: templates/word/publication-state.mustache src/policy/policy-words.c
msgid "public"
msgstr "öffentlich"

#: templates/word/publication-state.mustache templates/word/state.mustache
msgid "refused"
msgstr "abgelehnt"

#: templates/word/publication-state.mustache
msgid "draft of a correction"
msgstr "Entwurf einer Berichtigung"

#: templates/word/publication-state.mustache
msgid "withdrawal, not sent"
msgstr "Rückzug, nicht abgegeben"

#: templates/word/publication-state.mustache
msgid "in review"
msgstr "in Prüfung"

#: templates/word/publication-state.mustache
msgid "correction in review"
msgstr "Berichtigung in Prüfung"

#: templates/word/publication-state.mustache
msgid "withdrawal in review"
msgstr "Rückzug in Prüfung"

#: templates/word/publication-state.mustache
msgid "approved, not out yet"
msgstr "freigegeben, noch nicht draußen"

#: templates/word/publication-state.mustache
msgid "approved, leaves by itself"
msgstr "freigegeben, geht von selbst hinaus"

#: templates/word/purpose.mustache
msgid "Answers"
msgstr "Antworten"

#: templates/word/purpose.mustache
msgid "Receipts"
msgstr "Eingangsbestätigungen"

#: templates/word/purpose.mustache
msgid "News of how it goes on"
msgstr "Nachrichten, wie es weitergeht"

#: templates/word/queue.mustache
msgid "Mine"
msgstr "Meine"

#: templates/word/queue.mustache
msgid "Unassigned"
msgstr "Nicht zugewiesen"

#: templates/word/queue.mustache
msgid "Late"
msgstr "Überfällig"

#: templates/word/queue.mustache
msgid "Asleep"
msgstr "Ruhend"

#: templates/word/queue.mustache
msgid "All cases"
msgstr "Alle Vorgänge"

#: templates/word/role-hint.mustache
msgid "Reads all cases and decides on messages that filters hold."
msgstr "Liest alle Vorgänge und entscheidet über Nachrichten, die Filter zurückhalten."

#: templates/word/role-hint.mustache
msgid "Reads everything, changes nothing."
msgstr "Liest alles, ändert nichts."

#: templates/word/role-hint.mustache
msgid "Edits the rules that decide what may leave."
msgstr "Bearbeitet die Regeln, die entscheiden, was hinausgehen darf."

#: templates/word/role-hint.mustache
msgid "Manages staff, units and channels; reads no cases."
msgstr "Verwaltet Beschäftigte, Stellen und Kanäle; liest keine Vorgänge."

#: templates/word/role-hint.mustache
msgid "Writes news and alerts for everybody, and approves what colleagues wrote."
msgstr "Schreibt Nachrichten und Warnungen für alle und gibt frei, was andere schrieben."

#: templates/word/role.mustache
msgid "records manager"
msgstr "Aktenführung"

#: templates/word/role.mustache src/policy/policy-words.c
msgid "auditor"
msgstr "Revision"

#: templates/word/role.mustache
msgid "policy editor"
msgstr "Regelpflege"

#: templates/word/role.mustache src/policy/policy-words.c
msgid "administrator"
msgstr "Administration"

#: templates/word/role.mustache
msgid "communications officer"
msgstr "Öffentlichkeitsarbeit"

#: templates/word/scope.mustache
msgid "Read cases"
msgstr "Vorgänge lesen"

#: templates/word/scope.mustache
msgid "Open and change cases"
msgstr "Vorgänge öffnen und ändern"

#: templates/word/scope.mustache
msgid "Read messages"
msgstr "Nachrichten lesen"

#: templates/word/scope.mustache
msgid "Write notes, and answer citizens for a member of staff"
msgstr "Vermerke schreiben, und für ein Mitglied des Personals Bürgerinnen und Bürgern antworten"

#: templates/word/scope.mustache
msgid "See who wrote"
msgstr "Sehen, wer geschrieben hat"

#: templates/word/scope.mustache
msgid "Manage webhooks"
msgstr "Webhooks verwalten"

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because that is no day. Write before:2026-11-22, after:22.11.2026, after:2026-10, after:yesterday or after:7d."
msgstr "<b>{{typed}}</b> wurde weggelassen, denn das ist kein Tag. Schreiben Sie vor:22.11.2026, seit:2026-11-22, seit:2026-10, seit:gestern oder seit:7t."

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out. What can be asked for is has:attachment."
msgstr "<b>{{typed}}</b> wurde weggelassen. Fragen können Sie nach hat:anhang."

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out. What can be asked for is is:open, is:closed and is:held."
msgstr "<b>{{typed}}</b> wurde weggelassen. Fragen können Sie nach ist:offen, ist:erledigt und ist:zurückgehalten."

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because there is no such state. States are new, open, waiting-citizen, waiting-other, planned, resolved, refused, duplicate, referred, withdrawn and spam."
msgstr "<b>{{typed}}</b> wurde weggelassen, denn diesen Status gibt es nicht. Es gibt new, open, waiting-citizen, waiting-other, planned, resolved, refused, duplicate, referred, withdrawn und spam."

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because there is no such unit. Units are {{units}}."
msgstr "<b>{{typed}}</b> wurde weggelassen, denn diese Stelle gibt es nicht. Es gibt {{units}}."

#: templates/word/search-problem.mustache
msgid "<b>{{typed}}</b> was left out, because nothing stands after the colon. Write for example from:ada."
msgstr "<b>{{typed}}</b> wurde weggelassen, denn nach dem Doppelpunkt steht nichts. Schreiben Sie zum Beispiel von:ada."

#: templates/word/search-problem.mustache
msgid "The search was too long, and its end was left out. Leave some words out."
msgstr "Die Suche war zu lang, ihr Ende wurde weggelassen. Lassen Sie einige Wörter weg."

#: templates/word/severity.mustache
msgid "Extreme danger"
msgstr "Äußerste Gefahr"

#: templates/word/severity.mustache
msgid "Severe danger"
msgstr "Große Gefahr"

#: templates/word/severity.mustache
msgid "Danger"
msgstr "Gefahr"

#: templates/word/severity.mustache
msgid "Minor danger"
msgstr "Geringe Gefahr"

#: templates/word/state.mustache
msgid "open"
msgstr "offen"

#: templates/word/state.mustache
msgid "waits for citizen"
msgstr "wartet auf Rückmeldung"

#: templates/word/state.mustache
msgid "waits for someone else"
msgstr "wartet auf andere"

#: templates/word/state.mustache
msgid "planned"
msgstr "geplant"

#: templates/word/state.mustache
msgid "resolved"
msgstr "abgeschlossen"

#: templates/word/state.mustache
msgid "duplicate"
msgstr "Doppelmeldung"

#: templates/word/state.mustache
msgid "passed on"
msgstr "weitergeleitet"

#: templates/word/state.mustache
msgid "spam"
msgstr "Spam"

#: templates/word/verdict.mustache
msgid "not checked yet"
msgstr "noch nicht geprüft"

#: templates/word/verdict.mustache
msgid "checked, clean"
msgstr "geprüft, unbedenklich"

#: templates/word/verdict.mustache
msgid "checked, see label"
msgstr "geprüft, siehe Kennzeichen"

#: templates/word/verdict.mustache
msgid "held back"
msgstr "zurückgehalten"

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
msgstr "gerade eben"

#: src/base/locale-date.c
msgid "{n} min late"
msgstr "{n} Min. überfällig"

#: src/base/locale-date.c
msgid "{n} h late"
msgstr "{n} Std. überfällig"

#: src/base/locale-date.c
msgid "{n} day late"
msgid_plural "{n} days late"
msgstr[0] "{n} Tag überfällig"
msgstr[1] "{n} Tage überfällig"

#: src/base/locale-date.c
msgid "in {n} min"
msgstr "in {n} Min."

#: src/base/locale-date.c
msgid "in {n} h"
msgstr "in {n} Std."

#: src/base/locale-date.c
msgid "now"
msgstr "jetzt"

#: src/base/locale-format.c
msgid "{n} byte"
msgid_plural "{n} bytes"
msgstr[0] "{n} Byte"
msgstr[1] "{n} Byte"

#: src/channels/email/email-send.c
msgid "The mail server took the message."
msgstr "Der Mailserver hat die Nachricht angenommen."

#: src/channels/email/email-send.c
msgid "The mail server cannot take it now."
msgstr "Der Mailserver kann sie jetzt nicht annehmen."

#: src/channels/email/email-send.c
msgid "The mail server refuses it for good."
msgstr "Der Mailserver lehnt sie endgültig ab."

#: src/channels/email/email-send.c
msgid "The mail server cannot be reached."
msgstr "Der Mailserver ist nicht erreichbar."

#: src/channels/email/email-send.c
msgid "The connection broke before the mail server answered."
msgstr "Die Verbindung brach ab, bevor der Mailserver antwortete."

#: src/channels/email/email-send.c
msgid "The message was written to the outbox folder."
msgstr "Die Nachricht wurde in den Ausgangsordner geschrieben."

#: src/channels/email/email-send.c
msgid "The outbox folder cannot be written."
msgstr "In den Ausgangsordner kann nicht geschrieben werden."

#: src/channels/email/email-send.c
msgid "This is not a mail address."
msgstr "Das ist keine E-Mail-Adresse."

#: src/channels/email/email-send.c src/channels/sms/sms.c
msgid "This is an address of our own."
msgstr "Das ist eine unserer eigenen Adressen."

#: src/channels/email/email.c
msgid "The mail server does not answer. Messages wait and are sent when it is back."
msgstr "Der Mailserver antwortet nicht. Nachrichten warten und werden gesendet, sobald er wieder da ist."

#: src/channels/email/email.c
msgid "Mail: in by LMTP from your mail server, out by SMTP to it."
msgstr "E-Mail: herein per LMTP von Ihrem Mailserver, hinaus per SMTP zu ihm."

#: src/channels/email/email.c
msgid "mail"
msgstr "E-Mail"

#: src/channels/feed/feed-list.c
msgid "Alerts"
msgstr "Warnungen"

#: src/channels/feed/feed.c
msgid "feeds have no address that somebody could write to or be written to at"
msgstr "Feeds haben keine Adresse, an die man schreiben oder unter der man angeschrieben werden könnte"

#: src/channels/feed/feed.c
msgid "What is released, for programs: Atom, RSS, JSON Feed, and alerts as CAP."
msgstr "Was veröffentlicht ist, für Programme: Atom, RSS, JSON Feed und Warnungen als CAP."

#: src/channels/feed/feed.c
msgid "feed"
msgstr "Feed"

#: src/channels/program/program.c
msgid "write one word under which programs reach this unit, like highways"
msgstr "schreiben Sie ein Wort, unter dem Programme diese Stelle erreichen, wie highways"

#: src/channels/program/program.c
msgid "What other programs hand in for people, over /api/v1."
msgstr "Was andere Programme über /api/v1 für Menschen einreichen."

#: src/channels/refuse/refuse.c
msgid "This channel refuses everything."
msgstr "Dieser Kanal weist alles zurück."

#: src/channels/refuse/refuse.c
msgid "The other side refuses this address."
msgstr "Die Gegenstelle weist diese Adresse zurück."

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway took the message."
msgstr "Der Vermittler hat die Nachricht angenommen."

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway refuses it for good."
msgstr "Der Vermittler lehnt sie endgültig ab."

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway does not know us."
msgstr "Der Vermittler kennt uns nicht."

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway cannot take it now."
msgstr "Der Vermittler kann sie gerade nicht annehmen."

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "The gateway cannot be reached."
msgstr "Der Vermittler ist nicht erreichbar."

#: src/channels/sms/sms-http.c
msgid "Text messages, through a gateway that speaks JSON."
msgstr "SMS über einen Vermittler, der JSON spricht."

#: src/channels/sms/sms-http.c src/channels/sms/sms-kannel.c
msgid "text message"
msgstr "SMS"

#: src/channels/sms/sms-kannel.c
msgid "The gateway cannot be asked for a text like this."
msgstr "Der Vermittler kann nach einem solchen Text nicht gefragt werden."

#: src/channels/sms/sms-kannel.c
msgid "Text messages, through Kannel."
msgstr "SMS über Kannel."

#: src/channels/sms/sms.c
msgid "The gateway does not know us: look at user, password and number. Messages wait."
msgstr "Der Vermittler kennt uns nicht: Prüfen Sie Benutzer, Passwort und Nummer. Nachrichten warten."

#: src/channels/sms/sms.c
msgid "The gateway does not answer. Messages wait and are sent when it is back."
msgstr "Der Vermittler antwortet nicht. Nachrichten warten und werden gesendet, sobald er wieder da ist."

#: src/channels/sms/sms.c
msgid "This is not a telephone number."
msgstr "Das ist keine Telefonnummer."

#: src/channels/sms/sms.c
msgid "No gateway is set up to send text messages."
msgstr "Es ist kein Vermittler eingerichtet, der SMS sendet."

#: src/channels/web/web-contact.c
msgid "Something on your pages is hard to use"
msgstr "Etwas auf Ihren Seiten ist schwer zu benutzen"

#: src/channels/web/web.c
msgid "write contact for the form itself, or one word for a choice on it, like highways"
msgstr "schreiben Sie contact für das Formular selbst, oder ein Wort für eine Auswahl darauf, wie highways"

#: src/channels/web/web.c
msgid "The contact form, and the page on which its writer reads our answer."
msgstr "Das Kontaktformular, und die Seite, auf der man unsere Antwort liest."

#: src/channels/web/web.c
msgid "web form"
msgstr "Webformular"

#: src/console/bulk.c
msgid "choose an officer"
msgstr "wählen Sie eine Person"

#: src/console/bulk.c src/console/case-actions.c
msgid "choose a unit"
msgstr "wählen Sie eine Stelle"

#: src/console/bulk.c
msgid "choose what to do with the cases"
msgstr "wählen Sie, was mit den Vorgängen geschehen soll"

#: src/console/bulk.c src/console/case-actions.c
msgid "choose a state"
msgstr "wählen Sie einen Status"

#: src/console/bulk.c
msgid "choose a tag"
msgstr "wählen Sie ein Schlagwort"

#: src/console/calendars.c
msgid "line {number}: {words}"
msgstr "Zeile {number}: {words}"

#: src/console/case-actions.c
msgid "a colleague has taken this case in the meantime"
msgstr "diesen Vorgang hat inzwischen jemand anderes übernommen"

#: src/console/case-desk.c
msgid "there is no case with this reference that you may read; check the number"
msgstr "es gibt keinen Vorgang mit diesem Aktenzeichen, den Sie lesen dürfen; prüfen Sie die Nummer"

#: src/console/case-event.c
msgid "a colleague"
msgstr "jemand"

#: src/console/case-event.c
msgid "first answer"
msgstr "erste Antwort"

#: src/console/case-event.c
msgid "all done"
msgstr "alles erledigt"

#: src/console/case-event.c
msgid "{promise} by {day}"
msgstr "{promise} bis {day}"

#: src/console/hand-over.c src/console/side.c
msgid "look at the preview before you send it"
msgstr "sehen Sie sich die Vorschau an, bevor Sie es senden"

#: src/console/part.c
msgid "the page of their case"
msgstr "die Seite des Falls"

#: src/console/person-merge.c
msgid "there is nobody with this address or case that you may see; check what you typed"
msgstr "es gibt niemanden mit dieser Adresse oder diesem Vorgang, den Sie sehen dürfen; prüfen Sie Ihre Eingabe"

#: src/console/person-merge.c src/mediation/persons.c
msgid "this is the same person already; name another one"
msgstr "das ist schon dieselbe Person; nennen Sie eine andere"

#: src/console/person-merge.c src/mediation/persons.c
msgid "you may not change this person"
msgstr "Sie dürfen diese Person nicht ändern"

#: src/console/person.c src/mediation/persons.c src/views/person-view.c
msgid "there is no such person"
msgstr "diese Person gibt es nicht"

#: src/console/policy-edit.c src/mediation/policy-change.c
msgid "somebody else writes this version; begin another one from it"
msgstr "an dieser Fassung schreibt jemand anderes; beginnen Sie aus ihr eine andere"

#: src/console/policy-edit.c
msgid "another rule has this name already; choose another one"
msgstr "eine andere Regel heißt schon so; wählen Sie einen anderen Namen"

#: src/console/policy-part.c
msgid "{channel}, else {fallback}"
msgstr "{channel}, sonst {fallback}"

#: src/console/policy-part.c
msgid "held, because no rule is for it"
msgstr "angehalten, weil keine Regel dafür da ist"

#: src/console/policy-part.c
msgid "held, because rules contradict each other"
msgstr "angehalten, weil Regeln einander widersprechen"

#: src/console/policy-step.c src/mediation/routing-change.c
msgid "say in a few words what changes and why; it stands in the history"
msgstr "schreiben Sie kurz, was sich ändert und warum; es steht im Verlauf"

#: src/console/promises.c
msgid "choose a service and a priority"
msgstr "wählen Sie ein Anliegen und eine Dringlichkeit"

#: src/console/publication-alert.c
msgid "Weather and floods"
msgstr "Wetter und Hochwasser"

#: src/console/publication-alert.c
msgid "Earthquake, landslide"
msgstr "Erdbeben, Erdrutsch"

#: src/console/publication-alert.c
msgid "Fire"
msgstr "Feuer"

#: src/console/publication-alert.c
msgid "Health"
msgstr "Gesundheit"

#: src/console/publication-alert.c
msgid "Pollution"
msgstr "Verschmutzung"

#: src/console/publication-alert.c
msgid "Traffic and transport"
msgstr "Verkehr"

#: src/console/publication-alert.c
msgid "Power, water, telephone"
msgstr "Strom, Wasser, Telefon"

#: src/console/publication-alert.c
msgid "General safety"
msgstr "Allgemeine Sicherheit"

#: src/console/publication-alert.c
msgid "Police and security"
msgstr "Polizei und Sicherheit"

#: src/console/publication-alert.c
msgid "Rescue"
msgstr "Rettung"

#: src/console/publication-alert.c
msgid "Chemical, biological, radiological or explosive"
msgstr "Chemisch, biologisch, radioaktiv oder explosiv"

#: src/console/publication-alert.c
msgid "Something else"
msgstr "Etwas anderes"

#: src/console/publication-alert.c
msgid "nothing in particular"
msgstr "nichts Besonderes"

#: src/console/publication-alert.c
msgid "Stay inside"
msgstr "Drinnen bleiben"

#: src/console/publication-alert.c
msgid "Leave the area"
msgstr "Das Gebiet verlassen"

#: src/console/publication-alert.c
msgid "Get ready"
msgstr "Sich vorbereiten"

#: src/console/publication-alert.c
msgid "Do what was planned"
msgstr "Tun, was geplant war"

#: src/console/publication-alert.c
msgid "Keep away"
msgstr "Fernbleiben"

#: src/console/publication-alert.c
msgid "Watch for news"
msgstr "Auf Nachrichten achten"

#: src/console/publication-alert.c
msgid "Judge for yourself"
msgstr "Selbst beurteilen"

#: src/console/publication-alert.c
msgid "The danger is over"
msgstr "Die Gefahr ist vorbei"

#: src/console/publication-alert.c
msgid "No action needed"
msgstr "Nichts zu tun"

#: src/console/publication-alert.c
msgid "at once"
msgstr "sofort"

#: src/console/publication-alert.c
msgid "within the hour"
msgstr "innerhalb einer Stunde"

#: src/console/publication-alert.c
msgid "soon"
msgstr "bald"

#: src/console/publication-alert.c
msgid "no longer"
msgstr "nicht mehr"

#: src/console/publication-alert.c
msgid "not known"
msgstr "nicht bekannt"

#: src/console/publication-alert.c
msgid "extreme: lives are in great danger"
msgstr "äußerst: Leben sind in großer Gefahr"

#: src/console/publication-alert.c
msgid "severe: lives are in danger"
msgstr "schwer: Leben sind in Gefahr"

#: src/console/publication-alert.c
msgid "moderate: somebody may come to harm"
msgstr "mäßig: jemand kann zu Schaden kommen"

#: src/console/publication-alert.c
msgid "minor"
msgstr "gering"

#: src/console/publication-alert.c
msgid "it is happening"
msgstr "es geschieht gerade"

#: src/console/publication-alert.c
msgid "likely"
msgstr "wahrscheinlich"

#: src/console/publication-alert.c
msgid "possible"
msgstr "möglich"

#: src/console/publication-alert.c
msgid "unlikely"
msgstr "unwahrscheinlich"

#: src/console/publication-form.c
msgid "write a time as year-month-dayThour:minute, like 2026-11-30T09:15"
msgstr "schreiben Sie eine Zeit als Jahr-Monat-TagTStunde:Minute, wie 2026-11-30T09:15"

#: src/console/reply.c
msgid "“{file}” must not leave: {reason} Remove it, or send it in another form."
msgstr "„{file}“ darf nicht hinaus: {reason} Entfernen Sie die Datei oder senden Sie sie in anderer Form."

#: src/console/reply.c
msgid "look at the preview before you send the answer"
msgstr "sehen Sie sich die Vorschau an, bevor Sie die Antwort senden"

#: src/console/routing-history.c
msgid "Back to version {version}"
msgstr "Zurück zu Fassung {version}"

#: src/console/routing.c
msgid "Never decides: rule “{name}” above fits whenever this one does"
msgstr "Entscheidet nie: Die Regel „{name}“ darüber passt immer, wenn diese passt"

#: src/console/second-factor.c src/mediation/second-factor.c
msgid "nothing is being set up; begin again"
msgstr "es wird gerade nichts eingerichtet; beginnen Sie von vorn"

#: src/console/services.c
msgid "write working hours as a number, like 8 or 1:30; leave it empty when nothing is promised"
msgstr "schreiben Sie Arbeitsstunden als Zahl, wie 8 oder 1:30; lassen Sie es leer, wenn nichts zugesagt ist"

#: src/console/units.c
msgid "choose by which channel it is reached"
msgstr "wählen Sie, über welchen Kanal die Adresse erreicht wird"

#: src/filters/attachment.c
msgid "The attachment is a program or can start one."
msgstr "Der Anhang ist ein Programm oder kann eines starten."

#: src/filters/attachment.c
msgid "The attached archive contains a program or something that can start one."
msgstr "Das angehängte Archiv enthält ein Programm oder etwas, das eines starten kann."

#: src/filters/attachment.c
msgid "The attachment is named like a document but is a program."
msgstr "Der Anhang heißt wie ein Dokument, ist aber ein Programm."

#: src/filters/attachment.c
msgid "The name of the attachment contains signs that hide how it really ends."
msgstr "Der Name des Anhangs enthält Zeichen, die seine wirkliche Endung verbergen."

#: src/filters/attachment.c
msgid "The content of the attachment is not what its name says."
msgstr "Der Inhalt des Anhangs ist nicht das, was sein Name sagt."

#: src/filters/attachment.c
msgid "The attached document contains macros."
msgstr "Das angehängte Dokument enthält Makros."

#: src/filters/attachment.c
msgid "The attachment is encrypted, so it cannot be checked."
msgstr "Der Anhang ist verschlüsselt und kann deshalb nicht geprüft werden."

#: src/filters/attachment.c
msgid "The attached archive cannot be looked into."
msgstr "In das angehängte Archiv lässt sich nicht hineinsehen."

#: src/filters/attachment.c
msgid "The attachment is larger than this authority accepts."
msgstr "Der Anhang ist größer, als diese Behörde annimmt."

#: src/filters/attachment.c
msgid "Looks at attachments: size, name, programs, archives and macros"
msgstr "Prüft Anhänge: Größe, Name, Programme, Archive und Makros"

#: src/filters/clamav.c
msgid "The virus scanner found malware."
msgstr "Der Virenscanner hat Schadsoftware gefunden."

#: src/filters/clamav.c
msgid "This is larger than the virus scanner accepts, so it was not checked."
msgstr "Das ist größer, als der Virenscanner annimmt, und wurde deshalb nicht geprüft."

#: src/filters/clamav.c
msgid "Looks for malware with ClamAV"
msgstr "Sucht mit ClamAV nach Schadsoftware"

#: src/filters/flood.c
msgid "Many people have sent nearly the same text within a short time."
msgstr "Viele Menschen haben in kurzer Zeit fast denselben Text geschickt."

#: src/filters/flood.c
msgid "Notices when many people send nearly the same text"
msgstr "Bemerkt, wenn viele fast denselben Text schicken"

#: src/filters/personal-number.c
msgid "The text seems to hold the number of a payment card."
msgstr "Der Text enthält offenbar die Nummer einer Zahlungskarte."

#: src/filters/personal-number.c
msgid "The text seems to hold the number of a bank account."
msgstr "Der Text enthält offenbar die Nummer eines Bankkontos."

#: src/filters/personal-number.c
msgid "The text seems to hold a person's tax number."
msgstr "Der Text enthält offenbar die Steuernummer einer Person."

#: src/filters/personal-number.c
msgid "The text seems to hold a person's number in the health service."
msgstr "Der Text enthält offenbar die Nummer einer Person im Gesundheitsdienst."

#: src/filters/personal-number.c
msgid "The text seems to hold a number by which the state knows a person."
msgstr "Der Text enthält offenbar eine Nummer, unter der der Staat eine Person führt."

#: src/filters/personal-number.c
msgid "Looks for numbers of cards, accounts and persons in the text"
msgstr "Sucht im Text nach Nummern von Karten, Konten und Personen"

#: src/filters/rspamd.c
msgid "The spam filter is not sure about this message."
msgstr "Der Spamfilter ist sich bei dieser Nachricht nicht sicher."

#: src/filters/rspamd.c
msgid "The spam filter takes this for spam, probably."
msgstr "Der Spamfilter hält dies wahrscheinlich für Spam."

#: src/filters/rspamd.c
msgid "The spam filter takes this for spam."
msgstr "Der Spamfilter hält dies für Spam."

#: src/filters/rspamd.c
msgid "The spam filter did not look at this message."
msgstr "Der Spamfilter hat diese Nachricht nicht geprüft."

#: src/filters/rspamd.c
msgid "Looks for spam with Rspamd"
msgstr "Sucht mit Rspamd nach Spam"

#: src/filters/words.c
msgid "Words of a list stand in the text."
msgstr "Im Text stehen Wörter aus einer Liste."

#: src/filters/words.c
msgid "Looks for words of the house's own lists"
msgstr "Sucht nach Wörtern aus den eigenen Listen"

#: src/http/problem.c
msgid "That request was not understood"
msgstr "Diese Anfrage wurde nicht verstanden"

#: src/http/problem.c
msgid "Go back, check what you entered, and send it again."
msgstr "Gehen Sie zurück, prüfen Sie Ihre Eingaben und senden Sie sie noch einmal."

#: src/http/problem.c
msgid "Please sign in"
msgstr "Bitte melden Sie sich an"

#: src/http/problem.c
msgid "Sign in and try again."
msgstr "Melden Sie sich an und versuchen Sie es noch einmal."

#: src/http/problem.c
msgid "You cannot do this"
msgstr "Das dürfen Sie nicht"

#: src/http/problem.c
msgid "Your sign-in may have ended, or does not allow it. Nothing was changed. Reload the page and try again."
msgstr "Vielleicht ist Ihre Anmeldung abgelaufen oder erlaubt es nicht. Nichts wurde geändert. Laden Sie die Seite neu und versuchen Sie es noch einmal."

#: src/http/problem.c
msgid "Page not found"
msgstr "Seite nicht gefunden"

#: src/http/problem.c
msgid "The address may be mistyped, or the page may have moved."
msgstr "Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen."

#: src/http/problem.c
msgid "This page does not work that way"
msgstr "So funktioniert diese Seite nicht"

#: src/http/problem.c
msgid "Go back and try again from the page before."
msgstr "Gehen Sie zurück und versuchen Sie es von der vorigen Seite aus noch einmal."

#: src/http/problem.c
msgid "Somebody else was faster"
msgstr "Jemand war schneller"

#: src/http/problem.c
msgid "This was changed while you worked on it. Reload the page and look again."
msgstr "Das wurde geändert, während Sie daran gearbeitet haben. Laden Sie die Seite neu und sehen Sie noch einmal nach."

#: src/http/problem.c
msgid "That is too large"
msgstr "Das ist zu groß"

#: src/http/problem.c
msgid "Nothing was saved. Send less at once, or smaller files."
msgstr "Nichts wurde gespeichert. Senden Sie weniger auf einmal oder kleinere Dateien."

#: src/http/problem.c
msgid "The address is too long"
msgstr "Die Adresse ist zu lang"

#: src/http/problem.c
msgid "Go back and try again."
msgstr "Gehen Sie zurück und versuchen Sie es noch einmal."

#: src/http/problem.c
msgid "That kind of content is not accepted"
msgstr "Diese Art von Inhalt wird nicht angenommen"

#: src/http/problem.c
msgid "Send it in one of the forms that are described."
msgstr "Senden Sie ihn in einer der beschriebenen Formen."

#: src/http/problem.c
msgid "Too many attempts"
msgstr "Zu viele Versuche"

#: src/http/problem.c
msgid "Please wait a few minutes and try again."
msgstr "Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal."

#: src/http/problem.c
msgid "Your browser sent too much"
msgstr "Ihr Browser hat zu viel gesendet"

#: src/http/problem.c
msgid "Delete the cookies of this site and try again."
msgstr "Löschen Sie die Cookies dieser Website und versuchen Sie es noch einmal."

#: src/http/problem.c
msgid "Something went wrong on our side"
msgstr "Bei uns ist etwas schiefgegangen"

#: src/http/problem.c
msgid "It is not your fault. Please try again in a few minutes."
msgstr "Es liegt nicht an Ihnen. Bitte versuchen Sie es in einigen Minuten noch einmal."

#: src/http/problem.c
msgid "That method is not known"
msgstr "Diese Methode ist nicht bekannt"

#: src/http/problem.c
msgid "Too busy just now"
msgstr "Gerade ist zu viel los"

#: src/http/problem.c
msgid "Nothing was lost. Please try again in a few seconds."
msgstr "Nichts ging verloren. Bitte versuchen Sie es in einigen Sekunden noch einmal."

#: src/http/problem.c
msgid "That did not work"
msgstr "Das hat nicht geklappt"

#: src/mediation/acknowledgement.c
msgid ""
"You can also look at your case, and write to us, on a page of your own:\n"
"\n"
"<{url}>\n"
"\n"
"Whoever has the link can open it, so keep it to yourself. Without the link, give the number of your case and the code {code}."
msgstr ""
"Sie können Ihren Fall auch auf einer eigenen Seite ansehen und uns dort schreiben:\n"
"\n"
"<{url}>\n"
"\n"
"Wer den Link hat, kann sie öffnen, also behalten Sie ihn für sich. Ohne den Link nennen Sie die Nummer Ihres Falls und den Code {code}."

#: src/mediation/acknowledgement.c
msgid "{authority} has your message. Its number is {reference}. We answer here; to add something, just write again."
msgstr "{authority} hat Ihre Nachricht. Ihre Nummer ist {reference}. Wir antworten hier; für Ergänzungen schreiben Sie einfach noch einmal."

#: src/mediation/acknowledgement.c src/mediation/hand-over.c
msgid "Dear {name},"
msgstr "Guten Tag {name},"

#: src/mediation/acknowledgement.c src/mediation/hand-over.c
msgid "Good day,"
msgstr "Guten Tag,"

#: src/mediation/acknowledgement.c
msgid "thank you for writing to us. We have your message and gave it the number **{reference}**. A member of our staff will read it and answer you."
msgstr "vielen Dank, dass Sie uns geschrieben haben. Ihre Nachricht ist bei uns angekommen und hat die Nummer **{reference}** bekommen. Jemand aus unserem Haus liest sie und antwortet Ihnen."

#: src/mediation/acknowledgement.c
msgid "To add something, simply answer this mail. You do not need to do anything else."
msgstr "Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese E-Mail. Mehr müssen Sie nicht tun."

#: src/mediation/approval.c
msgid "only a member of staff can approve"
msgstr "nur wer hier arbeitet, kann freigeben"

#: src/mediation/approval.c
msgid "you wrote a part of this; somebody else has to approve it"
msgstr "Sie haben an diesem Text geschrieben; jemand anders muss ihn freigeben"

#: src/mediation/approval.c
msgid "you have approved this already, or somebody in your stead; it waits for somebody else"
msgstr ""

#: src/mediation/approval.c
msgid "you may not approve this; it waits for somebody else"
msgstr ""

#: src/mediation/approval.c
msgid "say why you return or refuse it, so that the author knows what to change"
msgstr "sagen Sie, warum Sie es zurückgeben oder ablehnen, damit klar ist, was zu ändern ist"

#: src/mediation/approval.c
msgid "a comment has at most 2,000 characters"
msgstr "ein Kommentar hat höchstens 2.000 Zeichen"

#: src/mediation/approval.c
msgid "what would leave is not what you saw; look at it again"
msgstr "was hinausginge, ist nicht, was Sie sahen; sehen Sie es noch einmal an"

#: src/mediation/bulk.c
msgid "choose at least one case"
msgstr "wählen Sie mindestens einen Vorgang"

#: src/mediation/bulk.c
msgid "say why: this state needs a reason"
msgstr "sagen Sie, warum: dieser Status braucht einen Grund"

#: src/mediation/bulk.c
msgid "more than 100 cases at once; choose fewer"
msgstr "mehr als 100 Vorgänge auf einmal; wählen Sie weniger"

#: src/mediation/bulk.c
msgid "this is undone already"
msgstr "das ist schon rückgängig gemacht"

#: src/mediation/bulk.c
msgid "this can be undone for ten minutes only; change the cases instead"
msgstr "das lässt sich nur zehn Minuten lang rückgängig machen; ändern Sie die Vorgänge stattdessen"

#: src/mediation/casework.c src/mediation/merging.c
msgid "somebody changed the case in the meantime; look at it again and repeat what you did"
msgstr "jemand hat den Vorgang inzwischen geändert; sehen Sie ihn sich noch einmal an und wiederholen Sie, was Sie getan haben"

#: src/mediation/casework.c src/mediation/routing-change.c
msgid "that unit takes no cases; choose another"
msgstr "diese Stelle nimmt keine Vorgänge an; wählen Sie eine andere"

#: src/mediation/casework.c
msgid "a case needs a title; write a few words"
msgstr "ein Vorgang braucht einen Titel; schreiben Sie ein paar Wörter"

#: src/mediation/casework.c src/mediation/routing-change.c
msgid "that service is not for cases of this unit; choose another"
msgstr "dieses Anliegen gehört nicht zu Vorgängen dieser Stelle; wählen Sie ein anderes"

#: src/mediation/citizen-access.c
msgid "nobody in this case can be answered, so there is nobody to give a link to"
msgstr "in diesem Fall kann niemandem geantwortet werden, also gibt es niemanden, der einen Link bekommen könnte"

#: src/mediation/clocks-job.c
msgid "choose how much time is left when you are warned: 0 to 90 percent"
msgstr "wählen Sie, wie viel Zeit bei der Warnung übrig ist: 0 bis 90 Prozent"

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
msgstr "Die Nachricht lässt sich für diesen Kanal nicht schreiben."

#: src/mediation/directory-calendar.c
msgid "a calendar needs at least one hour of work in a week"
msgstr "ein Kalender braucht mindestens eine Arbeitsstunde in der Woche"

#: src/mediation/directory-calendar.c
msgid "that time zone is not known; write one like Europe/London"
msgstr "diese Zeitzone ist unbekannt; schreiben Sie eine wie Europe/Berlin"

#: src/mediation/directory-change.c src/mediation/directory-service.c
msgid "write the code with 1 to 32 small letters, digits and hyphens"
msgstr "schreiben Sie das Kürzel mit 1 bis 32 Kleinbuchstaben, Ziffern und Bindestrichen"

#: src/mediation/directory-change.c
msgid "addresses of ours still lead to this unit; give them to another unit first"
msgstr "eigene Adressen führen noch zu dieser Stelle; geben Sie sie zuerst einer anderen Stelle"

#: src/mediation/directory-change.c src/mediation/directory-service.c
msgid "this unit is closed; choose another, or reopen it first"
msgstr "diese Stelle ist geschlossen; wählen Sie eine andere oder öffnen Sie sie zuerst wieder"

#: src/mediation/directory-change.c
msgid "this is not an address that the channel can have"
msgstr "das ist keine Adresse, die dieser Kanal haben kann"

#: src/mediation/directory-service.c
msgid "a promise is at most two years of working time"
msgstr "eine Zusage umfasst höchstens zwei Jahre Arbeitszeit"

#: src/mediation/directory-service.c
msgid "the rule behind the promise is longer than 200 characters; shorten it"
msgstr "die Regel hinter der Zusage ist länger als 200 Zeichen; kürzen Sie sie"

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
msgstr "Am {day} schrieben wir der Bürgerin oder dem Bürger:"

#: src/mediation/enclosures.c
msgid "On {day} the citizen wrote:"
msgstr "Am {day} schrieb die Bürgerin oder der Bürger:"

#: src/mediation/enclosures.c
msgid "On {day} {name} wrote:"
msgstr "Am {day} schrieb {name}:"

#: src/mediation/enclosures.c
msgid "something that you ticked cannot be sent along; look at the case again"
msgstr "etwas, das Sie angekreuzt haben, kann nicht mitgehen; sehen Sie sich den Vorgang noch einmal an"

#: src/mediation/enclosures.c
msgid "more than 100 messages and files are ticked; choose fewer"
msgstr "mehr als 100 Nachrichten und Dateien sind angekreuzt; wählen Sie weniger aus"

#: src/mediation/filing.c
msgid "(held for review)"
msgstr "(zur Prüfung zurückgehalten)"

#: src/mediation/hand-over.c
msgid "choose the body that takes the case over"
msgstr "wählen Sie die Stelle aus, die den Vorgang übernimmt"

#: src/mediation/hand-over.c
msgid "say why; the citizen reads it"
msgstr "sagen Sie, warum; es steht in der Benachrichtigung"

#: src/mediation/hand-over.c
msgid "confirm that the citizen agreed, or name the law that allows it"
msgstr "bestätigen Sie die Zustimmung, oder nennen Sie das Gesetz, das es erlaubt"

#: src/mediation/hand-over.c
msgid "name the law that allows passing their data on"
msgstr "nennen Sie das Gesetz, das die Weitergabe der Daten erlaubt"

#: src/mediation/hand-over.c
msgid ""
"we have handed your matter {reference} over to **{partner}**. The reason: {reason}\n"
"\n"
"{partner} has what you wrote to us and will answer you. You do not need to write again."
msgstr ""
"wir haben Ihr Anliegen {reference} an **{partner}** abgegeben. Der Grund: {reason}\n"
"\n"
"{partner} hat, was Sie uns geschrieben haben, und antwortet Ihnen. Sie müssen nicht noch einmal schreiben."

#: src/mediation/hand-over.c
msgid "You can reach {partner} here: {contact}"
msgstr "So erreichen Sie {partner}: {contact}"

#: src/mediation/hand-over.c
msgid "this body is closed in the directory; choose another"
msgstr "diese Stelle ist im Verzeichnis geschlossen; wählen Sie eine andere"

#: src/mediation/hand-over.c
msgid "this case is closed; open it before you hand it over"
msgstr "dieser Vorgang ist abgeschlossen; öffnen Sie ihn, bevor Sie ihn abgeben"

#: src/mediation/hand-over.c src/mediation/release-reply.c src/mediation/side.c
msgid "somebody changed the case while you wrote; your text is kept below, look at the case and send it again"
msgstr "jemand hat den Vorgang geändert, während Sie schrieben; Ihr Text steht noch unten, sehen Sie sich den Vorgang an und senden Sie noch einmal"

#: src/mediation/hand-over.c src/mediation/side.c
msgid "what would leave is not what you saw; look at the preview again"
msgstr "was hinausginge, ist nicht, was Sie gesehen haben; sehen Sie sich die Vorschau noch einmal an"

#: src/mediation/lexicon.c
msgid "write the label with 1 to 32 small letters, digits and hyphens"
msgstr "schreiben Sie die Kennzeichnung mit 1 bis 32 kleinen Buchstaben, Ziffern und Bindestrichen"

#: src/mediation/lexicon.c
msgid "another filter uses this label already; choose another"
msgstr "ein anderer Filter verwendet diese Kennzeichnung schon; wählen Sie eine andere"

#: src/mediation/lexicon.c
msgid "write the language as a short code such as en or pt-BR, or leave it empty"
msgstr "schreiben Sie die Sprache als kurzes Kürzel wie en oder pt-BR, oder lassen Sie das Feld leer"

#: src/mediation/lexicon.c
msgid "the list is too long; at most 96 KiB of text fit"
msgstr "die Liste ist zu lang; höchstens 96 KiB Text passen hinein"

#: src/mediation/lexicon.c
msgid "write at least one word, each on a line of its own"
msgstr "schreiben Sie mindestens ein Wort, jedes in eine eigene Zeile"

#: src/mediation/lexicon.c
msgid "a list holds at most 5,000 words; make two of it"
msgstr "eine Liste fasst höchstens 5.000 Wörter; machen Sie zwei daraus"

#: src/mediation/lexicon.c
msgid "a word or phrase has at most 100 characters; put each on a line of its own"
msgstr "ein Wort oder Ausdruck hat höchstens 100 Zeichen; schreiben Sie jeden in eine eigene Zeile"

#: src/mediation/lexicon.c
msgid "there are 50 lists already; add the words to one of them"
msgstr "es gibt schon 50 Listen; fügen Sie die Wörter einer davon hinzu"

#: src/mediation/lexicon.c
msgid "there is no such list"
msgstr "diese Liste gibt es nicht"

#: src/mediation/merging.c
msgid "this is the case itself; name another one"
msgstr "das ist der Vorgang selbst; nennen Sie einen anderen"

#: src/mediation/merging.c
msgid "somebody was asked internally in one of these cases who is the citizen of the other; link them instead"
msgstr "in einem dieser Vorgänge wurde jemand intern gefragt, dem der andere gehört; verknüpfen Sie die beiden stattdessen"

#: src/mediation/merging.c
msgid "this case is merged into another one already"
msgstr "dieser Vorgang ist schon mit einem anderen zusammengelegt"

#: src/mediation/merging.c
msgid "that case is itself merged into another one; name that one"
msgstr "jener Vorgang ist selbst mit einem anderen zusammengelegt; nennen Sie diesen"

#: src/mediation/merging.c
msgid "that case is closed; open it first"
msgstr "jener Vorgang ist geschlossen; öffnen Sie ihn zuerst"

#: src/mediation/merging.c
msgid "this case is not merged into another one"
msgstr "dieser Vorgang ist nicht mit einem anderen zusammengelegt"

#: src/mediation/name.c
msgid "write a name of 1 to 100 characters"
msgstr "schreiben Sie einen Namen mit 1 bis 100 Zeichen"

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
msgstr "kein Kanal kann an andere schreiben; fragen Sie die Administration"

#: src/mediation/partners.c
msgid "give the address of who is to be asked"
msgstr "geben Sie die Adresse an, an die die Frage gehen soll"

#: src/mediation/partners.c
msgid "this is one of our own addresses; give that of a person or of another body"
msgstr "das ist eine unserer eigenen Adressen; geben Sie die einer Person oder einer anderen Stelle an"

#: src/mediation/partners.c
msgid "there is a body of this name already"
msgstr "eine Stelle mit diesem Namen gibt es schon"

#: src/mediation/password.c
msgid "this password is too short; use 12 characters or more, for example four words"
msgstr "dieses Passwort ist zu kurz; nehmen Sie 12 oder mehr Zeichen, zum Beispiel vier Wörter"

#: src/mediation/password.c
msgid "this password is too long; use 256 characters or fewer"
msgstr "dieses Passwort ist zu lang; nehmen Sie höchstens 256 Zeichen"

#: src/mediation/password.c
msgid "many people use this password, so it is easy to guess; choose another, for example four words"
msgstr "viele verwenden dieses Passwort, darum ist es leicht zu erraten; wählen Sie ein anderes, zum Beispiel vier Wörter"

#: src/mediation/password.c
msgid "the sign-in name is part of this password, so it is easy to guess; choose another"
msgstr "der Anmeldename steckt in diesem Passwort, darum ist es leicht zu erraten; wählen Sie ein anderes"

#: src/mediation/password.c
msgid "too many people are signing in at this moment; try again in a minute"
msgstr "im Augenblick melden sich zu viele an; versuchen Sie es in einer Minute noch einmal"

#: src/mediation/password.c
msgid "this is no text that can be a password"
msgstr "dieser Text kann kein Passwort sein"

#: src/mediation/password.c
msgid "there is too little memory to store a password"
msgstr "der Speicher reicht nicht, um ein Passwort abzulegen"

#: src/mediation/password.c
msgid "what is stored is not a password; set it anew"
msgstr "was gespeichert ist, ist kein Passwort; setzen Sie es neu"

#: src/mediation/password.c
msgid "there is too little memory to check a password"
msgstr "der Speicher reicht nicht, um ein Passwort zu prüfen"

#: src/mediation/persons.c
msgid "write a name"
msgstr "schreiben Sie einen Namen"

#: src/mediation/persons.c
msgid "the name has more than 200 characters; shorten it"
msgstr "der Name hat mehr als 200 Zeichen; kürzen Sie ihn"

#: src/mediation/persons.c
msgid "we do not write in this language; choose one of the list"
msgstr "in dieser Sprache schreiben wir nicht; wählen Sie eine aus der Liste"

#: src/mediation/persons.c
msgid "we have no address of theirs on this channel; choose one of the list"
msgstr "auf diesem Kanal haben wir keine Adresse von ihr; wählen Sie einen aus der Liste"

#: src/mediation/persons.c
msgid "something new came in from this person; look at the preview again"
msgstr "von dieser Person kam etwas Neues; sehen Sie sich die Vorschau noch einmal an"

#: src/mediation/persons.c
msgid "this was undone already"
msgstr "das wurde schon rückgängig gemacht"

#: src/mediation/persons.c
msgid "say how you know that they are one person"
msgstr "sagen Sie, woher Sie wissen, dass es dieselbe Person ist"

#: src/mediation/persons.c
msgid "the reason has more than 500 characters; shorten it"
msgstr "der Grund hat mehr als 500 Zeichen; kürzen Sie ihn"

#: src/mediation/policy-change.c
msgid "the first version is built in and stays as it is; begin another one from it"
msgstr "die erste Fassung ist eingebaut und bleibt, wie sie ist; beginnen Sie aus ihr eine andere"

#: src/mediation/policy-change.c
msgid "this version is in force or was given up, and stays as it is; begin another one from it"
msgstr "diese Fassung ist in Kraft oder wurde verworfen und bleibt, wie sie ist; beginnen Sie aus ihr eine andere"

#: src/mediation/policy-change.c src/store/policy-store.c
msgid "somebody changed this version in the meantime; look at it again"
msgstr "jemand hat diese Fassung inzwischen geändert; sehen Sie sie noch einmal an"

#: src/mediation/policy-change.c
msgid "first check this version and look at what it would have changed; then agree to it"
msgstr "prüfen Sie diese Fassung zuerst und sehen Sie an, was sie geändert hätte; stimmen Sie ihr dann zu"

#: src/mediation/policy-force.c
msgid "two persons must agree to this version before it comes into force"
msgstr "zwei Personen müssen dieser Fassung zustimmen, bevor sie in Kraft tritt"

#: src/mediation/policy-force.c
msgid "another version came into force since this one was written; save it again on top of that, and have it agreed to"
msgstr "seit diese Fassung geschrieben wurde, ist eine andere in Kraft getreten; speichern Sie sie noch einmal auf deren Grundlage und lassen Sie ihr zustimmen"

#: src/mediation/policy-force.c
msgid "only to a version that was in force can be gone back"
msgstr "zurück geht es nur zu einer Fassung, die in Kraft war"

#: src/mediation/policy-force.c
msgid "say in a few words why; it stands in the history"
msgstr "sagen Sie in wenigen Worten, warum; es steht im Verlauf"

#: src/mediation/policy-replay.c
msgid "check this version first; then look at what it would have changed"
msgstr "prüfen Sie diese Fassung zuerst; sehen Sie dann an, was sie geändert hätte"

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
msgstr "jemand hat diese Veröffentlichung inzwischen geändert; sehen Sie sie noch einmal an"

#: src/mediation/publishing-release.c
msgid "the time at which it is to leave has passed; choose another one"
msgstr "die Zeit, zu der es hinausgehen soll, ist vorbei; wählen Sie eine andere"

#: src/mediation/publishing-release.c
msgid "what would leave is not what was approved; send it for review again"
msgstr "was hinausginge, ist nicht, was freigegeben wurde; geben Sie es wieder zur Prüfung"

#: src/mediation/publishing-release.c
msgid "somebody who approved this may approve no more, so an approval is missing; take it back and send it for review again"
msgstr ""

#: src/mediation/publishing.c
msgid "this cannot be done to the publication as it stands now; look at it again"
msgstr "das geht mit der Veröffentlichung nicht, wie sie jetzt steht; sehen Sie sie noch einmal an"

#: src/mediation/publishing.c
msgid "there is no such topic"
msgstr "dieses Thema gibt es nicht"

#: src/mediation/publishing.c
msgid "there are a hundred publications with this title; give it another one"
msgstr "es gibt hundert Veröffentlichungen mit diesem Titel; geben Sie ihr einen anderen"

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
msgstr "nach der Richtlinie wird dies nicht öffentlich beantwortet, und einen anderen Weg gibt es nicht; schreiben Sie stattdessen einen Vermerk"

#: src/mediation/release-policy.c
msgid "the policy says that somebody else must agree before this leaves, and what leaves with a hand-over cannot be put before others; tell those who keep the policy"
msgstr ""

#: src/mediation/release-reply.c
msgid "You may send this yourself: officers release replies of their own unit."
msgstr "Sie dürfen das selbst senden: Sachbearbeitende geben Antworten ihrer eigenen Stelle frei."

#: src/mediation/release-reply.c
msgid "a reply to the citizen waits in this case already; it must leave or be taken back before another one can go"
msgstr ""

#: src/mediation/release-reply.c
msgid "somebody else must agree before this leaves, or its time has not come; look at the preview again and send it for approval"
msgstr ""

#: src/mediation/release-screening.c
msgid "a filter does not answer, so the files cannot be checked and must not leave yet; your reply is kept, send it again when the filter is back"
msgstr "ein Filter antwortet nicht, darum können die Dateien nicht geprüft werden und dürfen noch nicht hinaus; Ihre Antwort ist gesichert, senden Sie sie noch einmal, wenn der Filter wieder da ist"

#: src/mediation/release-screening.c
msgid "a filter holds one of the files, so it must not leave; remove it, or send it in another form"
msgstr "ein Filter hält eine der Dateien fest, darum darf sie nicht hinaus; entfernen Sie sie oder senden Sie sie in anderer Form"

#: src/mediation/release.c
msgid "more than 20 files; send fewer, or put them in an archive"
msgstr "mehr als 20 Dateien; senden Sie weniger oder packen Sie sie in ein Archiv"

#: src/mediation/release.c
msgid "the files are larger than 15 MB together; send fewer, or make them smaller"
msgstr "die Dateien sind zusammen größer als 15 MB; senden Sie weniger oder kleinere"

#: src/mediation/review.c
msgid "a message with malware is never shown; ask the sender to send it again without the file"
msgstr "eine Nachricht mit Schadsoftware wird nie gezeigt; bitten Sie darum, sie ohne die Datei noch einmal zu senden"

#: src/mediation/review.c
msgid "this message is not held any more"
msgstr "diese Nachricht wird nicht mehr zurückgehalten"

#: src/mediation/routing-change.c
msgid "that service is not offered any more; choose another"
msgstr "diese Leistung wird nicht mehr angeboten; wählen Sie eine andere"

#: src/mediation/routing-change.c
msgid "one of these addresses is not ours any more; leave it out"
msgstr "eine dieser Adressen gehört uns nicht mehr; lassen Sie sie weg"

#: src/mediation/routing-change.c
msgid "one of these services is not there any more; leave it out"
msgstr "eine dieser Leistungen gibt es nicht mehr; lassen Sie sie weg"

#: src/mediation/routing-change.c src/store/routing-store.c
msgid "somebody saved other rules in the meantime; look at them, then decide about yours"
msgstr "jemand hat inzwischen andere Regeln gespeichert; sehen Sie sie an, dann entscheiden Sie über Ihre"

#: src/mediation/routing-gifts.c
msgid "that template is not there any more; choose another"
msgstr "diese Vorlage gibt es nicht mehr; wählen Sie eine andere"

#: src/mediation/routing-gifts.c
msgid "one of these tags is closed or not there; leave it out, or make it first"
msgstr "eines dieser Schlagwörter ist geschlossen oder nicht da; lassen Sie es weg oder legen Sie es zuerst an"

#: src/mediation/screening-policy.c
msgid "A rule of the policy says so."
msgstr "Eine Regel der Richtlinie sagt es so."

#: src/mediation/second-factor.c
msgid "there were too many wrong codes; wait a while, then try again"
msgstr "es gab zu viele falsche Codes; warten Sie etwas und versuchen Sie es dann noch einmal"

#: src/mediation/second-factor.c
msgid "the code is not right, or was used before; wait for the next one and type that"
msgstr "der Code stimmt nicht oder wurde schon benutzt; warten Sie auf den nächsten und geben Sie diesen ein"

#: src/mediation/second-factor.c
msgid "you have a second factor already; remove it before you set up another"
msgstr "Sie haben schon einen zweiten Faktor; entfernen Sie ihn, bevor Sie einen anderen einrichten"

#: src/mediation/second-factor.c
msgid "they have no second factor; there is nothing to take away"
msgstr "es ist kein zweiter Faktor eingerichtet; es gibt nichts zu entfernen"

#: src/mediation/side-letter.c
msgid "this is the citizen of this case; an internal consultation is never with them. Answer them in their own conversation"
msgstr "das ist die Bürgerin oder der Bürger dieses Vorgangs; dorthin geht nie eine interne Rückfrage. Antworten Sie im eigenen Gespräch"

#: src/mediation/side-letter.c
msgid "Handed over {reference}: {title}"
msgstr "Abgabe {reference}: {title}"

#: src/mediation/side-letter.c
msgid "Internal consultation {reference}: {title}"
msgstr "Interne Rückfrage {reference}: {title}"

#: src/mediation/side-letter.c
msgid "with what is quoted the text is longer than 256 KiB; send less"
msgstr "mit dem Zitierten ist der Text länger als 256 KiB; senden Sie weniger"

#: src/mediation/side-letter.c
msgid "write what you ask"
msgstr "schreiben Sie, was Sie fragen"

#: src/mediation/side-letter.c
msgid "*With this, case {reference} is yours: please answer the citizen yourself. What you answer to this mail goes to {authority}, not to the citizen.*"
msgstr "*Hiermit geht der Vorgang {reference} an Sie über: bitte antworten Sie der Bürgerin oder dem Bürger selbst. Was Sie auf diese Mail antworten, geht an {authority}, nicht an die Bürgerin oder den Bürger.*"

#: src/mediation/side-letter.c
msgid "*This is an internal consultation on case {reference}. Your answer goes to {authority}, not to the citizen.*"
msgstr "*Dies ist eine interne Rückfrage zum Vorgang {reference}. Ihre Antwort geht an {authority}, nicht an die Bürgerin oder den Bürger.*"

#: src/mediation/side.c
msgid "You may send this yourself: officers ask others about cases of their own unit."
msgstr "Sie dürfen das selbst senden: die Sachbearbeitung fragt andere zu Vorgängen der eigenen Einheit."

#: src/mediation/sign-in-guard.c
msgid "there were too many tries to sign in; wait a moment, at most 15 minutes, and try again"
msgstr "es gab zu viele Anmeldeversuche; warten Sie etwas, höchstens 15 Minuten, und versuchen Sie es noch einmal"

#: src/mediation/sign-in.c
msgid "the sign-in name or the password is not right"
msgstr "der Anmeldename oder das Passwort stimmt nicht"

#: src/mediation/sign-in.c src/store/session-store.c
msgid "you are not signed in; sign in to go on"
msgstr "Sie sind nicht angemeldet; melden Sie sich an, um weiterzumachen"

#: src/mediation/sign-in.c
msgid "this is the password you have; choose another"
msgstr "dieses Passwort haben Sie schon; wählen Sie ein anderes"

#: src/mediation/snoozing.c
msgid "choose a time to come back that is ahead, and within two years"
msgstr "wählen Sie einen Zeitpunkt in der Zukunft, innerhalb von zwei Jahren"

#: src/mediation/staffing.c
msgid "this is no language that Tribune knows"
msgstr "diese Sprache kennt Tribune nicht"

#: src/mediation/staffing.c
msgid "these are too many roles; 64 are possible"
msgstr "das sind zu viele Rollen; 64 sind möglich"

#: src/mediation/staffing.c
msgid "this role is held for the whole body, not in one unit"
msgstr "diese Rolle gilt für das ganze Haus, nicht für eine einzelne Stelle"

#: src/mediation/staffing.c
msgid "nobody would be left to manage staff; make somebody else administrator first"
msgstr "niemand könnte dann noch das Personal verwalten; geben Sie zuerst jemand anderem die Administration"

#: src/mediation/staffing.c
msgid "write the sign-in name with 2 to 64 small letters, digits, dots, hyphens and underscores"
msgstr "schreiben Sie den Anmeldenamen mit 2 bis 64 Kleinbuchstaben, Ziffern, Punkten, Binde- und Unterstrichen"

#: src/mediation/staffing.c
msgid "nobody has this sign-in name"
msgstr "niemand hat diesen Anmeldenamen"

#: src/mediation/tagging.c
msgid "this tag is closed; choose another"
msgstr "dieses Schlagwort ist geschlossen; wählen Sie ein anderes"

#: src/mediation/tagging.c
msgid "a tag needs a name"
msgstr "ein Schlagwort braucht einen Namen"

#: src/mediation/tagging.c
msgid "there is no tag of this name; choose one, or ask your lead for a new one"
msgstr "es gibt kein Schlagwort mit diesem Namen; wählen Sie eines oder bitten Sie Ihre Leitung um ein neues"

#: src/mediation/tagging.c
msgid "there is a tag of this name already"
msgstr "es gibt schon ein Schlagwort mit diesem Namen"

#: src/mediation/templating.c src/mediation/topics.c
msgid "a code has 1 to 40 small letters, digits and hyphens"
msgstr "ein Kürzel hat 1 bis 40 kleine Buchstaben, Ziffern und Bindestriche"

#: src/mediation/templating.c
msgid "a template needs a name"
msgstr "eine Vorlage braucht einen Namen"

#: src/mediation/templating.c
msgid "write the text of the template"
msgstr "schreiben Sie den Text der Vorlage"

#: src/mediation/tokens.c
msgid "choose at least one thing that the program may do"
msgstr "wählen Sie mindestens eines, was das Programm darf"

#: src/mediation/tokens.c
msgid "choose at least one unit, or all of them"
msgstr "wählen Sie mindestens eine Stelle oder alle"

#: src/mediation/tokens.c
msgid "these are too many units; choose all of them instead"
msgstr "das sind zu viele Stellen; wählen Sie stattdessen alle"

#: src/mediation/tokens.c
msgid "a token ends tomorrow at the earliest and in two years at the latest"
msgstr "ein Token endet frühestens morgen und spätestens in zwei Jahren"

#: src/mediation/tokens.c
msgid "a program cannot act for somebody who may not sign in"
msgstr "ein Programm kann für niemanden handeln, der sich nicht anmelden darf"

#: src/mediation/tokens.c
msgid "there are 500 tokens already; revoke those that nobody uses"
msgstr "es gibt schon 500 Tokens; widerrufen Sie die, die niemand benutzt"

#: src/mediation/topics.c
msgid "“all” and “alerts” have lists of their own; choose another code"
msgstr "„all“ und „alerts“ haben eigene Listen; wählen Sie einen anderen Code"

#: src/mediation/topics.c
msgid "give the topic a name in at least one language"
msgstr "geben Sie dem Thema einen Namen in mindestens einer Sprache"

#: src/mediation/webhook-sending.c
msgid "Its address leads into a network that is not public."
msgstr "Die Adresse führt in ein Netz, das nicht öffentlich ist."

#: src/mediation/webhook-sending.c
msgid "It answered too much."
msgstr "Die Antwort war zu groß."

#: src/mediation/webhook-sending.c
msgid "It took too long to answer."
msgstr "Die Antwort kam nicht rechtzeitig."

#: src/mediation/webhook-sending.c
msgid "Its address cannot be used."
msgstr "Die Adresse ist nicht brauchbar."

#: src/mediation/webhook-sending.c
msgid "It cannot be reached, or its certificate is not valid."
msgstr "Die Gegenstelle ist nicht erreichbar, oder ihr Zertifikat ist ungültig."

#: src/mediation/webhook-sending.c
msgid "It said that it is gone for good (410)."
msgstr "Die Gegenstelle sagt, dass es die Adresse nicht mehr gibt (410)."

#: src/mediation/webhook-sending.c
msgid "It took nothing for three days."
msgstr "Die Gegenstelle hat drei Tage lang nichts angenommen."

#: src/mediation/webhook-sending.c
msgid "The webhook was switched off."
msgstr "Der Webhook wurde ausgeschaltet."

#: src/mediation/webhooks.c
msgid "write the whole address, as https://example.org/hook"
msgstr "geben Sie die ganze Adresse an, etwa https://example.org/hook"

#: src/mediation/webhooks.c
msgid "the address must begin with https://"
msgstr "die Adresse muss mit https:// beginnen"

#: src/mediation/webhooks.c
msgid "the address must have no user name, no password and no # in it"
msgstr "die Adresse darf keinen Benutzernamen, kein Passwort und kein # enthalten"

#: src/mediation/webhooks.c
msgid "there is no such webhook"
msgstr "diesen Webhook gibt es nicht"

#: src/mediation/webhooks.c
msgid "choose at least one thing to be told of"
msgstr "wählen Sie mindestens ein Ereignis, das gemeldet werden soll"

#: src/mediation/webhooks.c
msgid "there are 50 webhooks already; remove one that nobody needs"
msgstr "es gibt schon 50 Webhooks; entfernen Sie einen, den niemand braucht"

#: src/mediation/webhooks.c
msgid "the webhook is switched off; switch it on first"
msgstr "der Webhook ist ausgeschaltet; schalten Sie ihn zuerst ein"

#: src/mediation/webhooks.c
msgid "there is nothing to send again: it is on its way, or not kept any more"
msgstr "es gibt nichts noch einmal zu senden: die Meldung ist unterwegs oder nicht mehr gespeichert"

#: src/model/calendar-text.c
msgid "a day has at most four stretches of working hours"
msgstr "ein Tag hat höchstens vier Abschnitte Arbeitszeit"

#: src/model/calendar-text.c
msgid "write working hours like 9:00-12:00, 13:00-17:00; leave a day off empty"
msgstr "schreiben Sie Arbeitszeiten wie 9:00-12:00, 13:00-17:00; lassen Sie einen freien Tag leer"

#: src/model/calendar-text.c
msgid "write the working hours of a day one after the other, with a break between"
msgstr "schreiben Sie die Arbeitszeiten eines Tages der Reihe nach, mit einer Pause dazwischen"

#: src/model/calendar-text.c
msgid "the list of days off is too long"
msgstr "die Liste der freien Tage ist zu lang"

#: src/model/calendar-text.c
msgid "this is no day that is off; write 2026-12-25 Christmas Day, or 12-25 for every year"
msgstr "das ist kein freier Tag; schreiben Sie 2026-12-25 Weihnachten, oder 12-25 für jedes Jahr"

#: src/model/publication.c
msgid "each language needs a title"
msgstr "jede Sprache braucht einen Titel"

#: src/model/publication.c
msgid "each language needs a text"
msgstr "jede Sprache braucht einen Text"

#: src/model/publication.c
msgid "a title has at most 200 characters"
msgstr "ein Titel hat höchstens 200 Zeichen"

#: src/model/publication.c
msgid "a summary has at most 500 characters"
msgstr "eine Zusammenfassung hat höchstens 500 Zeichen"

#: src/model/publication.c
msgid "a text has at most 128 KiB"
msgstr "ein Text hat höchstens 128 KiB"

#: src/model/publication.c
msgid "write title and text in at least one language"
msgstr "schreiben Sie Titel und Text in mindestens einer Sprache"

#: src/model/publication.c
msgid "at most 10 languages"
msgstr "höchstens 10 Sprachen"

#: src/model/publication.c
msgid "at most 10 topics"
msgstr "höchstens 10 Themen"

#: src/model/publication.c
msgid "say why: readers see it with what you correct or withdraw"
msgstr "sagen Sie, warum: Leser sehen es bei dem, was Sie berichtigen oder zurückziehen"

#: src/model/publication.c
msgid "a reason has at most 500 characters"
msgstr "ein Grund hat höchstens 500 Zeichen"

#: src/model/reply-template.c
msgid "a variable that asks needs a question of 1 to 200 characters"
msgstr "eine fragende Variable braucht eine Frage von 1 bis 200 Zeichen"

#: src/model/reply-template.c
msgid "more than 20 variables; ask for less"
msgstr "mehr als 20 Variablen; fragen Sie nach weniger"

#: src/model/reply-template.c
msgid "a brace is opened and not closed on its line"
msgstr "eine Klammer ist geöffnet und in ihrer Zeile nicht geschlossen"

#: src/model/reply-template.c
msgid "the template is longer than 64 KiB; shorten it"
msgstr "die Vorlage ist länger als 64 KiB; kürzen Sie sie"

#: src/model/reply-template.c
msgid "fill in everything that the template asks for"
msgstr "füllen Sie alles aus, wonach die Vorlage fragt"

#: src/model/rights.c
msgid "you may not see these cases"
msgstr "Sie dürfen diese Vorgänge nicht sehen"

#: src/model/rights.c
msgid "you may not read this case"
msgstr "Sie dürfen diesen Vorgang nicht lesen"

#: src/model/rights.c
msgid "you may not read these messages"
msgstr "Sie dürfen diese Nachrichten nicht lesen"

#: src/model/rights.c
msgid "you may not see this person"
msgstr "Sie dürfen diese Person nicht sehen"

#: src/model/rights.c
msgid "you may not read this trail"
msgstr "Sie dürfen diesen Verlauf nicht lesen"

#: src/model/rights.c
msgid "you may not download this proof"
msgstr "Sie dürfen diesen Nachweis nicht herunterladen"

#: src/model/rights.c
msgid "you may not add notes to this case"
msgstr "Sie dürfen diesem Vorgang keine Notizen hinzufügen"

#: src/model/rights.c
msgid "you may not take this case"
msgstr "Sie dürfen diesen Vorgang nicht übernehmen"

#: src/model/rights.c
msgid "you may not assign this case to others"
msgstr "Sie dürfen diesen Vorgang nicht anderen zuweisen"

#: src/model/rights.c
msgid "you may not change the state of this case"
msgstr "Sie dürfen den Stand dieses Vorgangs nicht ändern"

#: src/model/rights.c
msgid "you may not pass this case on"
msgstr "Sie dürfen diesen Vorgang nicht weitergeben"

#: src/model/rights.c
msgid "you may not edit this case"
msgstr "Sie dürfen diesen Vorgang nicht bearbeiten"

#: src/model/rights.c
msgid "you may not manage tags; ask your lead"
msgstr "Sie dürfen keine Schlagwörter verwalten; fragen Sie Ihre Leitung"

#: src/model/rights.c
msgid "you may not change these templates; ask your lead"
msgstr "Sie dürfen diese Vorlagen nicht ändern; fragen Sie Ihre Leitung"

#: src/model/rights.c
msgid "you may not change the directory of other bodies; ask your lead"
msgstr "Sie dürfen das Verzeichnis anderer Stellen nicht ändern; fragen Sie Ihre Leitung"

#: src/model/rights.c
msgid "you may not answer in this case"
msgstr "Sie dürfen in diesem Vorgang nicht antworten"

#: src/model/rights.c
msgid "you may not decide on held messages"
msgstr "Sie dürfen nicht über zurückgehaltene Nachrichten entscheiden"

#: src/model/rights.c
msgid "you may not read the journal"
msgstr "Sie dürfen das Journal nicht lesen"

#: src/model/rights.c
msgid "you may not see who looked up what"
msgstr "Sie dürfen nicht sehen, wer was nachgesehen hat"

#: src/model/rights.c
msgid "you may not sign checkpoints"
msgstr "Sie dürfen keine Kontrollpunkte unterzeichnen"

#: src/model/rights.c
msgid "you may not see this page"
msgstr "Sie dürfen diese Seite nicht sehen"

#: src/model/rights.c
msgid "you may not manage staff"
msgstr "Sie dürfen das Personal nicht verwalten"

#: src/model/rights.c
msgid "you may not manage units and addresses"
msgstr "Sie dürfen Stellen und Adressen nicht verwalten"

#: src/model/rights.c
msgid "you may not change services and calendars"
msgstr "Sie dürfen Anliegen und Kalender nicht ändern"

#: src/model/rights.c
msgid "you may not change settings"
msgstr "Sie dürfen keine Einstellungen ändern"

#: src/model/rights.c
msgid "you may not manage the tokens of programs"
msgstr "Sie dürfen die Tokens von Programmen nicht verwalten"

#: src/model/rights.c
msgid "you may not manage webhooks"
msgstr "Sie dürfen keine Webhooks verwalten"

#: src/model/rights.c
msgid "you may not see the rules"
msgstr "Sie dürfen die Regeln nicht sehen"

#: src/model/rights.c
msgid "you may not change the rules"
msgstr "Sie dürfen die Regeln nicht ändern"

#: src/model/rights.c
msgid "you may not agree to rules"
msgstr "Sie dürfen Regeln nicht zustimmen"

#: src/model/rights.c
msgid "you may not see publications"
msgstr "Sie dürfen Veröffentlichungen nicht sehen"

#: src/model/rights.c
msgid "you may not write publications"
msgstr "Sie dürfen keine Veröffentlichungen schreiben"

#: src/model/rights.c
msgid "you may not approve publications"
msgstr "Sie dürfen keine Veröffentlichungen freigeben"

#: src/model/rights.c
msgid "you may not release anything without review"
msgstr ""

#: src/model/rights.c
msgid "you may not change topics"
msgstr "Sie dürfen Themen nicht ändern"

#: src/model/rights.c
msgid "you may not hand in messages for this unit"
msgstr "Sie dürfen für diese Stelle keine Nachrichten einreichen"

#: src/model/rights.c
msgid "only a channel may hand in reports"
msgstr "nur ein Kanal darf Berichte einliefern"

#: src/model/rights.c
msgid "only Tribune itself may do this"
msgstr "das darf nur Tribune selbst"

#: src/model/rights.c
msgid "you may not make a new link to this case"
msgstr "Sie dürfen keinen neuen Link zu diesem Fall machen"

#: src/model/rights.c
msgid "this link does not open that case"
msgstr "dieser Link öffnet jenen Fall nicht"

#: src/policy/policy-cell.c
msgid "this column takes words in quotes, separated by commas; nothing is less or more"
msgstr "diese Spalte nimmt Wörter in Anführungszeichen, mit Kommas getrennt; kleiner oder größer gibt es hier nicht"

#: src/policy/policy-cell.c
msgid "this column takes true or false, without quotes"
msgstr "diese Spalte nimmt true oder false, ohne Anführungszeichen"

#: src/policy/policy-cell.c
msgid "this column takes numbers, like 2, < 2 or [1..3]"
msgstr "diese Spalte nimmt Zahlen, etwa 2, < 2 oder [1..3]"

#: src/policy/policy-cell.c
msgid "this column takes times, like < time(\"08:30:00\") or [time(\"08:00:00\")..time(\"18:00:00\"))"
msgstr "diese Spalte nimmt Uhrzeiten, etwa < time(\"08:30:00\") oder [time(\"08:00:00\")..time(\"18:00:00\"))"

#: src/policy/policy-cell.c
msgid "this column takes has(\"…\") and not(has(\"…\"))"
msgstr "diese Spalte nimmt has(\"…\") und not(has(\"…\"))"

#: src/policy/policy-cell.c
msgid "this column does not know that word; choose one of its words"
msgstr "dieses Wort kennt die Spalte nicht; wählen Sie eines der ihren"

#: src/policy/policy-cell.c
msgid "a word has 1 to 64 bytes, on one line"
msgstr "ein Wort hat 1 bis 64 Bytes, in einer Zeile"

#: src/policy/policy-cell.c
msgid "between the two ends of an interval stand two points, like [1..3]"
msgstr "zwischen den Enden eines Bereichs stehen zwei Punkte, etwa [1..3]"

#: src/policy/policy-cell.c
msgid "an interval ends with ], or with ) when its end does not belong to it"
msgstr "ein Bereich endet mit ], oder mit ), wenn sein Ende nicht dazugehört"

#: src/policy/policy-cell.c src/policy/policy-literal.c
msgid "a bracket is not closed; add )"
msgstr "eine Klammer ist nicht geschlossen; ergänzen Sie )"

#: src/policy/policy-cell.c
msgid "a cell has at most 50 tests; make two rules of it"
msgstr "eine Zelle hat höchstens 50 Bedingungen; machen Sie zwei Regeln daraus"

#: src/policy/policy-cell.c
msgid "between two tests a comma is wanted; not(…) only around the whole cell"
msgstr "zwischen zwei Bedingungen steht ein Komma; not(…) nur um die ganze Zelle"

#: src/policy/policy-cell.c
msgid "a cell has at most 1,000 bytes; make two rules of it"
msgstr "eine Zelle hat höchstens 1.000 Bytes; machen Sie zwei Regeln daraus"

#: src/policy/policy-cell.c
msgid "this is no text that we can read; type it again"
msgstr "dieser Text lässt sich nicht lesen; geben Sie ihn noch einmal ein"

#: src/policy/policy-input.c
msgid "Purpose"
msgstr "Zweck"

#: src/policy/policy-input.c
msgid "Who reads it"
msgstr "Wer es liest"

#: src/policy/policy-input.c
msgid "Content"
msgstr "Inhalt"

#: src/policy/policy-input.c
msgid "Urgency"
msgstr "Dringlichkeit"

#: src/policy/policy-input.c
msgid "Legal effect"
msgstr "Rechtliche Wirkung"

#: src/policy/policy-input.c
msgid "Channel that the citizen prefers"
msgstr "Gewünschter Kanal"

#: src/policy/policy-input.c
msgid "Proof of identity"
msgstr "Nachweis der Identität"

#: src/policy/policy-input.c
msgid "Channels agreed to"
msgstr "Kanäle mit Zustimmung"

#: src/policy/policy-input.c
msgid "Length"
msgstr "Länge"

#: src/policy/policy-input.c
msgid "Time of the day"
msgstr "Uhrzeit"

#: src/policy/policy-input.c
msgid "Day of the week"
msgstr "Wochentag"

#: src/policy/policy-input.c
msgid "Role of the officer"
msgstr "Rolle der Sachbearbeitung"

#: src/policy/policy-input.c
msgid "Channels that work now"
msgstr "Kanäle, die gerade gehen"

#: src/policy/policy-input.c
msgid "What filters say"
msgstr "Was Filter sagen"

#: src/policy/policy-literal.c
msgid "after a minus sign or a point a number is wanted, like 2 or 0.5"
msgstr "nach einem Minus oder Punkt kommt eine Zahl, etwa 2 oder 0.5"

#: src/policy/policy-literal.c
msgid "a number has at most 12 digits before the point and 6 after it; shorten it"
msgstr "eine Zahl hat höchstens 12 Ziffern vor dem Punkt und 6 danach; kürzen Sie sie"

#: src/policy/policy-literal.c
msgid "after \\u four digits are wanted, like \\u00e9"
msgstr "nach \\u kommen vier Ziffern, etwa \\u00e9"

#: src/policy/policy-literal.c
msgid "this \\u is no character; write the character itself"
msgstr "dieses \\u ist kein Zeichen; schreiben Sie das Zeichen selbst"

#: src/policy/policy-literal.c
msgid "after a backslash only ' \" \\ n r t and u may stand"
msgstr "nach einem Rückstrich dürfen nur ' \" \\ n r t und u stehen"

#: src/policy/policy-literal.c
msgid "a text ends on the line that it begins on; close it with \""
msgstr "ein Text endet in der Zeile, in der er beginnt; schließen Sie ihn mit \""

#: src/policy/policy-literal.c
msgid "a text has no end; close it with \""
msgstr "ein Text hat kein Ende; schließen Sie ihn mit \""

#: src/policy/policy-literal.c
msgid "a time is written time(\"08:30:00\"), without a zone"
msgstr "eine Uhrzeit schreibt man time(\"08:30:00\"), ohne Zeitzone"

#: src/policy/policy-literal.c
msgid "after date, time and duration a text in brackets is wanted, like time(\"08:30:00\")"
msgstr "nach date, time und duration kommt ein Text in Klammern, etwa time(\"08:30:00\")"

#: src/policy/policy-literal.c
msgid "a word stands in quotes, like \"reply\"; names of other columns cannot be used"
msgstr "ein Wort steht in Anführungszeichen, etwa \"reply\"; Namen anderer Spalten sind nicht erlaubt"

#: src/policy/policy-literal.c
msgid "something is missing at the end; write a number, or a word in quotes"
msgstr "am Ende fehlt etwas; schreiben Sie eine Zahl oder ein Wort in Anführungszeichen"

#: src/policy/policy-literal.c
msgid "this sign cannot stand here; write a number, or a word in quotes"
msgstr "dieses Zeichen kann hier nicht stehen; schreiben Sie eine Zahl oder ein Wort in Anführungszeichen"

#: src/policy/policy-words-rule.c
msgid "Which channel"
msgstr "Welcher Kanal"

#: src/policy/policy-words-rule.c
msgid "What is held"
msgstr "Was angehalten wird"

#: src/policy/policy-words-rule.c
msgid "the same channel as asked"
msgstr "denselben Kanal wie die Frage"

#: src/policy/policy-words-rule.c
msgid "the channel that the citizen prefers"
msgstr "den von der Bürgerin oder dem Bürger gewünschten Kanal"

#: src/policy/policy-words-rule.c
msgid "any channel that reaches the citizen"
msgstr "irgendeinen Kanal, der die Bürgerin oder den Bürger erreicht"

#: src/policy/policy-words-rule.c
msgid "somebody else than the author must agree"
msgstr "eine andere Person als die schreibende muss zustimmen"

#: src/policy/policy-words-rule.c
msgid "{name} must agree"
msgstr "{name} muss zustimmen"

#: src/policy/policy-words-rule.c
msgid "it is kept as “{name}”"
msgstr "es wird als „{name}“ aufbewahrt"

#: src/policy/policy-words-rule.c
msgid "the notice “{name}” is added"
msgstr "der Hinweis „{name}“ kommt dazu"

#: src/policy/policy-words-rule.c
msgid "nothing is answered in public"
msgstr "öffentlich wird nicht geantwortet"

#: src/policy/policy-words-rule.c
msgid "it says how to object"
msgstr "es steht darin, wie man widerspricht"

#: src/policy/policy-words-rule.c
msgid "it is translated"
msgstr "es wird übersetzt"

#: src/policy/policy-words-rule.c
msgid "it is answered within {n} working day"
msgid_plural "it is answered within {n} working days"
msgstr[0] "es wird innerhalb von {n} Arbeitstag beantwortet"
msgstr[1] "es wird innerhalb von {n} Arbeitstagen beantwortet"

#: src/policy/policy-words-rule.c
msgid "it passes"
msgstr "es geht durch"

#: src/policy/policy-words-rule.c
msgid "it is labelled “{name}”"
msgstr "es erhält die Markierung „{name}“"

#: src/policy/policy-words-rule.c
msgid "it is held as “{name}”"
msgstr "es wird als „{name}“ angehalten"

#: src/policy/policy-words-rule.c
msgid "it goes by {channel}"
msgstr "es geht über {channel}"

#: src/policy/policy-words-rule.c
msgid "it goes by {channel}, else by {fallback}"
msgstr "es geht über {channel}, sonst über {fallback}"

#: src/policy/policy-words-rule.c
msgid "it is held"
msgstr "es wird angehalten"

#: src/policy/policy-words-rule.c
msgid "nothing else is asked"
msgstr "sonst wird nichts verlangt"

#: src/policy/policy-words-rule.c
msgid "the filters’ own word stands"
msgstr "es gilt, was die Filter sagen"

#: src/policy/policy-words-rule.c
msgid "Always: {outcome}."
msgstr "Immer: {outcome}."

#: src/policy/policy-words-rule.c
msgid "When {conditions}: {outcome}."
msgstr "Wenn gilt: {conditions} – dann: {outcome}."

#: src/policy/policy-words-rule.c src/policy/policy-words.c
#: src/policy/routing-words.c
msgid "“{word}”"
msgstr "„{word}“"

#: src/policy/policy-words-rule.c
msgid "No rule of the policy says what to do here, so it is held."
msgstr "Keine Regel der Richtlinie sagt, was hier zu tun ist; darum wird es angehalten."

#: src/policy/policy-words-rule.c
msgid "The rules {rules} of the policy contradict each other here, so it is held."
msgstr "Die Regeln {rules} der Richtlinie widersprechen einander hier; darum wird es angehalten."

#: src/policy/policy-words-rule.c
msgid "No rule of the policy asks for anything: {outcome}."
msgstr "Keine Regel der Richtlinie verlangt etwas: {outcome}."

#: src/policy/policy-words-rule.c
msgid "Rule {rules} of the policy: {outcome}."
msgid_plural "Rules {rules} of the policy: {outcome}."
msgstr[0] "Regel {rules} der Richtlinie: {outcome}."
msgstr[1] "Regeln {rules} der Richtlinie: {outcome}."

#: src/policy/policy-words-rule.c
msgid "The example “{example}” comes out otherwise: {outcome}. Mend the rules or the example."
msgstr "Das Beispiel „{example}“ geht anders aus: {outcome}. Ändern Sie die Regeln oder das Beispiel."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” can never hold. Mend its cells or remove it."
msgstr "Regel „{rule}“ kann nie gelten. Ändern Sie ihre Zellen oder entfernen Sie sie."

#: src/policy/policy-words-rule.c
msgid "Rules “{rule}” and “{other}” both hold when {witness}. Only one may: make one of them narrower."
msgstr "Die Regeln „{rule}“ und „{other}“ gelten beide, wenn gilt: {witness}. Nur eine darf es: Fassen Sie eine davon enger."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” does not say what to fall back to. Name another channel."
msgstr "Regel „{rule}“ sagt nicht, worauf ausgewichen wird. Nennen Sie einen anderen Kanal."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” falls back to the same channel. Name another one."
msgstr "Regel „{rule}“ weicht auf denselben Kanal aus. Nennen Sie einen anderen."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}: there is no such channel here. Name one that is there."
msgstr "Regel „{rule}“ nennt {channel}: Diesen Kanal gibt es hier nicht. Nennen Sie einen, den es gibt."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, which cannot send. Name one that can."
msgstr "Regel „{rule}“ nennt {channel}, worüber nichts gesendet werden kann. Nennen Sie einen Kanal, der es kann."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, where everybody reads, and it holds for content that is not public. Ask for public content in this rule."
msgstr "Regel „{rule}“ nennt {channel}, wo alle lesen, und sie gilt für Inhalt, der nicht öffentlich ist. Verlangen Sie in dieser Regel öffentlichen Inhalt."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” is for everybody, but {channel} reaches one person at a time. Name a public channel."
msgstr "Regel „{rule}“ ist für alle, aber {channel} erreicht immer nur eine Person. Nennen Sie einen öffentlichen Kanal."

#: src/policy/policy-words-rule.c
msgid "No rule holds when {witness}. Such a thing will be held; add a rule for it."
msgstr "Keine Regel gilt, wenn gilt: {witness}. So etwas wird angehalten; fügen Sie eine Regel dafür hinzu."

#: src/policy/policy-words-rule.c
msgid "Wherever rule “{rule}” holds, others do too; so it never decides. Make it narrower or remove it."
msgstr "Wo Regel „{rule}“ gilt, gelten immer auch andere; sie entscheidet also nie. Fassen Sie sie enger oder entfernen Sie sie."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, which carries no files, and it holds with files too. Then the other channel is used."
msgstr "Regel „{rule}“ nennt {channel}, wo keine Dateien mitgehen, und sie gilt auch mit Dateien. Dann wird der andere Kanal benutzt."

#: src/policy/policy-words-rule.c
msgid "Rule “{rule}” names {channel}, which carries less text than the rule holds for. Then the other channel is used."
msgstr "Regel „{rule}“ nennt {channel}, wo weniger Text hineinpasst, als die Regel zulässt. Dann wird der andere Kanal benutzt."

#: src/policy/policy-words-rule.c
msgid "No rule asks anything in the column “{column}”. It can be removed."
msgstr "Keine Regel fragt etwas in der Spalte „{column}“. Sie kann entfernt werden."

#: src/policy/policy-words-rule.c
msgid "The table is too large to look for every gap; what was looked at is told above."
msgstr "Die Tabelle ist zu groß, um jede Lücke zu suchen; oben steht, was geprüft wurde."

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "{list} and {last}"
msgstr "{list} und {last}"

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "{list} or {last}"
msgstr "{list} oder {last}"

#: src/policy/policy-words.c
msgid "something that came in"
msgstr "etwas, das hereinkam"

#: src/policy/policy-words.c
msgid "a reply"
msgstr "eine Antwort"

#: src/policy/policy-words.c
msgid "an acknowledgement"
msgstr "eine Eingangsbestätigung"

#: src/policy/policy-words.c
msgid "a decision"
msgstr "ein Bescheid"

#: src/policy/policy-words.c
msgid "a notice"
msgstr "ein Hinweis"

#: src/policy/policy-words.c
msgid "news"
msgstr "eine Nachricht"

#: src/policy/policy-words.c
msgid "an alert"
msgstr "eine Warnung"

#: src/policy/policy-words.c
msgid "an answer of public interest"
msgstr "eine Antwort von öffentlichem Interesse"

#: src/policy/policy-words.c
msgid "one person"
msgstr "eine Person"

#: src/policy/policy-words.c
msgid "a group"
msgstr "eine Gruppe"

#: src/policy/policy-words.c
msgid "everybody"
msgstr "alle"

#: src/policy/policy-words.c
msgid "personal"
msgstr "persönlich"

#: src/policy/policy-words.c
msgid "specially protected"
msgstr "besonders geschützt"

#: src/policy/policy-words.c
msgid "it has no legal effect"
msgstr "es hat keine rechtliche Wirkung"

#: src/policy/policy-words.c
msgid "it has legal effect"
msgstr "es hat rechtliche Wirkung"

#: src/policy/policy-words.c
msgid "it has no files"
msgstr "es hat keine Dateien"

#: src/policy/policy-words.c
msgid "it has files"
msgstr "es hat Dateien"

#: src/policy/policy-words.c
msgid "records"
msgstr "Aktenführung"

#: src/policy/policy-words.c
msgid "policy"
msgstr "Richtlinie"

#: src/policy/policy-words.c
msgid "it is {list}"
msgstr "es ist {list}"

#: src/policy/policy-words.c
msgid "it is not {list}"
msgstr "es ist nicht {list}"

#: src/policy/policy-words.c
msgid "it is for {list}"
msgstr "es ist für {list}"

#: src/policy/policy-words.c
msgid "it is not for {list}"
msgstr "es ist nicht für {list}"

#: src/policy/policy-words.c
msgid "the content is {list}"
msgstr "der Inhalt ist {list}"

#: src/policy/policy-words.c
msgid "the content is not {list}"
msgstr "der Inhalt ist nicht {list}"

#: src/policy/policy-words.c
msgid "the urgency is {list}"
msgstr "die Dringlichkeit ist {list}"

#: src/policy/policy-words.c
msgid "the urgency is not {list}"
msgstr "die Dringlichkeit ist nicht {list}"

#: src/policy/policy-words.c
msgid "it is not so that {list}"
msgstr "es stimmt nicht: {list}"

#: src/policy/policy-words.c
msgid "the citizen prefers {list}"
msgstr "gewünscht ist {list}"

#: src/policy/policy-words.c
msgid "the citizen does not prefer {list}"
msgstr "gewünscht ist nicht {list}"

#: src/policy/policy-words.c
msgid "the level of proof of identity is {list}"
msgstr "die Stufe des Identitätsnachweises ist {list}"

#: src/policy/policy-words.c
msgid "the level of proof of identity is not {list}"
msgstr "die Stufe des Identitätsnachweises ist nicht {list}"

#: src/policy/policy-words.c
msgid "the citizen agreed to {list}"
msgstr "zugestimmt wurde {list}"

#: src/policy/policy-words.c
msgid "the citizen did not agree to {list}"
msgstr "nicht zugestimmt wurde {list}"

#: src/policy/policy-words.c
msgid "the citizen agreed to none of these channels"
msgstr "keinem dieser Kanäle wurde zugestimmt"

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "the language is {list}"
msgstr "die Sprache ist {list}"

#: src/policy/policy-words.c
msgid "the language is not {list}"
msgstr "die Sprache ist nicht {list}"

#: src/policy/policy-words.c
msgid "the length is {list} characters"
msgstr "die Länge ist {list} Zeichen"

#: src/policy/policy-words.c
msgid "the length is not {list} characters"
msgstr "die Länge ist nicht {list} Zeichen"

#: src/policy/policy-words.c
msgid "the time is {list}"
msgstr "die Uhrzeit ist {list}"

#: src/policy/policy-words.c
msgid "the time is not {list}"
msgstr "die Uhrzeit ist nicht {list}"

#: src/policy/policy-words.c
msgid "the day is {list}"
msgstr "der Tag ist {list}"

#: src/policy/policy-words.c
msgid "the day is not {list}"
msgstr "der Tag ist nicht {list}"

#: src/policy/policy-words.c
msgid "the officer’s role is {list}"
msgstr "die Rolle ist {list}"

#: src/policy/policy-words.c
msgid "the officer’s role is not {list}"
msgstr "die Rolle ist nicht {list}"

#: src/policy/policy-words.c
msgid "one can send by {list} now"
msgstr "senden geht gerade über {list}"

#: src/policy/policy-words.c
msgid "one cannot send by {list} now"
msgstr "senden geht gerade nicht über {list}"

#: src/policy/policy-words.c
msgid "one can send by none of these channels now"
msgstr "senden geht gerade über keinen dieser Kanäle"

#: src/policy/policy-words.c
msgid "filters say {list}"
msgstr "Filter sagen {list}"

#: src/policy/policy-words.c src/policy/routing-words.c
msgid "no filter says {list}"
msgstr "kein Filter sagt {list}"

#: src/policy/policy-words.c
msgid "filters say nothing of this"
msgstr "Filter sagen nichts davon"

#: src/policy/policy-words.c
msgid "less than {n}"
msgstr "weniger als {n}"

#: src/policy/policy-words.c
msgid "before {n}"
msgstr "vor {n}"

#: src/policy/policy-words.c
msgid "at most {n}"
msgstr "höchstens {n}"

#: src/policy/policy-words.c
msgid "{n} or earlier"
msgstr "{n} oder früher"

#: src/policy/policy-words.c
msgid "more than {n}"
msgstr "mehr als {n}"

#: src/policy/policy-words.c
msgid "after {n}"
msgstr "nach {n}"

#: src/policy/policy-words.c
msgid "at least {n}"
msgstr "mindestens {n}"

#: src/policy/policy-words.c
msgid "{n} or later"
msgstr "{n} oder später"

#: src/policy/policy-words.c
msgid "from {n} to {m}"
msgstr "von {n} bis {m}"

#: src/policy/policy-words.c
msgid "nobody knows this: {column}"
msgstr "niemand weiß dies: {column}"

#: src/policy/policy-words.c
msgid "anything"
msgstr "irgendetwas"

#: src/policy/policy-words.c
msgid "- for anything, or like this: {example}"
msgstr "- für alles, oder so: {example}"

#: src/policy/policy-words.c
msgid "- for anything, or some of these: {words}"
msgstr "- für alles, oder einige davon: {words}"

#: src/policy/routing-rule.c
msgid "give the rule a name of one line, so that cases can say which rule it was"
msgstr "geben Sie der Regel einen Namen in einer Zeile, damit Vorgänge sagen können, welche Regel es war"

#: src/policy/routing-rule.c
msgid "the name is longer than 80 characters; shorten it"
msgstr "der Name ist länger als 80 Zeichen; kürzen Sie ihn"

#: src/policy/routing-rule.c
msgid "these are more than 100 words; make two rules of them"
msgstr "das sind mehr als 100 Wörter; machen Sie zwei Regeln daraus"

#: src/policy/routing-rule.c
msgid "write words and phrases of at most 80 characters, one on each line"
msgstr "schreiben Sie Wörter und Wortfolgen von höchstens 80 Zeichen, je Zeile eine"

#: src/policy/routing-rule.c
msgid "each line needs a letter or a digit, and at most 8 words"
msgstr "jede Zeile braucht einen Buchstaben oder eine Ziffer und hat höchstens 8 Wörter"

#: src/policy/routing-rule.c
msgid "these are more than 50; make two rules of them"
msgstr "das sind mehr als 50; machen Sie zwei Regeln daraus"

#: src/policy/routing-rule.c
msgid "choose what is in the list"
msgstr "wählen Sie etwas aus der Liste"

#: src/policy/routing-rule.c
msgid "say what the rule does: choose a unit, a service or a priority"
msgstr "sagen Sie, was die Regel bewirkt: Wählen Sie eine Einheit, eine Leistung oder eine Dringlichkeit"

#: src/policy/routing-rule.c
msgid "these are more than 10 tags; leave some out"
msgstr "das sind mehr als 10 Schlagwörter; lassen Sie einige weg"

#: src/policy/routing-rule.c
msgid "the name of a tag has 1 to 40 characters"
msgstr "der Name eines Schlagworts hat 1 bis 40 Zeichen"

#: src/policy/routing-rule.c
msgid "a rule's id is 1 to 32 small letters, digits and hyphens"
msgstr "die Kennung einer Regel hat 1 bis 32 kleine Buchstaben, Ziffern und Bindestriche"

#: src/policy/routing-rule.c
msgid "write languages as de, en-GB or pl"
msgstr "schreiben Sie Sprachen als de, en-GB oder pl"

#: src/policy/routing-rule.c
msgid "write labels as the filters do, without blanks"
msgstr "schreiben Sie Kennzeichnungen wie die Filter, ohne Leerzeichen"

#: src/policy/routing-rule.c
msgid "write addresses or domains in small letters, as ada@citizen.example or school.example"
msgstr "schreiben Sie Adressen oder Domains in kleinen Buchstaben, etwa ada@citizen.example oder school.example"

#: src/policy/routing-words.c
msgid "it was sent to {list}"
msgstr "sie ging an {list}"

#: src/policy/routing-words.c
msgid "nobody knows the language"
msgstr "die Sprache ist unbekannt"

#: src/policy/routing-words.c
msgid "a filter says {list}"
msgstr "ein Filter sagt {list}"

#: src/policy/routing-words.c
msgid "the citizen chose {list}"
msgstr "ausgewählt wurde {list}"

#: src/policy/routing-words.c
msgid "the citizen chose no service"
msgstr "keine Leistung wurde ausgewählt"

#: src/policy/routing-words.c
msgid "it is from {list}"
msgstr "sie kommt von {list}"

#: src/policy/routing-words.c
msgid "it does not say who it is from"
msgstr "sie nennt keinen Absender"

#: src/policy/routing-words.c
msgid "everybody could read it"
msgstr "alle konnten sie lesen"

#: src/policy/routing-words.c
msgid "only we could read it"
msgstr "nur wir konnten sie lesen"

#: src/policy/routing-words.c
msgid "we know the sender"
msgstr "wir kennen den Absender"

#: src/policy/routing-words.c
msgid "the sender is new here"
msgstr "der Absender ist hier neu"

#: src/policy/routing-words.c
msgid "it came within working hours"
msgstr "sie kam innerhalb der Arbeitszeit"

#: src/policy/routing-words.c
msgid "it came outside working hours"
msgstr "sie kam außerhalb der Arbeitszeit"

#: src/policy/routing-words.c
msgid "nobody knows the working hours"
msgstr "die Arbeitszeit ist unbekannt"

#: src/policy/routing-words.c
msgid "normal priority"
msgstr "normale Dringlichkeit"

#: src/policy/routing-words.c
msgid "high priority"
msgstr "hohe Dringlichkeit"

#: src/policy/routing-words.c
msgid "service {name}"
msgstr "Leistung {name}"

#: src/policy/routing-words.c
msgid "template {name}"
msgstr "Vorlage {name}"

#: src/policy/routing-words.c
msgid "tag {name}"
msgstr "Schlagwort {name}"

#: src/portal/proof.c
msgid ""
"This proves that a message of your case is in the journal of {body} as it stands here, and was not changed since it came in: it is entry {index} of our journal for {year}.\n"
"\n"
"To check it, run check.sh (it needs sh, sha256sum, base64, od and openssl), and compare the line in the file \"key\" with the key that {body} publishes. Any verifier of C2SP tlog-proofs checks \"entry.tlog-proof\" too.\n"
"\n"
"The folder \"parts\" holds what was written, in the clear. Give this archive only to who may read it.\n"
msgstr ""
"Dies belegt, dass eine Nachricht Ihres Vorgangs so, wie sie hier steht, im Journal von {body} verzeichnet ist und seit ihrem Eingang nicht verändert wurde: Sie ist Eintrag {index} unseres Journals für {year}.\n"
"\n"
"Zum Prüfen führen Sie check.sh aus (es braucht sh, sha256sum, base64, od und openssl) und vergleichen die Zeile in der Datei \"key\" mit dem Schlüssel, den {body} veröffentlicht. Auch jedes Prüfprogramm für C2SP-tlog-proofs prüft \"entry.tlog-proof\".\n"
"\n"
"Der Ordner \"parts\" enthält unverschlüsselt, was geschrieben wurde. Geben Sie dieses Archiv nur denen, die es lesen dürfen.\n"

#: src/store/calendar-store.c
msgid "another calendar has this code already; choose another"
msgstr "dieses Kürzel hat schon ein anderer Kalender; wählen Sie ein anderes"

#: src/store/calendar-store.c
msgid "there is no such calendar"
msgstr "diesen Kalender gibt es nicht"

#: src/store/endpoint-store.c
msgid "this channel has this address already"
msgstr "dieser Kanal hat diese Adresse schon"

#: src/store/endpoint-store.c
msgid "there is no such address of ours"
msgstr "eine solche Adresse haben wir nicht"

#: src/store/merge-store.c src/store/person-merge-store.c
msgid "what was merged has been merged again since; undo the later merge first"
msgstr "was zusammengelegt wurde, ist inzwischen weiter zusammengelegt; machen Sie zuerst das Spätere rückgängig"

#: src/store/partner-store.c
msgid "somebody changed this body in the meantime; look at it again"
msgstr "jemand hat diese Stelle inzwischen geändert; sehen Sie sie sich noch einmal an"

#: src/store/policy-store.c
msgid "somebody began another version in the meantime; look at it, then begin again"
msgstr "jemand hat inzwischen eine andere Fassung begonnen; sehen Sie sie an und beginnen Sie dann noch einmal"

#: src/store/policy-store.c
msgid "you agreed to this version already; somebody else must agree as well"
msgstr "Sie haben dieser Fassung schon zugestimmt; es muss noch jemand anderes zustimmen"

#: src/store/service-store.c
msgid "another service has this code already; choose another"
msgstr "dieses Kürzel hat schon ein anderes Anliegen; wählen Sie ein anderes"

#: src/store/service-store.c
msgid "there is no such service"
msgstr "dieses Anliegen gibt es nicht"

#: src/store/staff-store.c
msgid "there is no such member of staff"
msgstr "im Personal gibt es diese Person nicht"

#: src/store/staff-store.c
msgid "somebody else has this sign-in name already; choose another"
msgstr "diesen Anmeldenamen hat schon jemand anderes; wählen Sie einen anderen"

#: src/store/template-store.c
msgid "there is a template with this code for this unit and language already"
msgstr "es gibt schon eine Vorlage mit diesem Kürzel für diese Einheit und Sprache"

#: src/store/template-store.c
msgid "somebody changed this template in the meantime; look at it again"
msgstr "jemand hat diese Vorlage inzwischen geändert; sehen Sie sie noch einmal an"

#: src/store/topic-store.c
msgid "there is a topic with this code already"
msgstr "es gibt schon ein Thema mit diesem Code"

#: src/store/unit-store.c
msgid "another unit has this code already; choose another"
msgstr "dieses Kürzel hat schon eine andere Stelle; wählen Sie ein anderes"

#: src/store/unit-store.c
msgid "there is no such unit"
msgstr "diese Stelle gibt es nicht"

#: src/store/webhook-store.c
msgid "somebody changed the webhook in the meantime; look at it again"
msgstr "jemand hat den Webhook inzwischen geändert; sehen Sie ihn sich noch einmal an"

#: src/store/word-list-store.c
msgid "another list has this name already; choose another"
msgstr "eine andere Liste heißt schon so; wählen Sie einen anderen Namen"

#: src/store/word-list-store.c
msgid "somebody else has changed this list meanwhile; look at it again"
msgstr "jemand anders hat diese Liste inzwischen geändert; sehen Sie sie noch einmal an"

#: src/views/case-view.c
msgid "It was sent back."
msgstr "Sie kam zurück."

#: src/views/case-view.c
msgid "It was sent back: the mailbox is full."
msgstr "Sie kam zurück: Das Postfach ist voll."

#: src/views/case-view.c
msgid "It was sent back: the other side takes no messages from us. Tell an administrator."
msgstr "Sie kam zurück: Die Gegenseite nimmt keine Nachrichten von uns an. Sagen Sie einer Administratorin Bescheid."

#: src/views/case-view.c
msgid "It was sent back: there is no such address."
msgstr "Sie kam zurück: Diese Adresse gibt es nicht."

#: src/views/promise-words.c
msgid "{n} working hour"
msgid_plural "{n} working hours"
msgstr[0] "{n} Arbeitsstunde"
msgstr[1] "{n} Arbeitsstunden"

#: src/views/promise-words.c
msgid "{n} working minute"
msgid_plural "{n} working minutes"
msgstr[0] "{n} Arbeitsminute"
msgstr[1] "{n} Arbeitsminuten"

#: src/views/promise-words.c
msgid "{n} working minute late"
msgid_plural "{n} working minutes late"
msgstr[0] "{n} Arbeitsminute überfällig"
msgstr[1] "{n} Arbeitsminuten überfällig"

#: src/views/promise-words.c
msgid "{n} working hour late"
msgid_plural "{n} working hours late"
msgstr[0] "{n} Arbeitsstunde überfällig"
msgstr[1] "{n} Arbeitsstunden überfällig"

#: src/views/promise-words.c
msgid "late since {day}"
msgstr "überfällig seit {day}"

#: src/views/promise-words.c
msgid "due now"
msgstr "jetzt fällig"

#: src/views/promise-words.c
msgid "in {n} working minute"
msgid_plural "in {n} working minutes"
msgstr[0] "in {n} Arbeitsminute"
msgstr[1] "in {n} Arbeitsminuten"

#: src/views/promise-words.c
msgid "in {n} working hour"
msgid_plural "in {n} working hours"
msgstr[0] "in {n} Arbeitsstunde"
msgstr[1] "in {n} Arbeitsstunden"

#: src/views/promise-words.c
msgid "due {day}"
msgstr "fällig am {day}"

#: src/views/promise-words.c
msgid "waits for the citizen"
msgstr "wartet auf die Bürgerin oder den Bürger"

#: src/views/promise-words.c
msgid "kept"
msgstr "eingehalten"

#: src/views/promise-words.c
msgid "kept too late"
msgstr "zu spät eingehalten"

#: src/views/promise-words.c
msgid "ended"
msgstr "beendet"

#: src/wire/cap.c
msgid "write the points of the area as latitude,longitude with a blank between points: 51.50,-0.12 51.52,-0.12 51.52,-0.08 51.50,-0.12"
msgstr "schreiben Sie die Punkte des Gebiets als Breite,Länge mit einem Leerzeichen zwischen den Punkten: 51.50,-0.12 51.52,-0.12 51.52,-0.08 51.50,-0.12"

#: src/wire/cap.c
msgid "write the points of the area with one blank between them"
msgstr "schreiben Sie die Punkte des Gebiets mit einem Leerzeichen dazwischen"

#: src/wire/cap.c
msgid "an area has 4 to 100 points, the last like the first"
msgstr "ein Gebiet hat 4 bis 100 Punkte, der letzte wie der erste"

#: src/wire/cap.c
msgid "the last point of an area is the first one again"
msgstr "der letzte Punkt eines Gebiets ist wieder der erste"

#: src/wire/cap.c
msgid "write a circle as latitude,longitude and kilometres: 51.50,-0.12 3.5"
msgstr "schreiben Sie einen Kreis als Breite,Länge und Kilometer: 51.50,-0.12 3.5"

#: src/wire/cap.c
msgid "choose what kind of danger it is"
msgstr "wählen Sie, welche Art von Gefahr es ist"

#: src/wire/cap.c
msgid "choose what people should do"
msgstr "wählen Sie, was die Leute tun sollen"

#: src/wire/cap.c
msgid "choose how urgent it is"
msgstr "wählen Sie, wie dringend es ist"

#: src/wire/cap.c
msgid "choose how severe it is"
msgstr "wählen Sie, wie schlimm es ist"

#: src/wire/cap.c
msgid "choose how certain it is"
msgstr "wählen Sie, wie sicher es ist"

#: src/wire/cap.c
msgid "say in a word or two what happens: Flood, Gas leak"
msgstr "sagen Sie in ein, zwei Wörtern, was geschieht: Hochwasser, Gasaustritt"

#: src/wire/cap.c
msgid "say in words where the alert holds"
msgstr "sagen Sie in Worten, wo die Warnung gilt"

#: src/wire/cap.c
msgid "an alert ends after it begins"
msgstr "eine Warnung endet, nachdem sie beginnt"

#: src/wire/markdown.c
msgid "a picture has no alternative text; say between the brackets what it shows, for those who cannot see it: ![what it shows](picture)"
msgstr "ein Bild hat keinen Alternativtext; sagen Sie zwischen den Klammern, was es zeigt, für alle, die es nicht sehen: ![was es zeigt](Bild)"

#: src/wire/markdown.c
msgid "there is no picture of that name here; take it out of the text"
msgstr "hier gibt es kein Bild dieses Namens; nehmen Sie es aus dem Text"

#: src/wire/markdown.c
msgid "the text is longer than 256 KiB; shorten it"
msgstr "der Text ist länger als 256 KiB; kürzen Sie ihn"

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
msgstr "Sie haben dies schon freigegeben; es wartet auf jemand anders"

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
msgstr "nach der Richtlinie muss jemand anderes zustimmen, bevor dies hinausgeht, und Antworten lassen sich anderen noch nicht vorlegen; sagen Sie es denen, die die Richtlinie pflegen"

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

#~ msgid "Why her data may go there:"
#~ msgstr "Warum die Daten dorthin gehen dürfen:"

#~ msgid "The citizen reads it in her notice, so write in her language:"
#~ msgstr "Das steht in der Benachrichtigung; schreiben Sie es deshalb in der Sprache des Vorgangs:"

#~ msgid "Why may her data go there?"
#~ msgstr "Warum dürfen die Daten dorthin gehen?"

#~ msgid "Only who you write to, and colleagues who work on the case. The answer lands here, never with the citizen. No promise to her is kept by it, and it sends her nothing."
#~ msgstr "Nur wem Sie schreiben und wer hier am Vorgang arbeitet. Die Antwort kommt hier an, nie bei der Bürgerin oder dem Bürger. Kein Versprechen gilt dadurch als eingehalten, und es geht nichts an sie oder ihn hinaus."

#~ msgid "name the law that allows passing her data on"
#~ msgstr "nennen Sie das Gesetz, das die Weitergabe der Daten erlaubt"

#~ msgid "this is the citizen of this case; an internal consultation is never with her. Answer her in her own conversation"
#~ msgstr "das ist die Bürgerin oder der Bürger dieses Vorgangs; dorthin geht nie eine interne Rückfrage. Antworten Sie im eigenen Gespräch"

#~ msgid "write tags with 1 to 32 small letters, digits and hyphens"
#~ msgstr "schreiben Sie Schlagwörter mit 1 bis 32 kleinen Buchstaben, Ziffern und Bindestrichen"

#~ msgid "When a promise to a citizen is not kept in time, the case stands here until she is answered."
#~ msgstr "Wird eine Zusage nicht rechtzeitig eingehalten, steht der Vorgang hier, bis geantwortet ist."

#~ msgid "Later mail from these addresses belongs to the person who stays; her name and preferences stay as they are. Whoever has a link to the page of a case sees there what both wrote in it. Cases stay in their units."
#~ msgstr "Spätere Nachrichten von diesen Adressen gehören zu der Person, die bleibt; ihr Name und ihre Wünsche bleiben, wie sie sind. Wer einen Link zur Seite eines Vorgangs hat, sieht dort, was beide darin geschrieben haben. Vorgänge bleiben in ihren Stellen."

#~ msgid "How she wants to be written to"
#~ msgstr "Wie sie angeschrieben werden möchte"

#~ msgid "the one she writes in"
#~ msgstr "die, in der sie schreibt"

#~ msgid "the way she wrote"
#~ msgstr "auf dem Weg, auf dem sie schrieb"

#~ msgid "An address of the other, or the reference of a case of hers"
#~ msgstr "Eine Adresse der anderen Person oder das Aktenzeichen eines ihrer Vorgänge"

#~ msgid "We are there: {{reach.hours}}. Outside these hours your message is safe, and we read it on the next working day."
#~ msgstr "Wir sind da: {{reach.hours}}. Außerhalb dieser Zeiten ist Ihre Nachricht sicher, und wir lesen sie am nächsten Arbeitstag."

#~ msgid "The person proved who she is."
#~ msgstr "Die Person hat nachgewiesen, wer sie ist."

#~ msgid "the citizen got a link to the page of her case"
#~ msgstr "die Bürgerin oder der Bürger bekam einen Link zur Seite des Falls"

#~ msgid "Change cases"
#~ msgstr "Vorgänge ändern"

#~ msgid "the page of her case"
#~ msgstr "die Seite des Falls"

#~ msgid "we have no address of hers on this channel; choose one of the list"
#~ msgstr "auf diesem Kanal haben wir keine Adresse von ihr; wählen Sie einen aus der Liste"

#~ msgid "she has no second factor; there is nothing to take away"
#~ msgstr "es ist kein zweiter Faktor eingerichtet; es gibt nichts zu entfernen"

#~ msgid "only a channel may hand in messages"
#~ msgstr "nur ein Kanal darf Nachrichten einliefern"

#~ msgid "Change cases and write notes"
#~ msgstr "Vorgänge ändern und Vermerke schreiben"

#~ msgid "Answer citizens, for a member of staff"
#~ msgstr "Bürgerinnen und Bürgern antworten, für ein Mitglied des Personals"

#~ msgid "Fingerprint of exactly this text and these recipients:"
#~ msgstr "Fingerabdruck genau dieses Textes und dieser Empfänger:"

#~ msgid "next and previous case in a list"
#~ msgstr "nächster und voriger Vorgang in der Liste"

#~ msgid "Search cases"
#~ msgstr "Vorgänge suchen"

#~ msgid "Case reference or mail address"
#~ msgstr "Aktenzeichen oder E-Mail-Adresse"

#~ msgid "has answered from here"
#~ msgstr "hat von hier geantwortet"

#~ msgid "Only officers of {{unit_name}} release replies here. Ask them, or move the case to your unit."
#~ msgstr "Hier geben nur Sachbearbeitende von {{unit_name}} Antworten frei. Fragen Sie dort nach oder geben Sie den Vorgang an Ihre Stelle weiter."

#~ msgid "Looked at"
#~ msgstr "Zuletzt geprüft"

#~ msgid "Last in"
#~ msgstr "Letzter Eingang"

#~ msgid "Last out"
#~ msgstr "Letzter Ausgang"

#~ msgid "Waits to leave"
#~ msgstr "Wartet auf Versand"

#~ msgid "Failed today"
#~ msgstr "Heute gescheitert"

#~ msgid "Last verdict"
#~ msgstr "Letztes Urteil"

#~ msgid "Waits for it"
#~ msgstr "Wartet darauf"

#~ msgid "If you report it, give this number:"
#~ msgstr "Wenn Sie es melden, nennen Sie diese Nummer:"

#~ msgid "Go to your cases"
#~ msgstr "Zu Ihren Vorgängen"

#~ msgid "{{late}} past its promise"
#~ msgid_plural "{{late}} past their promise"
#~ msgstr[0] "{{late}} über der Zusage"
#~ msgstr[1] "{{late}} über der Zusage"

#~ msgid "oldest {{oldest}}"
#~ msgstr "ältester {{oldest}}"

#~ msgid "due first"
#~ msgstr "Fälligkeit zuerst"

#~ msgid "oldest first"
#~ msgstr "älteste zuerst"

#~ msgid "Or from a terminal:"
#~ msgstr "Oder in einem Terminal:"

#~ msgid "Check the spelling, use fewer words, or look for a case by its reference or a mail address."
#~ msgstr "Prüfen Sie die Schreibweise, verwenden Sie weniger Wörter, oder suchen Sie nach einem Aktenzeichen oder einer E-Mail-Adresse."

#~ msgid "{{first}} to {{last}} of {{total}}"
#~ msgstr "{{first}} bis {{last}} von {{total}}"

#~ msgid "{{journal.size}} entries in {{journal.year}}"
#~ msgstr "{{journal.size}} Einträge in {{journal.year}}"

#~ msgid "Last full check"
#~ msgstr "Letzte vollständige Prüfung"

#~ msgid "every entry agrees with its record"
#~ msgstr "jeder Eintrag stimmt mit seinem Datensatz überein"

#~ msgid "Download the proof of a message from the trail of its case."
#~ msgstr "Laden Sie den Nachweis einer Nachricht aus dem Verlauf ihres Vorgangs herunter."

#~ msgid "With Tribune:"
#~ msgstr "Mit Tribune:"

#~ msgid "Without Tribune: proof and checkpoint are in open formats (C2SP tlog-proof, tlog-checkpoint and signed-note) that verifiers by others read, such as Go’s sumdb packages."
#~ msgstr "Ohne Tribune: Nachweis und Kontrollpunkt haben offene Formate (C2SP tlog-proof, tlog-checkpoint und signed-note), die auch fremde Prüfprogramme lesen, etwa die sumdb-Pakete von Go."

#~ msgid "Give it to the person by telephone or in person. It is shown only now and must be changed at the first sign-in."
#~ msgstr "Geben Sie es der Person telefonisch oder persönlich weiter. Es wird nur jetzt angezeigt und muss bei der ersten Anmeldung geändert werden."

#~ msgid "Letters, digits, dots and hyphens."
#~ msgstr "Buchstaben, Ziffern, Punkte und Bindestriche."

#~ msgid "Role"
#~ msgstr "Rolle"

#~ msgid "Both end all open sessions. Nobody is ever deleted: records name them."
#~ msgstr "Beides beendet alle offenen Sitzungen. Niemand wird je gelöscht: Die Akten nennen die Namen."

#~ msgid "Last seen"
#~ msgstr "Zuletzt da"

#~ msgid "What is written to it comes straight to this unit. May stay empty."
#~ msgstr "Was dorthin geschrieben wird, kommt direkt zu dieser Stelle. Darf leer bleiben."

#~ msgid "gets what no rule places"
#~ msgstr "bekommt, was keine Regel zuordnet"

#~ msgid "Search cases, people, messages"
#~ msgstr "Vorgänge, Personen, Nachrichten suchen"

#~ msgid "Nobody (give back)"
#~ msgstr "Niemand (zurückgeben)"

#~ msgid "Promise"
#~ msgstr "Zusage"

#~ msgid "Labels"
#~ msgstr "Kennzeichen"

#~ msgid "{{filter}} found harmful software: {{reason}}. The content is kept, sealed, and never shown."
#~ msgstr "{{filter}} hat Schadsoftware gefunden: {{reason}}. Der Inhalt wird verschlüsselt aufbewahrt und nie angezeigt."

#~ msgid "{{filter}} asks for a person to look: {{reason}}."
#~ msgstr "{{filter}} bittet darum, dass jemand hinsieht: {{reason}}."

#~ msgid "Nobody has been told, no receipt has been sent."
#~ msgstr "Niemand wurde benachrichtigt, keine Eingangsbestätigung wurde gesendet."

#~ msgid "A lead decides."
#~ msgstr "Eine Leitung entscheidet."

#~ msgid "Also to: {{others}}"
#~ msgstr "Auch an: {{others}}"

#~ msgid "Not sent yet. Next attempt:"
#~ msgstr "Noch nicht gesendet. Nächster Versuch:"

#~ msgid "Kept"
#~ msgstr "Aufbewahrt"

#~ msgid "Proof file"
#~ msgstr "Nachweisdatei"

#~ msgid "Us:"
#~ msgstr "Wir:"

#~ msgid "chat"
#~ msgstr "Chat"

#~ msgid "fediverse"
#~ msgstr "Fediverse"

#~ msgid "kiosk"
#~ msgstr "Kiosk"

#~ msgid "counter"
#~ msgstr "Schalter"

#~ msgid "letter"
#~ msgstr "Brief"

#~ msgid "telephone"
#~ msgstr "Telefon"

#~ msgid "echo"
#~ msgstr "Echo"

#~ msgid "Enter a name"
#~ msgstr "Geben Sie einen Namen ein"

#~ msgid "Enter the sign-in name"
#~ msgstr "Geben Sie den Anmeldenamen ein"

#~ msgid "Enter your password"
#~ msgstr "Geben Sie Ihr Passwort ein"

#~ msgid "Choose a role"
#~ msgstr "Wählen Sie eine Rolle"

#~ msgid "Choose at least one unit"
#~ msgstr "Wählen Sie mindestens eine Stelle"

#~ msgid "This name is already in use: choose another"
#~ msgstr "Dieser Name ist schon vergeben: Wählen Sie einen anderen"

#~ msgid "Use 2 to 64 letters, digits, dots and hyphens"
#~ msgstr "Verwenden Sie 2 bis 64 Buchstaben, Ziffern, Punkte und Bindestriche"

#~ msgid "Enter a mail address, like highways@northam.example"
#~ msgstr "Geben Sie eine E-Mail-Adresse ein, etwa highways@northam.example"

#~ msgid "Use at most {{limit}} character"
#~ msgid_plural "Use at most {{limit}} characters"
#~ msgstr[0] "Verwenden Sie höchstens {{limit}} Zeichen"
#~ msgstr[1] "Verwenden Sie höchstens {{limit}} Zeichen"

#~ msgid "Use at least {{least}} character"
#~ msgid_plural "Use at least {{least}} characters"
#~ msgstr[0] "Verwenden Sie mindestens {{least}} Zeichen"
#~ msgstr[1] "Verwenden Sie mindestens {{least}} Zeichen"

#~ msgid "This password is on the list of common ones: choose another"
#~ msgstr "Dieses Passwort steht auf der Liste der häufigen: Wählen Sie ein anderes"

#~ msgid "This is the last administrator: make someone else one first"
#~ msgstr "Das ist die letzte Person mit Administrationsrechten: Geben Sie diese zuerst jemand anderem"

#~ msgid "Too many attempts. Wait {{minutes}} minute and try again"
#~ msgid_plural "Too many attempts. Wait {{minutes}} minutes and try again"
#~ msgstr[0] "Zu viele Versuche. Warten Sie {{minutes}} Minute und versuchen Sie es dann noch einmal"
#~ msgstr[1] "Zu viele Versuche. Warten Sie {{minutes}} Minuten und versuchen Sie es dann noch einmal"

#~ msgid "This unit still has {{count}} open case: move it first"
#~ msgid_plural "This unit still has {{count}} open cases: move them first"
#~ msgstr[0] "Diese Stelle hat noch {{count}} offenen Vorgang: Verschieben Sie ihn zuerst"
#~ msgstr[1] "Diese Stelle hat noch {{count}} offene Vorgänge: Verschieben Sie sie zuerst"

#~ msgid "received from {{from}}"
#~ msgstr "eingegangen von {{from}}"

#~ msgid "case opened"
#~ msgstr "Vorgang eröffnet"

#~ msgid "routed to <b>{{unit}}</b> by {{rule}}"
#~ msgstr "an <b>{{unit}}</b> geleitet durch {{rule}}"

#~ msgid "added to this case by {{how}}"
#~ msgstr "diesem Vorgang zugeordnet über {{how}}"

#~ msgid "no receipt sent: {{reason}}"
#~ msgstr "keine Eingangsbestätigung gesendet: {{reason}}"

#~ msgid "checked by {{filter}}: clean"
#~ msgstr "geprüft durch {{filter}}: unbedenklich"

#~ msgid "label <b>{{label}}</b> by {{filter}}"
#~ msgstr "Kennzeichen <b>{{label}}</b> durch {{filter}}"

#~ msgid "held for review by {{filter}}"
#~ msgstr "zur Prüfung zurückgehalten durch {{filter}}"

#~ msgid "linked to {{reference}}: {{why}}"
#~ msgstr "verknüpft mit {{reference}}: {{why}}"

#~ msgid "note by {{actor}}"
#~ msgstr "Notiz von {{actor}}"

#~ msgid "reply sent to {{to}}"
#~ msgstr "Antwort gesendet an {{to}}"

#~ msgid "delivery confirmed by {{to}}"
#~ msgstr "Zustellung bestätigt von {{to}}"

#~ msgid "sending failed: {{reason}}"
#~ msgstr "Versand gescheitert: {{reason}}"

#~ msgid "person recorded: {{name}}"
#~ msgstr "Person erfasst: {{name}}"

#~ msgid "recognised as {{name}} by {{how}}"
#~ msgstr "als {{name}} erkannt über {{how}}"

#~ msgid "read by {{actor}}"
#~ msgstr "gelesen von {{actor}}"

#~ msgid "exported by {{actor}}"
#~ msgstr "exportiert von {{actor}}"

#~ msgid "You have given this case back."
#~ msgstr "Sie haben diesen Vorgang zurückgegeben."

#~ msgid "Given to {{officer}}."
#~ msgstr "An {{officer}} gegeben."

#~ msgid "Your reply is withdrawn. Nothing was sent."
#~ msgstr "Ihre Antwort ist zurückgezogen. Es wurde nichts gesendet."

#~ msgid "{{name}} can now sign in."
#~ msgstr "{{name}} kann sich jetzt anmelden."

#~ msgid "The unit {{name}} is there."
#~ msgstr "Die Stelle {{name}} ist angelegt."

#~ msgid "Your settings are kept."
#~ msgstr "Ihre Einstellungen sind gespeichert."

#~ msgid "slow"
#~ msgstr "langsam"

#~ msgid "Reads and answers the cases of their own units."
#~ msgstr "Liest und beantwortet die Vorgänge der eigenen Stellen."

#~ msgid "Also approves, hands over between units and reviews what is held."
#~ msgstr "Genehmigt außerdem, gibt zwischen Stellen weiter und prüft Zurückgehaltenes."

#~ msgid "Keeps, holds and disposes of records."
#~ msgstr "Bewahrt Akten auf, sperrt und sondert sie aus."

#~ msgid "Manages staff, units and channels."
#~ msgstr "Verwaltet Personal, Stellen und Kanäle."

#~ msgid "You may not do this"
#~ msgstr "Das dürfen Sie nicht"

#~ msgid "The form is too old"
#~ msgstr "Das Formular ist zu alt"

#~ msgid "Too large"
#~ msgstr "Zu groß"

#~ msgid "Something went wrong"
#~ msgstr "Etwas ist schiefgegangen"

#~ msgid "Not available for a moment"
#~ msgstr "Im Moment nicht erreichbar"

#~ msgid "Your role or your units do not allow it. Nothing was changed."
#~ msgstr "Ihre Rolle oder Ihre Stellen erlauben es nicht. Es wurde nichts geändert."

#~ msgid "If you need it for your work, ask your lead or an administrator."
#~ msgstr "Wenn Sie es für Ihre Arbeit brauchen, fragen Sie Ihre Leitung oder die Administration."

#~ msgid "There is nothing at this address, or you may not see it. Check the case reference, or search for it."
#~ msgstr "Unter dieser Adresse gibt es nichts, oder Sie dürfen es nicht sehen. Prüfen Sie das Aktenzeichen oder suchen Sie danach."

#~ msgid "You were signed out, or the page was open for very long. Nothing was changed. Go back, copy what you wrote, load the page again and send it once more."
#~ msgstr "Sie wurden abgemeldet, oder die Seite war sehr lange offen. Es wurde nichts geändert. Gehen Sie zurück, kopieren Sie Ihren Text, laden Sie die Seite neu und senden Sie ihn noch einmal."

#~ msgid "What you sent is larger than we accept. Nothing was changed. Go back and shorten it."
#~ msgstr "Was Sie gesendet haben, ist größer als erlaubt. Es wurde nichts geändert. Gehen Sie zurück und kürzen Sie es."

#~ msgid "The fault is ours. What was recorded before is safe, and what you just sent was not recorded. Go back and try again."
#~ msgstr "Der Fehler liegt bei uns. Was schon gespeichert war, ist sicher; was Sie eben gesendet haben, wurde nicht gespeichert. Gehen Sie zurück und versuchen Sie es noch einmal."

#~ msgid "Tribune is starting, stopping or very busy. Nothing is lost: mail waits and comes in later. Try again in a minute."
#~ msgstr "Tribune startet gerade, wird beendet oder ist stark ausgelastet. Es geht nichts verloren: E-Mails warten und kommen später an. Versuchen Sie es in einer Minute noch einmal."

#~ msgid "take"
#~ msgstr "übernehmen"

#~ msgid "Reads and answers the cases of her own units."
#~ msgstr "Liest und beantwortet die Vorgänge der eigenen Stellen."

#~ msgid ""
#~ "This proves that {body} has had your message since that day, as you wrote it. It is entry {index} of our journal for {year}.\n"
#~ "\n"
#~ "To check it, run check.sh (it needs sh, sha256sum, base64, od and openssl), and compare the line in the file \"key\" with the key that {body} publishes. Any verifier of C2SP tlog-proofs checks \"entry.tlog-proof\" too.\n"
#~ "\n"
#~ "The folder \"parts\" holds what was written, in the clear. Give this archive only to who may read it.\n"
#~ msgstr ""
#~ "Dies belegt, dass {body} Ihre Nachricht seit jenem Tag hat, so wie Sie sie geschrieben haben. Sie ist Eintrag {index} unseres Journals für {year}.\n"
#~ "\n"
#~ "Zum Prüfen führen Sie check.sh aus (es braucht sh, sha256sum, base64, od und openssl) und vergleichen die Zeile in der Datei \"key\" mit dem Schlüssel, den {body} veröffentlicht. Auch jedes Prüfprogramm für C2SP-tlog-proofs prüft \"entry.tlog-proof\".\n"
#~ "\n"
#~ "Der Ordner \"parts\" enthält unverschlüsselt, was geschrieben wurde. Geben Sie dieses Archiv nur denen, die es lesen dürfen.\n"
