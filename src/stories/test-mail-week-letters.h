/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-mail-week-letters.h: the mails that test-mail-week.c makes, a function for each kind. */
#pragma once
#include "stories/test-mail-week-house.h"

/* ---- first mails ---- */

/* Its own case is its home. */
static inline void
settle_in(Week *week, Talk *talk)
{
    week->cases++;
    talk->state = CASE_NEW;
}

static inline gboolean
first(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, talk->subject);

    settle_in(week, talk);
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
first_quiet(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, talk->subject);

    if (below(week, 2) == 0)
        letter.to = "undisclosed@town.example";
    else
        letter.more = "X-Auto-Response-Suppress: DR, OOF, AutoReply\r\n";
    settle_in(week, talk);
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
first_late(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, talk->subject);

    talk->parent = new_id(week);
    if (below(week, 2) == 0)
        letter.in_reply_to = talk->parent;
    else
        letter.references = say(week, "<%s>", talk->parent);
    settle_in(week, talk);
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
late_parent(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, talk->subject);

    if (talk->parent == NULL)
        return FALSE;
    letter.id = talk->parent;
    talk->parent = NULL;
    return post(week, talk, kind, HELLO, &letter);
}

/* She was sent a copy of what has not come yet. */
static inline gboolean
stranger_early(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, new_stranger(week), say(week, "Re: %s", talk->subject));

    letter.in_reply_to = talk->parent;
    return post(week, talk, kind, HELLO, &letter);
}

/* ---- her answers ---- */

static inline gboolean
reply_address(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_reply(week, talk);
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.to = strchr(ours->reply_to, ':') + 1;
    if (below(week, 2) == 0)
        letter.in_reply_to = ours->id;
    return post(week, talk, kind, ours->reply_to, &letter);
}

/* Some programs and servers write every address in capitals. */
static inline gboolean
reply_capitals(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, "?");
    const Arrived *ours = last_letter(talk);
    g_autofree char *to = ours == NULL ? NULL : g_ascii_strup(ours->reply_to + strlen("mailto:"), -1);

    if (ours == NULL)
        return FALSE;
    letter.to = to;
    return post(week, talk, kind, say(week, "mailto:%s", to), &letter);
}

static inline gboolean
reply_id(Week *week, Talk *talk, guint kind)
{
    Letter letter =
        begin_letter(week, talk, talk->who, say(week, "%s%s", LANGUAGES[language_of(talk)].reply, talk->subject));

    if (talk->letters->len == 0)
        return FALSE;
    letter.in_reply_to = ((Arrived *)g_ptr_array_index(talk->letters, below(week, talk->letters->len)))->id;
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
reply_receipt(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, "Thank you");

    if (talk->letters->len == 0)
        return FALSE;
    letter.in_reply_to = ((Arrived *)g_ptr_array_index(talk->letters, 0))->id;
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
reply_references(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, "Re: ");
    const Arrived *ours = last_letter(talk);

    if (ours == NULL || talk->mine->len == 0)
        return FALSE;
    letter.references = say(week, "<%s> <%s> <%s>", (char *)g_ptr_array_index(talk->mine, 0), ours->id, new_id(week));
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
reply_other_subject(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, "Something else altogether");
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    letter.references = say(week, "<%s>", ours->id);
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
reply_own(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, talk->subject);

    if (talk->mine->len == 0)
        return FALSE;
    letter.in_reply_to = g_ptr_array_index(talk->mine, below(week, talk->mine->len));
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
reply_number(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, say(week, "About [%s], please", talk->reference));

    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
reply_envelope(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, "Thanks");
    const Arrived *ours = last_letter(talk);

    return ours != NULL && post(week, talk, kind, ours->return_path, &letter);
}

/* ---- others ---- */

static inline gboolean
stranger_address(Week *week, Talk *talk, guint kind)
{
    const char *from = below(week, 2) == 0 ? talk->second : new_stranger(week);
    Letter letter = begin_letter(week, talk, from, reply_subject(week, talk));
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    return post(week, talk, kind, ours->reply_to, &letter);
}

