/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/hand-over.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/clocks.h"
#include "mediation/cases/side-letter.h"
#include "mediation/name.h"
#include "mediation/releasing/preferring.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-policy.h"
#include "model/name-table.h"
#include "model/person.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/proposal-store.h"

static const char *const BASES[] = { "agreed", "law", NULL };
NAME_TABLE(HandOverBasis, hand_over_basis, BASES)

void
hand_over_preview_free(HandOverPreview *preview)
{
    g_clear_pointer(&preview->letter, outgoing_free);
    g_clear_pointer(&preview->notice, outgoing_free);
    g_clear_pointer(&preview->letter_rendering, rendering_free);
    g_clear_pointer(&preview->notice_rendering, rendering_free);
    g_free(preview);
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId case_id;
    gint64 version;
    const HandOverDraft *draft;
    char *reason, *law; /* clean */
    Partner *partner;
    SideDraft side; /* borrows from the partner */
    SideLetter *letter;
    Conversation *conversation; /* with the citizen */
    Identity *citizen;
    const char *channel; /* that carries the notice */
    ReleasePolicy policy;
    Outgoing *notice;
    ReleaseLetter sent; /* the notice */
} HandOver;

static void
forget(HandOver *over)
{
    g_clear_pointer(&over->letter, side_letter_free);
    g_clear_pointer(&over->partner, partner_free);
    g_clear_pointer(&over->conversation, conversation_free);
    g_clear_pointer(&over->citizen, identity_free);
    g_clear_pointer(&over->notice, outgoing_free);
    release_policy_clear(&over->policy);
}

static void
hand_over_clear(HandOver *over)
{
    forget(over);
    release_letter_clear(&over->sent);
    g_free(over->reason);
    g_free(over->law);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HandOver, hand_over_clear)

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
check_draft(HandOver *over, GError **error)
{
    const HandOverDraft *draft = over->draft;

    over->reason = text_one_line(draft->reason, strlen(draft->reason), HAND_OVER_REASON_MAX);
    over->law = text_one_line(draft->law, strlen(draft->law), HAND_OVER_BASIS_MAX);
    if (draft->partner.value == 0)
        return invalid(error, SAY_NOOP("choose the body that takes the case over"));
    if (*over->reason == '\0')
        return invalid(error, SAY_NOOP("say why; the citizen reads it"));
    if (!draft->based)
        return invalid(error, SAY_NOOP("confirm that the citizen agreed, or name the law that allows it"));
    if (draft->basis == HAND_OVER_BY_LAW && *over->law == '\0')
        return invalid(error, SAY_NOOP("name the law that allows passing their data on"));
    return TRUE;
}

/* ---- composing ---- */

/* With a full stop at its end, since a sentence goes on after it. */
static char *
end_sentence(const char *text)
{
    gsize length = strlen(text);

    return length > 0 && strchr(".!?", text[length - 1]) != NULL ? g_strdup(text) : g_strconcat(text, ".", NULL);
}

/* "…, because: We do not own that road. They answer you. You reach them so: …" */
static char *
write_notice(const HandOver *over, const Locale *locale, const char *name, const char *reference)
{
    g_autofree char *greeting = name_is_plain(name) ? locale_fill(locale, SAY("Dear {name},"), "name", name, NULL)
                                                    : g_strdup(locale_say(locale, SAY("Good day,")));
    g_autofree char *reason = end_sentence(over->reason);
    g_autofree char *body =
        locale_fill(locale,
                    SAY("we have handed your matter {reference} over to **{partner}**. The reason: {reason}\n\n"
                        "{partner} has what you wrote to us and will answer you. You do not need to write again."),
                    "reference", reference, "partner", over->partner->name, "reason", reason, NULL);
    g_autofree char *reach = *over->partner->contact == '\0'
                                 ? g_strdup("")
                                 : locale_fill(locale, SAY("You can reach {partner} here: {contact}"), "partner",
                                               over->partner->name, "contact", over->partner->contact, NULL);

    return g_strdup_printf("%s\n\n%s%s%s\n\n%s", greeting, body, *reach != '\0' ? "\n\n" : "", reach,
                           over->mediation->authority);
}

