/* SPDX-License-Identifier: Apache-2.0 */
/* Comments below publications: taken, judged, hidden by one person, shown again by another; what everybody sees of it.
 */
#include "command/test-house.h"
#include "mediation/commenting/comment-moderation.h"
#include "mediation/commenting/comment-rules.h"
#include "mediation/publishing/publishing.h"
#include "store/comment-store.h"
#include "views/comment-desk-view.h"
#include "views/comment-view.h"

static const RoleGrant WRITER = { ROLE_COMMUNICATIONS, { 0 } }, LEAD = { ROLE_LEAD, { 7 } };
static const Actor MAYA = { ACTOR_STAFF, { 71 }, "Maya", &WRITER, 1 },
                   OMAR = { ACTOR_STAFF, { 72 }, "Omar", &WRITER, 1 };
static const Actor PRIYA = { ACTOR_STAFF, { 73 }, "Priya", &LEAD, 1 };
static const Actor ECHO = { .kind = ACTOR_CHANNEL, .name = "echo" },
                   READER = { .kind = ACTOR_CITIZEN, .name = "reader" };

#define LONG_TEXT                                                                                                      \
    "The bridge should stay open for people on foot because the way by the weir is far too long for anybody with a "   \
    "pram or a wheelchair."

static PublicationId publication;

static void
write_something(House *house)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    g_autoptr(GError) error = NULL;

    g_free(text->title);
    text->title = g_strdup("Mill Bridge closed");
    g_free(text->body);
    text->body = g_strdup("From Monday.");
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &publication, &error);
    g_assert_no_error(error);
    publishing_submit(&house->mediation, &MAYA, publication, 0, &error);
    g_assert_no_error(error);
}

static gboolean
read_digest(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(PublicationRow) row = publication_store_load(session, publication, error);

    if (row != NULL)
        *(Digest *)data = row->digest;
    return row != NULL;
}

static void
let_it_out(House *house)
{
    g_autoptr(GError) error = NULL;
    Digest digest;

    store_read(house->mediation.store, read_digest, &digest, &error);
    g_assert_no_error(error);
    publishing_decide(&house->mediation, &OMAR, publication, &digest, VERDICT_APPROVE, "", "", &error);
    g_assert_no_error(error);
    publishing_release(&house->mediation, &MAYA, publication, 0, &error);
    g_assert_no_error(error);
}

static void
write_rules(House *house)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GError) error = NULL;

    g_ptr_array_add(texts, (gpointer) "en");
    g_ptr_array_add(texts, (gpointer) "Attack nobody.\n\nNo advertising.");
    comment_rules_publish(&house->mediation, &MAYA, texts, 0, &error);
    g_assert_no_error(error);
}

static void
set_up_comments(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    set_up(house, data);
    house->mediation.publishing = publishing_new(&house->mediation);
    house->mediation.portal_url = "https://contact.northam.example";
    test_hire(house->mediation.store, &MAYA);
    test_hire(house->mediation.store, &OMAR);
    test_hire(house->mediation.store, &PRIYA);
    write_something(house);
    let_it_out(house);
    write_rules(house);
    comment_rules_set_days(&house->mediation, &MAYA, PUBLICATION_NEWS, 14, &error);
    g_assert_no_error(error);
}

static void
tear_down_comments(House *house, gconstpointer data)
{
    Publishing *publishing = house->mediation.publishing;

    tear_down(house, data);
    publishing_free(publishing);
}

/* ---- helpers ---- */

/* The code of the refusal, or -1; the token of the writer's link in @ret_token. */
static int
comment(House *house, const char *name, const char *text, const char *identity, CommentId *ret, char **ret_token)
{
    g_auto(CommentReceipt) receipt = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *once = g_strdup_printf("%s %s", name, text);
    CommentDraft draft = { .publication = publication,
                           .name = name,
                           .identity = identity,
                           .text = text,
                           .language = "en",
                           .external_id = "",
                           .once = once };

    if (!commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, &error))
        return error->code;
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    *ret = receipt.id;
    if (ret_token != NULL)
        *ret_token = g_steal_pointer(&receipt.token);
    return -1;
}