static inline gboolean
stranger_id(Week *week, Talk *talk, guint kind)
{
    const char *from = below(week, 2) == 0 ? talk->second : new_stranger(week);
    Letter letter = begin_letter(week, talk, from, reply_subject(week, talk));
    const Arrived *ours = last_letter(talk);

    if (ours != NULL)
        letter.in_reply_to = ours->id;
    else if (talk->mine->len > 0)
        letter.in_reply_to = g_ptr_array_index(talk->mine, 0);
    return letter.in_reply_to != NULL && post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
forward_threaded(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, new_stranger(week), say(week, "Fwd: %s", reply_subject(week, talk)));
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.references = say(week, "<%s>", ours->id);
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
forward_bare(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, new_stranger(week), say(week, "WG: %s", reply_subject(week, talk)));
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.text = say(week, "See below.\n\n-------- Forwarded Message --------\nMessage-ID: <%s>\nSubject: %s\n\n...",
                      ours->id, ours->subject);
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
stranger_number(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, new_stranger(week), say(week, "Re: [%s]", talk->reference));

    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
forged_address(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, new_stranger(week), "A guess");
    const Arrived *ours = last_letter(talk);
    g_autofree char *to = ours == NULL ? NULL : g_strdup(ours->reply_to);
    char *mac = to == NULL ? NULL : strchr(to, '.') + 1;

    if (ours == NULL)
        return FALSE;
    *mac = *mac == 'a' ? 'b' : 'a';
    return post(week, talk, kind, say(week, "%s", to), &letter);
}

/* Somebody who was sent a copy of hers, and names her own mail like it: later answers of hers still come home. */
static inline gboolean
stolen_id(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, new_stranger(week), "Mine");

    if (talk->mine->len == 0 || talk->late)
        return FALSE;
    letter.id = g_ptr_array_index(talk->mine, below(week, talk->mine->len));
    return post(week, talk, kind, HELLO, &letter);
}

/* ---- again ---- */

/* By another way, so that only the trace differs. */
static inline gboolean
twice(Week *week, Talk *talk, guint kind)
{
    g_autofree char *again =
        talk->last == NULL ? NULL : g_strconcat("Received: by other.example\r\n", talk->last, NULL);
    const char *sender = say(week, "mailto:%s", talk->who);
    MessageId id;

    if (again == NULL)
        return FALSE;
    id = hand_in(week, sender, talk->last_to, again, INTAKE_DUPLICATE);
    g_assert_cmpint(id.value, ==, talk->last_id.value);
    week->counts[kind]++;
    return TRUE;
}

/* A program that gives every mail the same id. Whatever answers that id is of the newest, so it is not hers any more.
 */
static inline gboolean
same_id(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, "Another matter");

    if (talk->mine->len < 2 || talk->late)
        return FALSE;
    letter.id = g_ptr_array_steal_index(talk->mine, talk->mine->len - 1);
    return post(week, talk, kind, HELLO, &letter);
}

/* ---- machines ---- */

static inline gboolean
bounce(Week *week, Talk *talk, guint kind)
{
    static const char *const CODES[] = { "5.1.1", "5.2.2", "5.7.1" };
    const Arrived *ours = last_letter(talk);
    g_autofree char *text =
        ours == NULL ? NULL : letter_bounce(new_id(week), talk->who, "cut@off", "failed", CODES[below(week, 3)]);

    return ours != NULL && take(week, talk, kind, "", "", ours->return_path, text);
}

static inline gboolean
bounce_by_id(Week *week, Talk *talk, guint kind)
{
    const Arrived *ours = last_letter(talk);
    g_autofree char *text = ours == NULL ? NULL : letter_bounce(new_id(week), talk->who, ours->id, "failed", "5.1.1");

    return ours != NULL && take(week, talk, kind, "", "", HELLO, text);
}

static inline gboolean
bounce_unknown(Week *week, Talk *talk, guint kind)
{
    g_autofree char *text = letter_bounce(new_id(week), talk->who, new_id(week), "failed", "5.1.1");

    return take(week, talk, kind, "", "", HELLO, text);
}

static inline gboolean
delayed(Week *week, Talk *talk, guint kind)
{
    const Arrived *ours = last_letter(talk);
    g_autofree char *text = ours == NULL ? NULL : letter_bounce(new_id(week), talk->who, ours->id, "delayed", "4.4.1");

    return ours != NULL && take(week, talk, kind, "", "", ours->return_path, text);
}

