/* SPDX-License-Identifier: Apache-2.0 */
/* Which case a mail belongs to, what comes back of ours, and what goes in circles. */
#include "mediation/receiving/threading.h"
#include "mediation/releasing/acknowledgement.h"
#include "stories/test-mail-house.h"

/* ---- helpers ---- */

static char *
first_sent(House *house)
{
    g_autoptr(GPtrArray) names = outbox(house);

    g_assert_cmpuint(names->len, >, 0);
    return g_strdup(g_ptr_array_index(names, 0));
}

/* Ada's first letter, acknowledged; the name of the file that says so. */
static char *
ada_writes(House *house)
{
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Lamp out", "", "The lamp is out.");
    g_assert_cmpuint(cases(house), ==, 1);
    return first_sent(house);
}

static void
close_case(House *house, guint number)
{
    g_autoptr(CaseView) view = look(house, number);

    g_assert_true(
        casework_set_state(&house->mediation, &house->officer, view->a_case->id, 0, CASE_RESOLVED, "done", NULL));
}

static CaseState
state_of(House *house, guint number)
{
    g_autoptr(CaseView) view = look(house, number);

    return view->a_case->state;
}

/* What the delivery of the first outgoing message of case 1 has become, and why. */
static DeliveryState
fate(House *house, char **ret_why)
{
    g_autoptr(CaseView) view = look(house, 1);

    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (item->message->direction != DIRECTION_OUT)
            continue;
        if (ret_why != NULL)
            *ret_why = g_strdup(item->delivery_reason);
        return item->delivery_state;
    }
    g_assert_not_reached();
}

/* The kinds of all reports in case 1, in order. */
static char *
reports(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    GString *kinds = g_string_new(NULL);

    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind == EVENT_DELIVERY_REPORTED)
            g_string_append_printf(kinds, "%s%s", kinds->len == 0 ? "" : " ",
                                   json_string_value(json_object_get(event->detail, "kind")));
    }
    return g_string_free(kinds, FALSE);
}

static void
assert_reports(House *house, const char *expected)
{
    g_autofree char *kinds = reports(house);

    g_assert_cmpstr(kinds, ==, expected);
}

/* ---- receipts ---- */

static void
a_name_that_is_more_than_a_name_is_not_repeated(House *house, gconstpointer data)
{
    static const struct {
        const char *name, *greeting;
    } CASES[] = { { "Dr. A.-M. O'Hara", "Dear Dr. A.-M. O'Hara," },
                  { "\"[Confirm](https://pay.example)\"", "Good day," },
                  { "\"pay.example\"", "Good day," },
                  { "\"**Call 0800 1234**\"", "Good day," } };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *letter =
            g_strdup_printf("From: %s <a%u@citizen.example>\nTo: hello@northam.example\nSubject: Lamp\n"
                            "Message-ID: <n%u@citizen.example>\n\nIt is out.\n",
                            CASES[i].name, (guint)i, (guint)i);
        g_autofree char *sender = g_strdup_printf("mailto:a%u@citizen.example", (guint)i), *mail = NULL;
        g_autoptr(GPtrArray) names = NULL;

        mail_in(house, sender, HELLO, letter);
        settle(house);
        names = outbox(house);
        g_assert_cmpuint(names->len, ==, i + 1);
        mail = read_sent(house, g_ptr_array_index(names, i));
        g_assert_nonnull(strstr(mail, CASES[i].greeting));
    }
}

/* ---- subjects ---- */

static void
a_number_in_the_subject_counts_for_who_takes_part(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *subject = NULL;
    g_autoptr(CaseView) view = look(house, 1);

    (void)data;
    g_assert_nonnull(receipt);
    subject = g_strdup_printf("My lamp [#%s]", view->a_case->reference);
    close_case(house, 1);
    letter_in(house, "ada@citizen.example", "a2@citizen.example", subject, "", "Still dark.");
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpint(state_of(house, 1), ==, CASE_OPEN);
}

