/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/side-letter.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/cases/partners.h"
#include "mediation/people/people.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-policy.h"
#include "mediation/releasing/sending-policy.h"
#include "mediation/subscribing/heeding.h"
#include "store/event-store.h"
#include "store/person-store.h"
#include "store/side-store.h"

struct SideLetter {
    Mediation *mediation;
    const Actor *actor;
    CaseId case_id;
    const SideDraft *draft;
    gboolean hands_over;
    Conversation *conversation;
    Identity *to; /* NULL: nobody knows the address yet */
    char *uri, *name;
    const char *channel; /* that carries it */
    ReleasePolicy policy;
    Outgoing *outgoing;
    ReleaseLetter sent;
};

SideLetter *
side_letter_new(Mediation *mediation, const Actor *actor, CaseId case_id, const SideDraft *draft, gboolean hands_over)
{
    SideLetter *letter = g_new0(SideLetter, 1);

    letter->mediation = mediation;
    letter->actor = actor;
    letter->case_id = case_id;
    letter->draft = draft;
    letter->hands_over = hands_over;
    return letter;
}

static void
forget(SideLetter *letter)
{
    g_clear_pointer(&letter->conversation, conversation_free);
    g_clear_pointer(&letter->to, identity_free);
    g_clear_pointer(&letter->outgoing, outgoing_free);
    release_policy_clear(&letter->policy);
    g_clear_pointer(&letter->uri, g_free);
    g_clear_pointer(&letter->name, g_free);
}

void
side_letter_free(SideLetter *letter)
{
    forget(letter);
    release_letter_clear(&letter->sent);
    g_free(letter);
}

const Outgoing *
side_letter_outgoing(const SideLetter *letter)
{
    return letter->outgoing;
}

Outgoing *
side_letter_take_outgoing(SideLetter *letter)
{
    return g_steal_pointer(&letter->outgoing);
}

Rendering *
side_letter_render(const SideLetter *letter, GError **error)
{
    return release_render(letter->mediation, letter->channel, letter->outgoing, error);
}

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* ---- who is asked ---- */

static gboolean
refuse_citizen(DbSession *session, CaseId case_id, PersonId person, GError **error)
{
    gboolean citizen;

    return side_store_is_citizen(session, case_id, person, &citizen, error) &&
           (!citizen || invalid(error, SAY_NOOP("this is the citizen of this case; an internal consultation is never "
                                                "with them. Answer them in their own conversation")));
}

static gboolean
find_identity(SideLetter *letter, DbSession *session, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    letter->to = person_store_find_identity(session, letter->uri, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return letter->to == NULL || refuse_citizen(session, letter->case_id, letter->to->person, error);
}

/* As the officer calls them, else as they are known. */
static gboolean
find_name(SideLetter *letter, DbSession *session, GError **error)
{
    g_autoptr(Person) person = letter->to == NULL ? NULL : person_store_load(session, letter->to->person, error);
    const char *typed = letter->draft->name != NULL ? letter->draft->name : "";

    if (letter->to != NULL && person == NULL)
        return FALSE;
    letter->name = text_one_line(typed, strlen(typed), 100);
    if (*letter->name == '\0' && person != NULL) {
        g_free(letter->name);
        letter->name = g_strdup(person->name);
    }
    return TRUE;
}

static gboolean
go_on(SideLetter *letter, DbSession *session, GError **error)
{
    IdentityId id;

    letter->conversation = case_store_load_conversation(session, letter->draft->conversation, error);
    if (letter->conversation == NULL)
        return FALSE;
    if (!letter->conversation->side || letter->conversation->case_id.value != letter->case_id.value) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such consultation");
        return FALSE;
    }
    if (!case_store_first_participant(session, letter->conversation->id, &id, error))
        return FALSE;
    letter->to = person_store_load_identity(session, id, error);
    if (letter->to == NULL)
        return FALSE;
    letter->uri = g_strdup(letter->to->uri);
    /* Two persons may have become one since it began. */
    return refuse_citizen(session, letter->case_id, letter->to->person, error);
}