static PublicComments *
shown(House *house)
{
    g_autoptr(GError) error = NULL;
    PublicComments *comments = comment_view_public(house->mediation.publishing, &READER, publication, 1, &error);

    g_assert_no_error(error);
    return comments;
}

static guint
count_shown(House *house)
{
    g_autoptr(PublicComments) comments = shown(house);

    return comments->total;
}

static CommentDeskLine *
desk(House *house, CommentId id, CommentDesk **ret)
{
    g_autoptr(GError) error = NULL;

    *ret = comment_desk_view_one(&house->mediation, &MAYA, id, "en", &error);
    g_assert_no_error(error);
    return g_ptr_array_index((*ret)->lines, 0);
}

static CommentState
state_of(House *house, CommentId id)
{
    g_autoptr(CommentDesk) whole = NULL;

    return desk(house, id, &whole)->comment->state;
}

static int
hide(House *house, const Actor *actor, CommentId id, guint rule, const char *law, const char *facts)
{
    g_autoptr(GError) error = NULL;
    CommentHiding hiding = { .category = COMMENT_OTHER, .rule = rule, .law = law, .facts = facts };

    return comment_moderation_hide(&house->mediation, actor, id, &hiding, &error) ? -1 : error->code;
}

static int
answer_appeal(House *house, const Actor *actor, CommentId id, gboolean restore)
{
    g_autoptr(GError) error = NULL;
    CommentState state;

    if (!comment_moderation_answer(&house->mediation, actor, id, 0, restore, "Looked at it.", &state, &error))
        return error->code;
    g_assert_cmpint(state, ==, state_of(house, id));
    return -1;
}

static int
appeal(House *house, const char *token)
{
    g_autoptr(GError) error = NULL;

    return comment_moderation_appeal(&house->mediation, token, "It is no advertisement.", &error) ? -1 : error->code;
}

static OwnComment *
own(House *house, const char *token)
{
    g_autoptr(GError) error = NULL;
    OwnComment *found = comment_view_own(house->mediation.publishing, token, "en", &error);

    g_assert_no_error(error);
    return found;
}

/* ---- the rules that hold ---- */

static void
what_no_filter_holds_is_public(House *house, gconstpointer data)
{
    g_autoptr(PublicComments) comments = NULL;
    g_autofree char *token = NULL;
    guint64 before = publishing_generation(house->mediation.publishing);
    const PublicComment *first;
    CommentId id;

    (void)data;
    g_assert_cmpint(comment(house, "Ada", " Good. ", "", &id, &token), ==, -1);
    comments = shown(house);
    g_assert_cmpuint(comments->total, ==, 1);
    first = g_ptr_array_index(comments->comments, 0);
    g_assert_cmpstr(first->name, ==, "Ada");
    g_assert_cmpstr(first->text, ==, "Good.");
    WAIT_FOR(publishing_generation(house->mediation.publishing) > before);
    g_assert_cmpuint(strlen(token), ==, 24);
}

static void
the_same_form_twice_is_one_comment(House *house, gconstpointer data)
{
    g_autofree char *first = NULL, *second = NULL;
    CommentId a, b;

    (void)data;
    comment(house, "Ada", "Good.", "", &a, &first);
    comment(house, "Ada", "Good.", "", &b, &second);
    g_assert_cmpint(a.value, ==, b.value);
    g_assert_cmpstr(first, ==, second);
    g_assert_cmpuint(count_shown(house), ==, 1);
}

static void
nearly_the_same_text_waits_for_a_person(House *house, gconstpointer data)
{
    CommentId a, b, c;

    (void)data;
    comment(house, "Ada", LONG_TEXT, "", &a, NULL);
    comment(house, "Bea", LONG_TEXT " Really.", "", &b, NULL);
    comment(house, "Cem", "I come by bicycle every morning and have never seen anybody wait at that crossing for long.",
            "", &c, NULL);
    g_assert_cmpint(state_of(house, a), ==, COMMENT_PUBLIC);
    g_assert_cmpint(state_of(house, b), ==, COMMENT_HELD);
    g_assert_cmpint(state_of(house, c), ==, COMMENT_PUBLIC);
}