static void
a_strangers_number_in_the_subject_is_worth_nothing(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *subject = NULL;
    g_autoptr(CaseView) view = look(house, 1), after = NULL, own = NULL;

    (void)data;
    g_assert_nonnull(receipt);
    subject = g_strdup_printf("Re: %s", view->a_case->reference);
    close_case(house, 1);
    letter_in(house, "eve@citizen.example", "e1@citizen.example", subject, "", "Tell me of it.");
    g_assert_cmpuint(cases(house), ==, 2);
    after = look(house, 1);
    own = look(house, 2);
    g_assert_cmpuint(after->messages->len, ==, view->messages->len);
    g_assert_cmpuint(own->links->len, ==, 0);
    g_assert_cmpint(after->a_case->state, ==, CASE_RESOLVED);
}

static void
only_whole_numbers_of_cases_are_found_in_a_subject(void)
{
    static const struct {
        const char *subject, *found;
    } CASES[] = { { "Re: NB-2026-000123", "NB-2026-000123" },
                  { "[#nb-2026-000123] Lamp", "NB-2026-000123" },
                  { "NB-2026-000123: Lamp, not NB-2026-000124", "NB-2026-000123" },
                  { "NB-2026-1234567", "NB-2026-1234567" },
                  { "NB-26-000123", NULL },
                  { "NB-2026-123", NULL },
                  { "XNB-2026-000123", NULL },
                  { "NB-2026-000123a", NULL },
                  { "NB-2026-0001230000000000000", NULL },
                  { "", NULL } };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *found = threading_find_reference(CASES[i].subject, "NB");

        g_assert_cmpstr(found, ==, CASES[i].found);
    }
}

/* ---- strangers ---- */

static void
a_stranger_with_the_reply_address_stays_unverified_and_learns_nothing(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *to = reply_address_of(house, receipt), *reply = NULL;
    g_autofree char *in_reply_to = NULL;
    g_autoptr(CaseView) view = NULL;
    g_autoptr(GPtrArray) names = NULL;

    (void)data;
    close_case(house, 1);
    mail_in(house, EVE, to,
            "From: eve@citizen.example\nTo: hello@northam.example\nMessage-ID: <e1@citizen.example>\n\nWhat of it?\n");
    settle(house);
    view = look(house, 1);
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpint(view->a_case->state, ==, CASE_RESOLVED);
    g_assert_true(last_message(view)->unverified);
    g_assert_false(((const CaseMessage *)g_ptr_array_index(view->messages, 0))->unverified);
    g_assert_cmpuint(sent(house), ==, 1);

    /* What Ada gets later has no trace of the stranger. */
    g_assert_true(
        casework_set_state(&house->mediation, &house->officer, view->a_case->id, 0, CASE_OPEN, "again", NULL));
    g_clear_pointer(&view, case_view_free);
    view = look(house, 1);
    answer(house, view, "It is mended.");
    settle(house);
    names = outbox(house);
    reply = read_sent(house, g_ptr_array_index(names, names->len - 1));
    in_reply_to = field_of(reply, "In-Reply-To");
    g_assert_cmpstr(in_reply_to, ==, "a1@citizen.example");
    g_assert_null(strstr(reply, "e1@citizen.example"));
    g_assert_null(strstr(reply, "eve@"));
}

static void
a_forged_reply_address_is_an_ordinary_one(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *to = reply_address_of(house, receipt);
    char *mac = strchr(to, '.') + 1;

    (void)data;
    *mac = *mac == 'a' ? 'b' : 'a';
    mail_in(house, EVE, to, "From: eve@citizen.example\nTo: hello@northam.example\n\nA guess.\n");
    settle(house);
    g_assert_cmpuint(cases(house), ==, 2);
}

/* ---- siblings ---- */

static void
answers_to_a_message_that_nobody_sent_us_stay_together(House *house, gconstpointer data)
{
    g_autoptr(CaseView) other = NULL;

    (void)data;
    letter_in(house, "ada@citizen.example", "a2@citizen.example", "Re: Party", "References: <root@list.example>\n",
              "One.");
    letter_in(house, "ada@citizen.example", "a3@citizen.example", "Re: Party",
              "In-Reply-To: <other@list.example>\nReferences: <root@list.example> <other@list.example>\n", "Two.");
    g_assert_cmpuint(cases(house), ==, 1);
    letter_in(house, "eve@citizen.example", "e1@citizen.example", "Re: Party", "References: <root@list.example>\n",
              "Three.");
    g_assert_cmpuint(cases(house), ==, 2);
    other = look(house, 2);
    g_assert_cmpuint(other->links->len, ==, 1);
}

