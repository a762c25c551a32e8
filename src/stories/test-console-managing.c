/* SPDX-License-Identifier: Apache-2.0 */
/* The officers' pages of auditors and administrators: proofs, units, services, calendars, channels. */
#include "stories/test-console-house.h"
#include "wire/proof.h"

/* ---- auditing ---- */

static gboolean
sign_checkpoints(DbSession *session, gpointer data, GError **error)
{
    guint count;

    return journal_checkpoint_sign_due(session, ((House *)data)->key, &count, error);
}

static void
the_auditor_reads_all_and_changes_nothing(House *house, gconstpointer data)
{
    static const char *const TARGETS[] = { CASE_1 "/take", CASE_1 "/state", CASE_1 "/notes", CASE_1 "/title" };
    g_autofree char *cookie = sign_in(house, "colin");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    DOES_NOT_SAY(page, CASE_1 "/take");
    DOES_NOT_SAY(page, CASE_1 "/notes");
    SAYS(page, "You may read this case, not answer it.");
    for (guint i = 0; i < G_N_ELEMENTS(TARGETS); i++) {
        g_auto(Page) refused = submit(house, &page, TARGETS[i], cookie, "text=x&state=open&title=x");

        g_assert_cmpuint(refused.status, ==, 403);
        SAYS(refused, "You may not");
    }
    g_auto(Page) journal = get(house, "/journal", cookie);
    SAYS(journal, "northam.example/tribune/main/2026+");
}

/* The first address of @page that begins with @start. */
static char *
link_of(const Page *page, const char *start)
{
    const char *found = strstr(page->body, start);

    g_assert_nonnull(found);
    return g_strndup(found, strcspn(found, "\""));
}

static void
a_proof_from_the_trail_convinces_a_stranger(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "colin"), *vkey = journal_key_vkey(house->key, 2026);
    g_autoptr(GError) error = NULL;
    NoteVerifier verifier;

    (void)data;
    first_case(house);
    g_auto(Page) before = get(house, CASE_1 "/trail", cookie);
    SAYS(before, "with the next checkpoint");
    g_assert_true(store_write(house->mediation.store, sign_checkpoints, house, &error));
    g_auto(Page) trail = get(house, CASE_1 "/trail", cookie);
    g_autofree char *entry_url = link_of(&trail, CASE_1 "/trail/2026-");
    g_autofree char *proof_url = g_strconcat(entry_url, "/proof", NULL);
    SAYS(trail, proof_url);
    g_auto(Page) entry = get(house, entry_url, cookie);
    g_auto(Page) file = get(house, proof_url, cookie);
    g_assert_true(g_str_has_prefix(entry.body, "tribune-leaf/1\ntype receive\n"));
    g_assert_true(g_str_has_suffix(file.disposition, ".tlog-proof"));
    g_autoptr(Proof) proof = proof_parse(file.body, strlen(file.body), &error);
    g_assert_no_error(error);
    g_assert_true(note_verifier_parse(vkey, &verifier, &error));
    g_assert_true(proof_verify(proof, entry.body, strlen(entry.body), &verifier, 1, NULL, &error));
    g_auto(Page) foreign = get(house, CASE_1 "/trail/2026-0/proof", cookie);
    g_assert_cmpuint(foreign.status, ==, 404);
    g_auto(Page) checkpoint = get(house, "/journal/2026/checkpoint", cookie);
    g_assert_true(g_str_has_prefix(checkpoint.body, "northam.example/tribune/main/2026\n"));
}

/* ---- administration ---- */

static void
a_unit_gets_its_address(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen");
    g_auto(Page) form = get(house, "/units/new", owen);
    g_auto(Page) added = submit(house, &form, "/units/new", owen, "name=Street+Lighting");
    g_auto(Page) page = get(house, "/units/street-lighting", owen);
    g_auto(Page) wrong =
        submit(house, &page, "/units/street-lighting/addresses", owen, "channel=echo&address=desk&name=Lamps");
    g_auto(Page) right =
        submit(house, &page, "/units/street-lighting/addresses", owen, "channel=echo&address=echo%3Alamps&name=Lamps");
    g_auto(Page) list = get(house, "/units", owen);

    (void)data;
    g_assert_cmpuint(added.status, ==, 303);
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "value=\"desk\"");
    g_assert_cmpuint(right.status, ==, 303);
    SAYS(list, "lamps");
}