/* "Internal consultation NB-2026-000123: Lamp out". The first words say what it is, in every list of mails. */
static char *
make_subject(const SideLetter *letter, const Case *a_case)
{
    const Locale *locale = locales_find(letter->mediation->locales, letter->mediation->language);
    const char *words = letter->hands_over ? SAY("Handed over {reference}: {title}")
                                           : SAY("Internal consultation {reference}: {title}");
    const char *typed = letter->draft->title;
    g_autofree char *title = NULL;

    if (typed == NULL || *typed == '\0')
        typed = a_case->title;
    title = text_one_line(typed, strlen(typed), SIDE_TITLE_MAX);
    return locale_fill(locale, words, "reference", a_case->reference, "title", title, NULL);
}

static gboolean
begin(SideLetter *letter, DbSession *session, const Case *a_case, GError **error)
{
    const Channel *channel;

    letter->uri = partners_resolve(letter->mediation, letter->draft->to, error);
    if (letter->uri == NULL || !find_identity(letter, session, error))
        return FALSE;
    channel = channels_for(letter->mediation->channels, "", letter->uri);
    if (channel == NULL)
        return invalid(error, SAY_NOOP("no channel can write to others; ask an administrator"));
    letter->conversation = g_new0(Conversation, 1);
    letter->conversation->case_id = a_case->id;
    letter->conversation->channel = g_strdup(channel->name);
    letter->conversation->side = TRUE;
    letter->conversation->subject = make_subject(letter, a_case);
    return TRUE;
}

/* ---- what is said ---- */

static gboolean
check_text(const char *text, GError **error)
{
    gsize length = strlen(text);

    if (length > RELEASE_TEXT_MAX || !text_is_valid(text, length)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("with what is quoted the text is longer than 256 KiB; send less"));
        return FALSE;
    }
    for (const char *c = text; *c != '\0'; c++)
        if (!g_ascii_isspace(*c))
            return TRUE;
    return invalid(error, SAY_NOOP("write what you ask"));
}

/* What the officer wrote, what she chose, and who the answer goes to. */
static char *
make_text(const SideLetter *letter, const Case *a_case, const char *quoted)
{
    const Locale *locale = locales_find(letter->mediation->locales, letter->mediation->language);
    g_autofree char *own = text_clean(letter->draft->text, strlen(letter->draft->text)), *last = NULL;

    g_strchomp(own);
    last = locale_fill(locale,
                       letter->hands_over
                           ? SAY("*With this, case {reference} is yours: please answer the citizen yourself. What you "
                                 "answer to this message goes to {authority}, not to the citizen.*")
                           : SAY("*This is an internal consultation on case {reference}. Your answer goes to "
                                 "{authority}, not to the citizen.*"),
                       "reference", a_case->reference, "authority", letter->mediation->authority, NULL);
    return g_strdup_printf("%s%s\n\n%s", own, quoted, last);
}

static gboolean
fill_outgoing(SideLetter *letter, const Case *a_case, DbSession *session, GError **error)
{
    Outgoing *outgoing = letter->outgoing;
    gboolean goes_on = letter->draft->conversation.value != 0;

    if (!release_fill_sender(letter->mediation, a_case, letter->conversation, letter->channel, outgoing, error) ||
        (goes_on && !release_fill_thread(session, letter->conversation, outgoing, error)))
        return FALSE;
    outgoing->kind = RELEASE_SIDE;
    g_free(outgoing->case_reference);
    outgoing->case_reference = g_strdup(a_case->reference);
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup(letter->uri);
    g_free(outgoing->recipient_name);
    outgoing->recipient_name = g_strdup(letter->name);
    g_free(outgoing->subject);
    outgoing->subject = goes_on ? release_subject(letter->conversation->subject, a_case->reference)
                                : g_strdup(letter->conversation->subject);
    g_free(outgoing->language);
    outgoing->language = g_strdup(letter->mediation->language);
    outgoing->conversation = letter->conversation->id;
    outgoing->date = clock_now();
    return TRUE;
}