static void
a_message_that_comes_after_its_answer_joins_it(House *house, gconstpointer data)
{
    (void)data;
    letter_in(house, "ada@citizen.example", "a2@citizen.example", "Re: Lamp", "In-Reply-To: <a1@citizen.example>\n",
              "And another thing.");
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Lamp", "", "The lamp is out.");
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
a_stranger_who_takes_the_id_of_a_letter_does_not_get_its_answers(House *house, gconstpointer data)
{
    (void)data;
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Lamp", "", "The lamp is out.");
    letter_in(house, "eve@citizen.example", "a1@citizen.example", "Mine", "", "Now I have it.");
    g_assert_cmpuint(cases(house), ==, 2);
    letter_in(house, "ada@citizen.example", "a2@citizen.example", "Re: Lamp", "In-Reply-To: <a1@citizen.example>\n",
              "Still dark.");
    g_assert_cmpuint(cases(house), ==, 2);
    letter_in(house, "eve@citizen.example", "e2@citizen.example", "Re: Mine", "In-Reply-To: <a1@citizen.example>\n",
              "And mine.");
    g_assert_cmpuint(cases(house), ==, 2);
}

static void
a_letter_that_comes_after_a_strangers_answer_joins_its_writers_own(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    letter_in(house, "ada@citizen.example", "a2@citizen.example", "Re: Lamp", "In-Reply-To: <a1@citizen.example>\n",
              "And another thing.");
    letter_in(house, "eve@citizen.example", "e1@citizen.example", "Re: Lamp", "In-Reply-To: <a1@citizen.example>\n",
              "Me too.");
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Lamp", "", "The lamp is out.");
    g_assert_cmpuint(cases(house), ==, 2);
    view = look(house, 1);
    g_assert_cmpstr(last_message(view)->message->external_id, ==, "a1@citizen.example");
}

/* ---- what comes back ---- */

/* A bounce to @recipient whose returned header names @id. */
static void
bounce_in(House *house, const char *recipient, const char *id, const char *fields)
{
    g_autofree char *mail =
        g_strdup_printf("From: MAILER-DAEMON@mx.example\nTo: hello@northam.example\nSubject: Undelivered\n"
                        "Message-ID: <%s-%" G_GINT64_FORMAT "@mx.example>\n"
                        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n"
                        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
                        "Final-Recipient: rfc822; ada@citizen.example\n%s\n"
                        "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <%s>\n\n--b--\n",
                        "bounce", id_next(), fields, id);

    mail_in(house, "", recipient, mail);
    settle(house);
}

static void
a_bounce_finds_its_delivery_by_the_address_it_came_to(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *to = return_path_of(house, receipt), *why = NULL;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    bounce_in(house, to, "unknown@x", "Action: delayed\nStatus: 4.4.1\n");
    g_assert_cmpint(fate(house, NULL), ==, DELIVERY_SENT);
    bounce_in(house, to, "unknown@x", "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no\n");
    g_assert_cmpint(fate(house, &why), ==, DELIVERY_FAILED);
    g_assert_cmpstr(why, ==, "It was sent back: there is no such address.");
    assert_reports(house, "delayed gone");
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    g_assert_true(view->a_case->unread);
    g_assert_cmpint(last_message(view)->message->filed, ==, FILED_REPORT);
    g_assert_cmpuint(sent(house), ==, 1);
}

static void
a_bounce_to_the_desk_finds_its_message_by_our_id_in_the_returned_header(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *mail = read_sent(house, receipt), *id = field_of(mail, "Message-ID");

    (void)data;
    bounce_in(house, HELLO, id, "Action: failed\nStatus: 5.2.2\n");
    g_assert_cmpint(fate(house, NULL), ==, DELIVERY_FAILED);
    assert_reports(house, "full");
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
a_bounce_that_proves_nothing_changes_nothing(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *mail = read_sent(house, receipt), *id = field_of(mail, "Message-ID");

    (void)data;
    id[strlen("c.")] = id[strlen("c.")] == '0' ? '1' : '0';
    bounce_in(house, HELLO, id, "Action: failed\nStatus: 5.1.1\n");
    bounce_in(house, HELLO, "a1@citizen.example", "Action: failed\nStatus: 5.1.1\n");
    g_assert_cmpint(fate(house, NULL), ==, DELIVERY_SENT);
    assert_reports(house, "");
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
every_kind_of_report_stays_with_its_delivery(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *to = return_path_of(house, receipt);
    g_autofree char *mail = read_sent(house, receipt), *id = field_of(mail, "Message-ID"), *displayed = NULL,
                    *away = NULL;

    (void)data;
    bounce_in(house, to, id, "Action: failed\nStatus: 5.7.1\n");
    mail_in(house, "", to, "From: postmaster@x.example\nSubject: Lamp\n\nWe could not: 550 5.1.1 no such user\n");
    settle(house);
    mail_in(house, "mailto:fbl@isp.example", to,
            "From: fbl@isp.example\nSubject: Abuse\n"
            "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nx\n"
            "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b--\n");
    settle(house);
    displayed = g_strdup_printf("From: ada@citizen.example\nTo: hello@northam.example\nSubject: Read\n"
                                "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
                                "--b\n\nx\n--b\nContent-Type: message/disposition-notification\n\n"
                                "Original-Message-ID: <%s>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n"
                                "--b--\n",
                                id);
    mail_in(house, "", HELLO, displayed);
    settle(house);
    away = g_strdup_printf("In-Reply-To: <%s>\n", id);
    letter_in(house, "ada@citizen.example", "away@citizen.example", "Automatische Antwort: Lamp out", away,
              "Ich bin nicht im Büro.");
    assert_reports(house, "policy gone complaint read away");
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpuint(sent(house), ==, 1);
}

static void
a_person_who_answers_the_envelope_sender_reaches_the_case(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *to = return_path_of(house, receipt);

    (void)data;
    close_case(house, 1);
    mail_in(house, ADA, to, "From: ada@citizen.example\nTo: hello@northam.example\n\nThank you!\n");
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpint(state_of(house, 1), ==, CASE_OPEN);
    assert_reports(house, "");
}

static void
our_own_mail_coming_back_changes_nothing(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house), *mail = read_sent(house, receipt);

    (void)data;
    mail_in(house, ADA, HELLO, mail);
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
    g_assert_cmpuint(sent(house), ==, 1);
    g_assert_cmpint(state_of(house, 1), ==, CASE_NEW);
}

/* ---- assurance ---- */

static void
what_our_server_found_out_makes_an_address_checked_and_never_less(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const Identity *identity;

    (void)data;
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Lamp",
              "Authentication-Results: mx.northam.example; dmarc=pass header.from=citizen.example\n", "Dark.");
    letter_in(house, "ada@citizen.example", "a2@citizen.example", "Lamp again", "", "Dark.");
    view = look(house, 1);
    identity = g_ptr_array_index(view->identities, 0);
    g_assert_cmpint(identity->assurance, ==, 1);
    g_assert_cmpstr(identity->evidence, ==, "From field; mx.northam.example: dmarc=pass");
}

/* ---- circles ---- */

static void
what_went_in_circles_is_seen_and_not_answered(House *house, gconstpointer data)
{
    g_autoptr(GString) received = g_string_new(NULL);
    g_autoptr(CaseView) hops = NULL, servers = NULL;

    (void)data;
    letter_in(house, "ada@citizen.example", "a1@citizen.example", "Round", "X-Tribune-Hop: 26\n", "And round.");
    for (int i = 0; i < 26; i++)
        g_string_append_printf(received, "Received: by mx%d.example; Mon, 05 Jan 2026 10:00:00 +0000\n", i);
    letter_in(house, "eve@citizen.example", "e1@citizen.example", "Servers", received->str, "And on.");
    hops = look(house, 1);
    servers = look(house, 2);
    g_assert_true(last_message(hops)->parked);
    g_assert_true(last_message(servers)->parked);
    g_assert_cmpuint(sent(house), ==, 0);
}

static void
what_went_in_circles_reopens_nothing(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house);
    g_autoptr(CaseView) view = NULL;

    (void)data;
    g_assert_nonnull(receipt);
    close_case(house, 1);
    letter_in(house, "ada@citizen.example", "a2@citizen.example", "Round",
              "X-Tribune-Hop: many\nIn-Reply-To: <a1@citizen.example>\n", "And round.");
    view = look(house, 1);
    g_assert_true(last_message(view)->parked);
    g_assert_cmpint(view->a_case->state, ==, CASE_RESOLVED);
    g_assert_cmpuint(sent(house), ==, 1);
}