static void
a_service_is_promised_and_counted_beside_the_case(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen"), *grace = sign_in(house, "grace");

    (void)data;
    first_case(house);
    g_auto(Page) form = get(house, "/services/new", owen);
    g_auto(Page) wrong =
        submit(house, &form, "/services/new", owen, "name=Street+lamp&unit=highways&first_answer=soon");
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "value=\"soon\"");
    g_auto(Page) unsaid = submit(house, &form, "/services/new", owen, "name=Street+lamp&unit=highways&first_answer=8");
    g_assert_cmpuint(unsaid.status, ==, 422);
    SAYS(unsaid, "ay how far what is said in these cases needs protection");
    g_auto(Page) added = submit(house, &form, "/services/new", owen,
                                "name=Street+lamp&unit=highways&first_answer=8&resolution=1:30&basis=Charter"
                                "&sensitivity=personal");
    g_assert_cmpuint(added.status, ==, 303);
    g_auto(Page) list = get(house, "/services", grace);
    SAYS(list, "90 working minutes");
    g_auto(Page) forbidden = get(house, "/services/street-lamp", grace);
    g_assert_cmpuint(forbidden.status, ==, 403);
    g_auto(Page) warning = submit(house, &form, "/services", owen, "percent=95");
    g_assert_cmpuint(warning.status, ==, 422);

    g_auto(Page) page = get(house, CASE_1, grace);
    g_auto(Page) chosen =
        submit(house, &page, CASE_1 "/service", grace, "service=street-lamp&priority=urgent&sensitivity=special");
    g_assert_cmpstr(chosen.location, ==, CASE_1);
    g_auto(Page) after = get(house, CASE_1, grace);
    SAYS(after, "8 working hours, counted on");
    SAYS(after, "Charter");
    SAYS(after, "promise counted from here");
    SAYS(after, "protection raised to");
    SAYS(after, "(raised for this case)");
    g_auto(Page) lowered =
        submit(house, &after, CASE_1 "/service", grace, "service=street-lamp&priority=urgent&sensitivity=public");
    g_assert_cmpstr(lowered.location, ==, CASE_1);
    g_auto(Page) plain = get(house, CASE_1, grace);
    SAYS(plain, "protection as the service says:");
    g_auto(Page) due = get(house, "/cases?queue=unit&unit=highways&sort=due", grace);
    SAYS(due, "NB-2026-000001");
    SAYS(due, "urgent");
    g_auto(Page) late = get(house, "/cases?queue=late", grace);
    g_assert_cmpuint(late.status, ==, 200);
    g_auto(Page) nonsense =
        submit(house, &plain, CASE_1 "/service", grace, "service=none-such&priority=urgent&sensitivity=public");
    g_assert_cmpuint(nonsense.status, ==, 422);
}

static void
a_calendar_is_read_by_all_and_changed_by_few(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen"), *grace = sign_in(house, "grace");

    (void)data;
    g_auto(Page) form = get(house, "/calendars/new", owen);
    g_auto(Page) wrong = submit(house, &form, "/calendars/new", owen, "name=Crews&monday=7-19&closures=Christmas");
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "ine 1: this is no day that is off");
    g_auto(Page) added =
        submit(house, &form, "/calendars/new", owen, "name=Crews&monday=7-19&closures=12-25+Christmas");
    g_assert_cmpuint(added.status, ==, 303);
    g_auto(Page) page = get(house, "/calendars/crews", owen);
    SAYS(page, "12-25 Christmas");
    g_auto(Page) used = submit(house, &page, "/calendars/crews/units", owen, "unit-parks=1");
    g_assert_cmpuint(used.status, ==, 303);
    g_auto(Page) list = get(house, "/calendars", grace);
    SAYS(list, "Crews");
    g_auto(Page) read = get(house, "/calendars/crews", grace);
    SAYS(read, "07:00-19:00");
    g_auto(Page) refused = submit(house, &list, "/calendars/crews", grace, "name=Mine&monday=1-2");
    g_assert_cmpuint(refused.status, ==, 403);
}

static void
a_channel_is_paused_with_a_reason_and_its_cases_say_so(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen"), *grace = sign_in(house, "grace");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, "/channels/echo", owen);
    SAYS(page, "Keeps what is sent, for tests.");
    g_auto(Page) silent = submit(house, &page, "/channels/echo/pause", owen, "reason=+");
    g_assert_cmpuint(silent.status, ==, 422);
    SAYS(silent, "ay why");
    g_auto(Page) paused = submit(house, &page, "/channels/echo/pause", owen, "reason=It+moves+on+Monday");
    g_assert_cmpstr(paused.location, ==, "/channels/echo");
    g_auto(Page) twice = submit(house, &page, "/channels/echo/pause", owen, "reason=Again");
    g_assert_cmpuint(twice.status, ==, 409);
    g_auto(Page) list = get(house, "/channels", grace);
    SAYS(list, "It moves on Monday");
    g_auto(Page) a_case = get(house, CASE_1, grace);
    SAYS(a_case, "It moves on Monday");
    g_auto(Page) hers = get(house, "/channels/echo", grace);
    DOES_NOT_SAY(hers, "/channels/echo/resume");
    g_auto(Page) refused = submit(house, &a_case, "/channels/echo/resume", grace, "");
    g_assert_cmpuint(refused.status, ==, 403);

    g_auto(Page) again = get(house, "/channels/echo", owen);
    g_auto(Page) resumed = submit(house, &again, "/channels/echo/resume", owen, "");
    g_assert_cmpuint(resumed.status, ==, 303);
    g_auto(Page) after = get(house, CASE_1, grace);
    DOES_NOT_SAY(after, "It moves on Monday");
    g_auto(Page) none = get(house, "/channels/nothing", owen);
    g_assert_cmpuint(none.status, ==, 404);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/console/the-auditor-reads-all-and-changes-nothing", the_auditor_reads_all_and_changes_nothing },
        { "/console/a-proof-from-the-trail-convinces-a-stranger", a_proof_from_the_trail_convinces_a_stranger },
        { "/console/a-unit-gets-its-address", a_unit_gets_its_address },
        { "/console/a-service-is-promised-and-counted-beside-the-case",
          a_service_is_promised_and_counted_beside_the_case },
        { "/console/a-calendar-is-read-by-all-and-changed-by-few", a_calendar_is_read_by_all_and_changed_by_few },
        { "/console/a-channel-is-paused-with-a-reason-and-its-cases-say-so",
          a_channel_is_paused_with_a_reason_and_its_cases_say_so },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up, TESTS[i].test, tear_down);
    return g_test_run();
}