static inline gboolean
complaint(Week *week, Talk *talk, guint kind)
{
    const Arrived *ours = last_letter(talk);
    g_autofree char *text = letter_complaint(new_id(week));

    return ours != NULL && take(week, talk, kind, "", "mailto:fbl@isp.example", ours->return_path, text);
}

static inline gboolean
displayed(Week *week, Talk *talk, guint kind)
{
    const Arrived *ours = last_letter(talk);
    g_autofree char *text = ours == NULL ? NULL : letter_displayed(new_id(week), talk->who, ours->id);

    return ours != NULL && take(week, talk, kind, "", "", HELLO, text);
}

static inline gboolean
away_marked(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_reply(week, talk);
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    letter.more = "Auto-Submitted: auto-replied (vacation)\r\nPrecedence: bulk\r\n";
    return post(week, talk, kind, below(week, 2) == 0 ? HELLO : ours->return_path, &letter);
}

static inline gboolean
away_in_words(Week *week, Talk *talk, guint kind)
{
    static const char *const SUBJECTS[] = { "Automatic reply: ", "Automatische Antwort: ", "Réponse automatique : " };
    const Arrived *ours = last_letter(talk);
    Letter letter = begin_letter(week, talk, talk->who, say(week, "%s%s", SUBJECTS[below(week, 3)], talk->subject));

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    letter.text = "I am out of the office until Monday.";
    return post(week, talk, kind, HELLO, &letter);
}

/* The other side's ticket system: it marks its answers, or not. */
static inline gboolean
loop_marked(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_reply(week, talk);
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    letter.more = "Auto-Submitted: auto-generated\r\n";
    return post(week, talk, kind, ours->reply_to, &letter);
}

static inline gboolean
loop_unmarked(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, talk->who, "[Ticket] We have your mail");
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
loop_hops(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_reply(week, talk);
    const Arrived *ours = last_letter(talk);

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    letter.more = "X-Tribune-Hop: 26\r\n";
    return post(week, talk, kind, HELLO, &letter);
}

static inline gboolean
own_back(Week *week, Talk *talk, guint kind)
{
    const Arrived *ours = last_letter(talk);

    if (ours == NULL || talk->returned)
        return FALSE;
    talk->returned = TRUE;
    return take(week, talk, kind, "", say(week, "mailto:%s", talk->who), HELLO, ours->text);
}

static inline gboolean
newsletter(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_letter(week, talk, new_stranger(week), "What is on this month");

    letter.more = "List-Id: <news.town.example>\r\nPrecedence: bulk\r\n";
    return post(week, talk, kind, HELLO, &letter);
}

/* Hers, once more, as a list sends it that we are on. */
static inline gboolean
list_copy(Week *week, Talk *talk, guint kind)
{
    Letter letter = begin_reply(week, talk);
    const Arrived *ours = last_letter(talk);
    g_autofree char *text = NULL;

    if (ours == NULL)
        return FALSE;
    letter.in_reply_to = ours->id;
    letter.more = "List-Id: <tenants.town.example>\r\nList-Post: <mailto:tenants@town.example>\r\n";
    text = letter_format(&letter);
    return take(week, talk, kind, "", "mailto:tenants-bounces@town.example", HELLO, text);
}

/* ---- floods: the same words from many, and many from one ---- */

static inline gboolean
flood_many(Week *week, Talk *talk, guint kind)
{
    for (guint i = 0; i < MAX(week->talks->len / 40, 10); i++) {
        Letter letter = begin_letter(week, NULL, new_stranger(week), "Save the park");

        letter.text = "Save the park! I object to the plan.";
        post(week, talk, kind, HELLO, &letter);
    }
    return TRUE;
}

static inline gboolean
flood_one(Week *week, Talk *talk, guint kind)
{
    const char *from = new_stranger(week);

    for (guint i = 0; i < 2 * ACKNOWLEDGEMENTS_PER_DAY; i++) {
        Letter letter = begin_letter(week, NULL, from, "Ticket opened");

        post(week, talk, kind, HELLO, &letter);
    }
    return TRUE;
}