/* A case, and those that ask it for an automatic message, in turn. */
typedef struct {
    House *house;
    const CaseView *view;
    const Identity *to[2];
    guint sent;
} Asking;

static gboolean
ask_eight_times(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    const Message *message = ((const CaseMessage *)g_ptr_array_index(asking->view->messages, 0))->message;

    asking->sent = 0;
    for (guint i = 0; i < 8; i++) {
        gboolean queued = FALSE;

        if (!acknowledgement_send(&asking->house->mediation, session, asking->view->a_case, message->conversation,
                                  message, asking->to[i % 2], 0, &queued, error))
            return FALSE;
        asking->sent += queued ? 1 : 0;
    }
    return TRUE;
}

static void
a_case_sends_so_many_automatic_messages_an_hour_and_no_more(House *house, gconstpointer data)
{
    g_autofree char *receipt = ada_writes(house);
    g_autoptr(CaseView) view = look(house, 1), other = NULL;
    g_autoptr(GError) error = NULL;
    Asking asking = { .house = house, .view = view };

    (void)data;
    g_assert_nonnull(receipt);
    letter_in(house, "eve@citizen.example", "e1@citizen.example", "Hello", "", "Hello.");
    other = look(house, 2);
    asking.to[0] = g_ptr_array_index(view->identities, 0);
    asking.to[1] = g_ptr_array_index(other->identities, 0);
    store_write(house->mediation.store, ask_eight_times, &asking, &error);
    g_assert_no_error(error);
    settle(house);
    g_assert_cmpuint(asking.sent, ==, AUTOMATIC_PER_CASE_AND_HOUR - 1);
}