static gboolean
ask_policy(SideLetter *letter, DbSession *session, const Case *a_case, GError **error)
{
    SendingMatter matter = { .actor = letter->actor,
                             .purpose = letter->hands_over ? "hand-over" : "consultation",
                             .a_case = a_case,
                             .channel = letter->conversation->channel,
                             .uri = letter->uri,
                             .assurance = letter->to != NULL ? letter->to->assurance : 0,
                             .language = letter->mediation->language,
                             .text = letter->outgoing->text,
                             .files = letter->outgoing->attachments->len };
    const Channel *channel;

    if (!heeding_is_stopped(letter->mediation, session, letter->uri, &matter.stopped, error) ||
        !sending_policy_ask(letter->mediation, &matter, &letter->policy, &channel, error))
        return FALSE;
    letter->channel = channel != NULL ? channel->name : letter->conversation->channel;
    return TRUE;
}

gboolean
side_letter_compose(SideLetter *letter, DbSession *session, const Case *a_case, GError **error)
{
    g_autofree char *quoted = NULL;
    g_autoptr(GPtrArray) files = NULL;

    forget(letter);
    if (!check_text(letter->draft->text, error))
        return FALSE;
    if (!(letter->draft->conversation.value != 0 ? go_on(letter, session, error)
                                                 : begin(letter, session, a_case, error)) ||
        !find_name(letter, session, error) ||
        !enclosures_read(letter->mediation, session, a_case, letter->draft->enclosures, letter->hands_over, &quoted,
                         &files, error))
        return FALSE;
    letter->outgoing = outgoing_new();
    g_free(letter->outgoing->text);
    letter->outgoing->text = make_text(letter, a_case, quoted);
    g_ptr_array_unref(letter->outgoing->attachments);
    letter->outgoing->attachments = g_steal_pointer(&files);
    return check_text(letter->outgoing->text, error) && ask_policy(letter, session, a_case, error) &&
           fill_outgoing(letter, a_case, session, error);
}

/* ---- saving ---- */

gboolean
side_letter_seal(SideLetter *letter, GError **error)
{
    if (letter->conversation->id.value == 0)
        letter->conversation->id.value = letter->outgoing->conversation.value = id_next();
    letter->outgoing->release.value = id_next();
    letter->outgoing->delivery.value = id_next();
    return release_letter_render(letter->mediation, letter->channel, letter->outgoing, &letter->sent, error) &&
           release_letter_seal(letter->mediation, &letter->sent, error);
}

void
side_letter_discard(const SideLetter *letter)
{
    release_letter_discard(&letter->sent);
}

static gboolean
record_opening(const SideLetter *letter, DbSession *session, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s, s:s}", "with", letter->uri, "name", letter->name, "subject",
                               letter->conversation->subject);
    gboolean done = event_append(letter->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_SIDE_OPENED,
                                                .actor = letter->actor,
                                                .case_id = letter->case_id,
                                                .subject = letter->conversation->id.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    return done;
}

/* Who is asked, known from now on. */
static Identity *
recognise(const SideLetter *letter, DbSession *session, GError **error)
{
    g_autoptr(MessageDraft) known = message_draft_new();

    g_free(known->sender);
    known->sender = g_strdup(letter->uri);
    g_free(known->sender_name);
    known->sender_name = g_strdup(letter->name);
    g_free(known->evidence);
    known->evidence = g_strdup("named by staff");
    return people_recognise(letter->mediation, session, letter->actor, known, error);
}

static gboolean
open_conversation(const SideLetter *letter, DbSession *session, const Identity *to, GError **error)
{
    letter->conversation->endpoint = release_endpoint(letter->mediation, letter->channel, letter->outgoing);
    return refuse_citizen(session, letter->case_id, to->person, error) &&
           case_store_insert_conversation(session, letter->conversation, error) &&
           case_store_add_participant(session, letter->conversation->id, to->id, error) &&
           record_opening(letter, session, error);
}

gboolean
side_letter_save(SideLetter *letter, DbSession *session, const Case *a_case, const char *rule, GError **error)
{
    g_autoptr(Identity) to = recognise(letter, session, error);

    if (to == NULL || (letter->draft->conversation.value == 0 && !open_conversation(letter, session, to, error)))
        return FALSE;
    return release_letter_save(
        letter->mediation, session, &letter->sent,
        &(ReleaseSaving){
            .actor = letter->actor, .rule = rule, .case_id = a_case->id, .to = to, .policy = &letter->policy },
        error);
}