static void
what_a_filter_holds_waits_with_a_clock(House *house, gconstpointer data)
{
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    CommentChoice choice = { { 0 }, 0 };
    const CommentDeskLine *line;
    CommentId id;
    guint done;

    (void)data;
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    comment(house, "Ada", "Good.", "", &id, NULL);
    line = desk(house, id, &whole);
    g_assert_cmpint(line->comment->state, ==, COMMENT_HELD);
    g_assert_cmpint(line->comment->due, ==, clocks_review_due(&house->mediation, line->comment->received));
    g_assert_cmpuint(line->verdicts->len, ==, 1);
    g_assert_cmpuint(count_shown(house), ==, 0);
    choice.id = id;
    g_assert_false(comment_moderation_publish(&house->mediation, &PRIYA, &choice, 1, &done, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_true(comment_moderation_publish(&house->mediation, &MAYA, &choice, 1, &done, &error));
    g_assert_cmpuint(done, ==, 1);
    g_assert_true(comment_moderation_publish(&house->mediation, &MAYA, &choice, 1, &done, &error));
    g_assert_cmpuint(done, ==, 0);
    g_assert_cmpuint(count_shown(house), ==, 1);
}

static void
a_filter_that_is_down_makes_it_wait(House *house, gconstpointer data)
{
    g_auto(CommentReceipt) receipt = { 0 };
    CommentDraft draft = { .publication = publication,
                           .name = "",
                           .identity = "",
                           .text = "Good.",
                           .language = "",
                           .external_id = "abc",
                           .once = "" };

    (void)data;
    __atomic_store_n(&filter_mood, 2, __ATOMIC_SEQ_CST);
    g_assert_true(commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, NULL));
    g_usleep(50000);
    g_assert_cmpint(state_of(house, receipt.id), ==, COMMENT_WAITING);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    g_assert_cmpint(state_of(house, receipt.id), ==, COMMENT_PUBLIC);
}

static void
comments_are_open_until_somebody_or_the_setting_says(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 until = 0;
    CommentId id;

    (void)data;
    g_assert_true(comment_view_until(house->mediation.publishing, &READER, publication, &until, &error));
    g_assert_cmpint(until, >, clock_now() + 13 * CLOCK_DAY);
    g_assert_cmpint(until, <, clock_now() + 15 * CLOCK_DAY);
    g_assert_true(comment_rules_set_until(&house->mediation, &MAYA, publication, 0, &error));
    g_assert_cmpint(comment(house, "Ada", "Good.", "", &id, NULL), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_false(comment_rules_set_until(&house->mediation, &PRIYA, publication, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_true(comment_rules_set_until(&house->mediation, &MAYA, publication, clock_now() + CLOCK_HOUR, &error));
    g_assert_cmpint(comment(house, "Ada", "Good.", "", &id, NULL), ==, -1);
}

static void
hiding_needs_a_ground_and_facts_and_deletes_nothing(House *house, gconstpointer data)
{
    g_autoptr(PublicComments) comments = NULL;
    g_autoptr(OwnComment) mine = NULL;
    g_autofree char *token = NULL;
    const CommentDecision *decision;
    const PublicComment *first;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    g_assert_cmpint(hide(house, &MAYA, id, 2, "", " "), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(hide(house, &MAYA, id, 3, "", "It sells lamps."), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(hide(house, &PRIYA, id, 2, "", "It sells lamps."), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(hide(house, &MAYA, id, 2, "", "It sells lamps."), ==, -1);
    g_assert_cmpint(hide(house, &MAYA, id, 2, "", "It sells lamps."), ==, TRIBUNE_ERROR_CONFLICT);
    comments = shown(house);
    first = g_ptr_array_index(comments->comments, 0);
    g_assert_true(first->is_hidden);
    g_assert_null(first->text);
    g_assert_cmpstr(first->name, ==, "");
    g_assert_cmpint(first->category, ==, COMMENT_OTHER);
    mine = own(house, token);
    g_assert_cmpstr(mine->comment->text, ==, "Buy lamps.");
    g_assert_cmpuint(mine->decisions->len, ==, 1);
    decision = g_ptr_array_index(mine->decisions, 0);
    g_assert_cmpstr(decision->facts, ==, "It sells lamps.");
    g_assert_cmpstr(g_ptr_array_index(mine->rules, 0), ==, "No advertising.");
    g_assert_cmpint(decision->until, ==, comment_appeal_until(decision->at));
}

static void
somebody_else_than_who_hid_it_answers_the_appeal(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    g_autoptr(OwnComment) mine = NULL;
    const CommentDecision *decision;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_INVALID);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_cmpint(answer_appeal(house, &OMAR, id, TRUE), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(appeal(house, "no-such-token"), ==, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_cmpint(appeal(house, token), ==, -1);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(answer_appeal(house, &MAYA, id, FALSE), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(answer_appeal(house, &PRIYA, id, TRUE), ==, -1);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_PUBLIC);
    mine = own(house, token);
    decision = g_ptr_array_index(mine->decisions, 0);
    g_assert_cmpint(decision->appeal, ==, COMMENT_APPEAL_RESTORED);
    g_assert_cmpint(decision->ended, !=, 0);
    g_assert_cmpstr(decision->answer, ==, "Looked at it.");
}

static void
an_appeal_that_is_not_granted_ends_there_and_a_new_decision_has_a_new_one(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;
    CommentState state;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    hide(house, &MAYA, id, 0, "Heilmittelwerbegesetz", "It sells lamps.");
    appeal(house, token);
    g_assert_cmpint(answer_appeal(house, &OMAR, id, FALSE), ==, -1);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HIDDEN);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_true(comment_moderation_restore(&house->mediation, &MAYA, id, 0, "A mistake.", &state, &error));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_PUBLIC);
    hide(house, &MAYA, id, 1, "", "It attacks lamps.");
    g_assert_cmpint(appeal(house, token), ==, -1);
}

static void
an_appeal_comes_in_time(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    clock_pin(comment_appeal_until(clock_now()) + CLOCK_DAY);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_INVALID);
    clock_pin(0);
}

static void
her_address_gets_a_notice_without_her_words(House *house, gconstpointer data)
{
    g_autofree char *sent = NULL;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "echo:ada", &id, NULL);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    sent = echo_text(echo_of(house), 0);
    g_assert_nonnull(strstr(sent, "https://contact.northam.example/comment/"));
    g_assert_null(strstr(sent, "lamps"));
}

static void
what_readers_report_stays_until_a_person_has_looked(House *house, gconstpointer data)
{
    g_autoptr(CommentDesk) list = NULL;
    g_autoptr(GError) error = NULL;
    const CommentDeskLine *line;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Good.", "", &id, NULL);
    g_assert_true(comment_moderation_flag(&house->mediation, &ECHO, id, COMMENT_SCAM, &error));
    g_assert_true(comment_moderation_flag(&house->mediation, &ECHO, id, COMMENT_SCAM, &error));
    g_assert_cmpuint(count_shown(house), ==, 1);
    list = comment_desk_view_list(&house->mediation, &MAYA, COMMENT_LIST_FLAGGED, "en", 1, &error);
    g_assert_cmpuint(list->lines->len, ==, 1);
    line = g_ptr_array_index(list->lines, 0);
    g_assert_cmpuint(line->flags[COMMENT_SCAM], ==, 2);
    g_assert_true(comment_moderation_keep(&house->mediation, &MAYA, id, line->comment->version, &error));
    g_assert_false(comment_moderation_keep(&house->mediation, &MAYA, id, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

static void
the_log_tells_every_decision_and_nothing_personal(House *house, gconstpointer data)
{
    g_autoptr(CommentLog) log = NULL;
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;
    const CommentLogLine *line;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    appeal(house, token);
    answer_appeal(house, &OMAR, id, FALSE);
    log = comment_view_log(house->mediation.publishing, &READER, "en", 1, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(log->counts.total, ==, 1);
    g_assert_cmpuint(log->counts.upheld, ==, 1);
    line = g_ptr_array_index(log->lines, 0);
    g_assert_cmpstr(line->slug, ==, "mill-bridge-closed");
    g_assert_cmpstr(line->rule, ==, "No advertising.");
    g_assert_null(line->decision->facts);
    g_assert_null(line->decision->plea);
    g_assert_false(line->decision->detected);
}

/* ---- what its writer makes of it ---- */

static CommentDraft
her_draft(const char *text, gint64 sent)
{
    return (CommentDraft){ .publication = publication,
                           .name = "Ada",
                           .handle = "@ada@remote.example",
                           .identity = "echo:ada",
                           .text = text,
                           .language = "en",
                           .external_id = "note-1",
                           .sent = sent };
}

static CommentId
post_note(House *house, const char *text)
{
    const CommentDraft draft = her_draft(text, 10);
    g_auto(CommentReceipt) receipt = { 0 };
    g_autoptr(GError) error = NULL;

    commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    return receipt.id;
}

static gboolean
edit_note(House *house, const char *text, const char *identity, gint64 sent)
{
    CommentDraft draft = her_draft(text, sent);
    g_autoptr(GError) error = NULL;
    gboolean known;

    draft.identity = identity;
    commenting_edit(&house->mediation, &ECHO, "echo", &draft, &known, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    return known;
}

static void
assert_whole(House *house)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    audit_run(house->mediation.store, &(AuditOptions){ 0 }, &counts, &error);
    g_assert_no_error(error);
}

static void
what_its_writer_changes_is_judged_again_and_then_what_everybody_sees(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "The lamp is out.");
    g_autoptr(PublicComments) comments = NULL;
    const PublicComment *first;

    (void)data;
    g_assert_true(edit_note(house, "The second lamp is out.", "echo:ada", 20));
    comments = shown(house);
    first = g_ptr_array_index(comments->comments, 0);
    g_assert_cmpstr(first->text, ==, "The second lamp is out.");
    g_assert_cmpstr(first->handle, ==, "@ada@remote.example");
    g_assert_true(first->is_edited);
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    g_assert_true(edit_note(house, "Buy lamps.", "echo:ada", 30));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HELD);
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

static void
an_older_text_or_one_of_somebody_else_changes_nothing(House *house, gconstpointer data)
{
    g_autoptr(PublicComments) comments = NULL;

    (void)data;
    post_note(house, "The lamp is out.");
    g_assert_true(edit_note(house, "The second lamp is out.", "echo:ada", 20));
    g_assert_true(edit_note(house, "The first lamp is out.", "echo:ada", 15));
    g_assert_false(edit_note(house, "All lamps are out.", "echo:eve", 40));
    comments = shown(house);
    g_assert_cmpstr(((PublicComment *)g_ptr_array_index(comments->comments, 0))->text, ==, "The second lamp is out.");
}

static void
what_was_changed_after_it_was_seen_is_not_published_unseen(House *house, gconstpointer data)
{
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    CommentChoice choice;
    guint done;

    (void)data;
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    choice.id = post_note(house, "The lamp is out.");
    choice.seen = desk(house, choice.id, &whole)->comment->version;
    edit_note(house, "Buy lamps.", "echo:ada", 20);
    g_assert_true(comment_moderation_publish(&house->mediation, &MAYA, &choice, 1, &done, &error));
    g_assert_cmpuint(done, ==, 0);
    g_assert_cmpint(state_of(house, choice.id), ==, COMMENT_HELD);
}

static void
what_is_hidden_stays_so_whatever_its_writer_makes_of_it(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    gboolean known;

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_true(edit_note(house, "Good.", "echo:ada", 20));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HIDDEN);
    g_assert_cmpstr(desk(house, id, &whole)->comment->text, ==, "Buy lamps.");
    g_assert_true(commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:ada", &known, &error));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HIDDEN);
    assert_whole(house);
}

/* ---- … while it is hidden ---- */

static void
take_back(House *house)
{
    g_autoptr(GError) error = NULL;
    gboolean known;

    commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:ada", &known, &error);
    g_assert_no_error(error);
    g_assert_true(known);
}

/* What it was said to be then. */
static CommentState
restore(House *house, CommentId id)
{
    g_autoptr(GError) error = NULL;
    CommentState state = COMMENT_HIDDEN;

    comment_moderation_restore(&house->mediation, &OMAR, id, 0, "It was no advertisement.", &state, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    return state;
}

static void
what_was_taken_back_while_it_was_hidden_is_not_shown_again(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    take_back(house);
    g_assert_true(edit_note(house, "Good.", "echo:ada", 20));
    g_assert_cmpint(restore(house, id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

static void
an_appeal_that_is_granted_does_not_show_what_was_taken_back(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");
    g_autoptr(CommentDesk) whole = NULL;

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_cmpint(appeal(house, desk(house, id, &whole)->comment->token), ==, -1);
    take_back(house);
    g_assert_cmpint(answer_appeal(house, &PRIYA, id, TRUE), ==, -1);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_WITHDRAWN);
}

static void
what_was_changed_while_it_was_hidden_is_judged_before_it_is_shown(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "Buy lamps.");
    g_autoptr(CommentDesk) hidden = NULL, now = NULL, held = NULL;
    g_autoptr(PublicComments) comments = NULL;

    (void)data;
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_true(edit_note(house, "The lamp is out.", "echo:ada", 20));
    g_assert_true(edit_note(house, "Buy more lamps.", "echo:ada", 15)); /* it came late */
    g_assert_cmpstr(desk(house, id, &hidden)->comment->text, ==, "Buy lamps.");
    g_assert_cmpstr(desk(house, id, &now)->next, ==, "The lamp is out."); /* who decides sees both */
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    g_assert_cmpint(restore(house, id), ==, COMMENT_WAITING);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HELD);
    g_assert_cmpstr(desk(house, id, &held)->comment->text, ==, "The lamp is out.");
    g_assert_cmpuint(count_shown(house), ==, 0);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_true(edit_note(house, "The lamp is on.", "echo:ada", 30));
    restore(house, id);
    comments = shown(house);
    g_assert_cmpstr(((PublicComment *)g_ptr_array_index(comments->comments, 0))->text, ==, "The lamp is on.");
    assert_whole(house);
}

static void
what_was_taken_back_before_it_came_is_recorded_and_never_shown(House *house, gconstpointer data)
{
    CommentDraft draft = her_draft("The lamp is out.", 10);
    g_auto(CommentReceipt) receipt = { 0 };
    g_autoptr(GError) error = NULL;

    (void)data;
    draft.retracted = TRUE;
    commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, &error);
    g_assert_no_error(error);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    g_assert_cmpint(state_of(house, receipt.id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

static void
what_its_writer_takes_back_nobody_sees_any_more_and_it_stays_in_the_record(House *house, gconstpointer data)
{
    CommentId id = post_note(house, "The lamp is out.");
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    gboolean known;

    (void)data;
    g_assert_true(commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:eve", &known, &error));
    g_assert_false(known);
    g_assert_cmpuint(count_shown(house), ==, 1);
    g_assert_true(commenting_retract(&house->mediation, &ECHO, "echo", "note-1", "echo:ada", &known, &error));
    g_assert_true(known);
    g_assert_cmpuint(count_shown(house), ==, 0);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_WITHDRAWN);
    g_assert_cmpstr(desk(house, id, &whole)->comment->text, ==, "The lamp is out.");
    g_assert_true(edit_note(house, "The lamp is on.", "echo:ada", 40));
    g_assert_cmpuint(count_shown(house), ==, 0);
    assert_whole(house);
}

/* ---- what the audit finds ---- */

DB_STATEMENT(tamper_comment, "UPDATE comments SET sealed = (SELECT sealed FROM comments WHERE id <> $1 LIMIT 1),"
                             " secret_key = (SELECT secret_key FROM comments WHERE id <> $1 LIMIT 1) WHERE id = $1");
DB_STATEMENT(tamper_decision, "UPDATE comment_decisions SET category = 'scam' WHERE comment = $1");
DB_STATEMENT(tamper_appeal, "UPDATE comment_decisions SET appeal = 'upheld' WHERE comment = $1");
DB_STATEMENT(tamper_edit, "UPDATE comment_edits SET sealed = (SELECT sealed FROM comments WHERE id = $1),"
                          " secret_key = (SELECT secret_key FROM comments WHERE id = $1) WHERE comment = $1");
DB_STATEMENT(tamper_rows, "DELETE FROM comment_decisions WHERE comment = $1");

typedef struct {
    const DbStatement *statement;
    CommentId id;
} Tampering;

static gboolean
tamper(DbSession *session, gpointer data, GError **error)
{
    const Tampering *tampering = data;
    g_autoptr(DbQuery) query = db_query(session, tampering->statement);

    db_bind_int(query, tampering->id.value);
    return db_run(query, error);
}

static gboolean
copy_database(House *house, char **ret_folder)
{
    *ret_folder = g_dir_make_tmp("tribune-tamper-XXXXXX", NULL);
    g_rmdir(*ret_folder);
    return store_backup(house->mediation.store, *ret_folder, NULL);
}

static void
assert_found(House *house, const DbStatement *statement, CommentId id)
{
    g_autofree char *folder = NULL;
    g_autoptr(Store) copy = NULL;
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    g_assert_true(copy_database(house, &folder));
    copy = store_open(&(StoreOptions){ .folder = folder, .master = house->master }, &error);
    g_assert_no_error(error);
    g_assert_true(audit_run(copy, &(AuditOptions){ 0 }, &counts, &error));
    g_assert_true(store_write(copy, tamper, &(Tampering){ statement, id }, &error));
    g_assert_false(audit_run(copy, &(AuditOptions){ 0 }, &counts, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    remove_folder(folder);
}

static void
whoever_changes_a_comment_or_a_decision_afterwards_is_found_out(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    CommentId id, other;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    comment(house, "Bea", "Good.", "", &other, NULL);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    appeal(house, token);
    answer_appeal(house, &OMAR, id, TRUE);
    assert_found(house, &tamper_comment, id);
    assert_found(house, &tamper_decision, id);
    assert_found(house, &tamper_appeal, id);
    assert_found(house, &tamper_rows, id);
    other = post_note(house, "The lamp is out.");
    edit_note(house, "The second lamp is out.", "echo:ada", 20);
    assert_found(house, &tamper_edit, other);
}

static void
without_rules_nothing_opens(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GError) error = NULL;

    (void)data;
    g_ptr_array_add(texts, (gpointer) "en");
    g_ptr_array_add(texts, (gpointer) "One.\n\nTwo.");
    g_ptr_array_add(texts, (gpointer) "de");
    g_ptr_array_add(texts, (gpointer) "Eins.");
    g_assert_false(comment_rules_publish(&house->mediation, &MAYA, texts, 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_ptr_array_index(texts, 3) = (gpointer) "Eins.\n\nZwei.";
    g_assert_false(comment_rules_publish(&house->mediation, &MAYA, texts, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    g_assert_true(comment_rules_publish(&house->mediation, &MAYA, texts, 1, &error));
}

#define TEST(name) g_test_add("/comments/" #name, House, NULL, set_up_comments, name, tear_down_comments)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(what_no_filter_holds_is_public);
    TEST(the_same_form_twice_is_one_comment);
    TEST(nearly_the_same_text_waits_for_a_person);
    TEST(what_a_filter_holds_waits_with_a_clock);
    TEST(a_filter_that_is_down_makes_it_wait);
    TEST(comments_are_open_until_somebody_or_the_setting_says);
    TEST(hiding_needs_a_ground_and_facts_and_deletes_nothing);
    TEST(somebody_else_than_who_hid_it_answers_the_appeal);
    TEST(an_appeal_that_is_not_granted_ends_there_and_a_new_decision_has_a_new_one);
    TEST(an_appeal_comes_in_time);
    TEST(her_address_gets_a_notice_without_her_words);
    TEST(what_readers_report_stays_until_a_person_has_looked);
    TEST(the_log_tells_every_decision_and_nothing_personal);
    TEST(what_its_writer_changes_is_judged_again_and_then_what_everybody_sees);
    TEST(an_older_text_or_one_of_somebody_else_changes_nothing);
    TEST(what_was_changed_after_it_was_seen_is_not_published_unseen);
    TEST(what_is_hidden_stays_so_whatever_its_writer_makes_of_it);
    TEST(what_was_taken_back_while_it_was_hidden_is_not_shown_again);
    TEST(an_appeal_that_is_granted_does_not_show_what_was_taken_back);
    TEST(what_was_changed_while_it_was_hidden_is_judged_before_it_is_shown);
    TEST(what_was_taken_back_before_it_came_is_recorded_and_never_shown);
    TEST(what_its_writer_takes_back_nobody_sees_any_more_and_it_stays_in_the_record);
    TEST(whoever_changes_a_comment_or_a_decision_afterwards_is_found_out);
    TEST(without_rules_nothing_opens);
    return g_test_run();
}