/* ---- twice ---- */

static void
the_same_mail_twice_is_one_and_the_same_id_with_other_words_is_another(House *house, gconstpointer data)
{
    static const char first[] = "From: ada@citizen.example\nTo: hello@northam.example\nMessage-ID: <a1@c>\n\nOne.\n";
    static const char other[] = "From: ada@citizen.example\nTo: hello@northam.example\nMessage-ID: <a1@c>\n\nTwo.\n";

    (void)data;
    g_assert_cmpint(mail_in(house, ADA, HELLO, first), ==, INTAKE_RECORDED);
    g_assert_cmpint(mail_in(house, ADA, HELLO, first), ==, INTAKE_DUPLICATE);
    g_assert_cmpint(mail_in(house, ADA, HELLO, other), ==, INTAKE_RECORDED);
    settle(house);
    g_assert_cmpuint(cases(house), ==, 2);
}

#define STORY(function) g_test_add("/mail-story/" #function, House, NULL, set_up_mail, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail-story/only_whole_numbers_of_cases_are_found_in_a_subject",
                    only_whole_numbers_of_cases_are_found_in_a_subject);
    STORY(a_name_that_is_more_than_a_name_is_not_repeated);
    STORY(a_number_in_the_subject_counts_for_who_takes_part);
    STORY(a_strangers_number_in_the_subject_is_worth_nothing);
    STORY(a_stranger_with_the_reply_address_stays_unverified_and_learns_nothing);
    STORY(a_forged_reply_address_is_an_ordinary_one);
    STORY(answers_to_a_message_that_nobody_sent_us_stay_together);
    STORY(a_message_that_comes_after_its_answer_joins_it);
    STORY(a_stranger_who_takes_the_id_of_a_letter_does_not_get_its_answers);
    STORY(a_letter_that_comes_after_a_strangers_answer_joins_its_writers_own);
    STORY(a_bounce_finds_its_delivery_by_the_address_it_came_to);
    STORY(a_bounce_to_the_desk_finds_its_message_by_our_id_in_the_returned_header);
    STORY(a_bounce_that_proves_nothing_changes_nothing);
    STORY(every_kind_of_report_stays_with_its_delivery);
    STORY(a_person_who_answers_the_envelope_sender_reaches_the_case);
    STORY(our_own_mail_coming_back_changes_nothing);
    STORY(what_our_server_found_out_makes_an_address_checked_and_never_less);
    STORY(what_went_in_circles_is_seen_and_not_answered);
    STORY(what_went_in_circles_reopens_nothing);
    STORY(a_case_sends_so_many_automatic_messages_an_hour_and_no_more);
    STORY(the_same_mail_twice_is_one_and_the_same_id_with_other_words_is_another);
    return g_test_run();
}