/* For the tables the notice is an answer to the citizen like any other. */
static gboolean
ask_policy(HandOver *over, DbSession *session, const Case *a_case, GError **error)
{
    const ReplyDraft draft = { .text = over->reason, .next = CASE_REFERRED };
    const ReleaseMatter matter = { .actor = over->actor,
                                   .a_case = a_case,
                                   .conversation = over->conversation,
                                   .to = over->citizen,
                                   .draft = &draft,
                                   .purpose = PERSON_PURPOSE_NOTICE };
    Conversation *in = NULL;
    Identity *other = NULL;
    gboolean decided =
        release_policy_ask(over->mediation, session, &matter, &over->policy, &over->channel, &other, &in, error);

    if (other != NULL) {
        identity_free(over->citizen);
        over->citizen = other;
    }
    if (in != NULL) {
        conversation_free(over->conversation);
        over->conversation = in;
    }
    return decided && release_policy_check(&over->policy, error);
}

/* To the address that she wishes; where the policy does not let it go there, as if she wished nothing. */
static gboolean
find_way(HandOver *over, DbSession *session, const Case *a_case, GError **error)
{
    GError *trouble = NULL;
    gboolean asked;

    if (!release_find_recipient(session, a_case->id, &over->conversation, &over->citizen, error) ||
        !preferring_way(over->mediation, session, a_case, PERSON_PURPOSE_NOTICE, &over->conversation, &over->citizen,
                        &asked, error))
        return FALSE;
    if (ask_policy(over, session, a_case, &trouble))
        return TRUE;
    if (!asked || !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    g_clear_pointer(&over->conversation, conversation_free);
    g_clear_pointer(&over->citizen, identity_free);
    release_policy_clear(&over->policy);
    return release_find_recipient(session, a_case->id, &over->conversation, &over->citizen, error) &&
           ask_policy(over, session, a_case, error);
}

static gboolean
compose_notice(HandOver *over, DbSession *session, const Case *a_case, GError **error)
{
    const Mediation *mediation = over->mediation;
    const Locale *locale;

    if (!find_way(over, session, a_case, error))
        return FALSE;
    over->notice = release_compose(mediation, session, a_case, over->conversation, over->citizen, error);
    if (over->notice == NULL ||
        !release_fill_sender(mediation, a_case, over->conversation, over->channel, over->notice, error) ||
        !preferring_language(session, over->citizen->person, PERSON_PURPOSE_NOTICE, &over->notice->language, error))
        return FALSE;
    locale = locales_choose_or(mediation->locales, over->notice->language, mediation->language);
    over->notice->kind = RELEASE_REPLY;
    g_free(over->notice->language);
    over->notice->language = g_strdup(locale_tag(locale));
    g_free(over->notice->text);
    over->notice->text = write_notice(over, locale, over->notice->recipient_name, a_case->reference);
    return TRUE;
}

static gboolean
compose_letter(HandOver *over, DbSession *session, const Case *a_case, GError **error)
{
    over->partner = partner_store_load(session, over->draft->partner, error);
    if (over->partner == NULL)
        return FALSE;
    if (over->partner->closed)
        return invalid(error, SAY_NOOP("this body is closed in the directory; choose another"));
    over->side = (SideDraft){ .to = over->partner->uri,
                              .name = over->partner->name,
                              .title = "",
                              .text = over->draft->text,
                              .enclosures = over->draft->enclosures };
    over->letter = side_letter_new(over->mediation, over->actor, over->case_id, &over->side, TRUE);
    return side_letter_compose(over->letter, session, a_case, error);
}

static gboolean
check_rights(const HandOver *over, const Case *a_case, GError **error)
{
    if (!rights_check(over->actor, ACTION_REPLY, a_case->unit, error) ||
        !rights_check(over->actor, ACTION_SET_STATE, a_case->unit, error))
        return FALSE;
    return case_state_may_follow(a_case->state, CASE_REFERRED) ||
           invalid(error, SAY_NOOP("this case is closed; open it before you hand it over"));
}

static gboolean
compose(DbSession *session, gpointer data, GError **error)
{
    HandOver *over = data;
    g_autoptr(Case) a_case = case_store_load(session, over->case_id, error);

    forget(over);
    return a_case != NULL && check_rights(over, a_case, error) && compose_letter(over, session, a_case, error) &&
           compose_notice(over, session, a_case, error);
}

/* Of both, and of what is recorded with them. */
static Digest
digest_of(const HandOver *over)
{
    Digest letter = release_digest(side_letter_outgoing(over->letter)), notice = release_digest(over->notice);
    const char *basis = hand_over_basis_name(over->draft->basis);

    return digest_sha256_spans((DigestSpan[]){ { letter.bytes, DIGEST_SIZE },
                                               { notice.bytes, DIGEST_SIZE },
                                               { basis, strlen(basis) + 1 },
                                               { over->law, strlen(over->law) } },
                               4);
}

HandOverPreview *
hand_over_preview(Mediation *mediation, const Actor *actor, CaseId case_id, const HandOverDraft *draft, GError **error)
{
    g_auto(HandOver) over = { .mediation = mediation, .actor = actor, .case_id = case_id, .draft = draft };
    g_autoptr(HandOverPreview) preview = g_new0(HandOverPreview, 1);

    if (!check_draft(&over, error) || !store_read(mediation->store, compose, &over, error))
        return NULL;
    preview->letter_rendering = side_letter_render(over.letter, error);
    if (preview->letter_rendering == NULL)
        return NULL;
    preview->notice_rendering = release_render(mediation, over.channel, over.notice, error);
    if (preview->notice_rendering == NULL)
        return NULL;
    preview->digest = digest_of(&over);
    preview->letter = side_letter_take_outgoing(over.letter);
    preview->notice = g_steal_pointer(&over.notice);
    return g_steal_pointer(&preview);
}

/* ---- saving ---- */

static gboolean
seal_notice(HandOver *over, GError **error)
{
    over->notice->release.value = id_next();
    over->notice->delivery.value = id_next();
    return release_letter_render(over->mediation, over->channel, over->notice, &over->sent, error) &&
           release_letter_seal(over->mediation, &over->sent, error);
}

static gboolean
save_notice(const HandOver *over, DbSession *session, GError **error)
{
    return release_letter_save(over->mediation, session, &over->sent,
                               &(ReleaseSaving){ .actor = over->actor,
                                                 .rule = RULE_HAND_OVER,
                                                 .case_id = over->case_id,
                                                 .to = over->citizen,
                                                 .conversation = over->conversation,
                                                 .policy = &over->policy },
                               error);
}

static gboolean
record(const HandOver *over, DbSession *session, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s, s:s, s:s, s:s}", "to", over->partner->name, "address", over->partner->uri,
                               "reason", over->reason, "basis", hand_over_basis_name(over->draft->basis), "law",
                               over->draft->basis == HAND_OVER_BY_LAW ? over->law : "");
    gboolean done = event_append(over->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_CASE_REFERRED,
                                                .actor = over->actor,
                                                .case_id = over->case_id,
                                                .subject = over->partner->id.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    HandOver *over = data;
    const char *said = over->notice->text;
    g_autoptr(Case) a_case = case_store_load(session, over->case_id, error);
    gboolean waits;

    if (a_case == NULL || !check_rights(over, a_case, error) ||
        !proposal_store_is_open(session, a_case->id, &waits, error))
        return FALSE;
    if (waits) {
        g_set_error_literal(
            error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
            SAY_NOOP("a reply to the citizen waits in this case; it must leave or be taken back first"));
        return FALSE;
    }
    if (over->version != 0 && over->version != a_case->version) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("somebody changed the case while you wrote; your text is kept below, look at the "
                                     "case and send it again"));
        return FALSE;
    }
    if (!record(over, session, error) || !side_letter_save(over->letter, session, a_case, RULE_HAND_OVER, error) ||
        !clocks_answered(over->mediation, session, over->actor, a_case, over->notice->date, error) ||
        !casework_move(over->mediation, session, over->actor, a_case, CASE_REFERRED, over->reason, error) ||
        !save_notice(over, session, error))
        return FALSE;
    a_case->unread = FALSE;
    a_case->changed = clock_now();
    g_free(a_case->preview);
    a_case->preview = text_one_line(said, strlen(said), 160);
    return case_store_update(session, a_case, error);
}

/* Neither letter was saved. */
static void
discard(const HandOver *over)
{
    side_letter_discard(over->letter);
    release_letter_discard(&over->sent);
}

gboolean
hand_over_send(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version, const HandOverDraft *draft,
               const Digest *expected, GError **error)
{
    g_auto(HandOver)
        over = { .mediation = mediation, .actor = actor, .case_id = case_id, .version = version, .draft = draft };
    Digest digest;

    if (!check_draft(&over, error) || !store_read(mediation->store, compose, &over, error))
        return FALSE;
    digest = digest_of(&over);
    if (!digest_equal(&digest, expected)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("what would leave is not what you saw; look at the preview again"));
        return FALSE;
    }
    if (!side_letter_seal(over.letter, error))
        return FALSE;
    if (!seal_notice(&over, error) || !store_write(mediation->store, save, &over, error)) {
        discard(&over);
        return FALSE;
    }
    work_wake(mediation->work, WORK_DELIVER);
    mediation_changed(mediation, case_id);
    return TRUE;
}
