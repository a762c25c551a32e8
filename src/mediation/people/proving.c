/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for a code, and what is sent. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/people/citizen-access.h"
#include "mediation/people/persons.h"
#include "mediation/people/proving-private.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-policy.h"
#include "mediation/releasing/sending-policy.h"
#include "mediation/subscribing/heeding.h"
#include "store/event-store.h"

#define CODE_BOUND 100000000 /* 10 ^ PROVING_DIGITS */

static gboolean
refuse(TribuneError code, const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (int)code, words);
    return FALSE;
}

gboolean
proving_may_use(const Channel *channel)
{
    guint abilities = channel->driver->capabilities.abilities;

    return (abilities & CHANNEL_SENDS) != 0 && (abilities & CHANNEL_PRIVATE) != 0 && (abilities & CHANNEL_PAGE) == 0 &&
           channel->driver->resolve != NULL;
}

/* ---- who may ---- */

gboolean
proving_check(DbSession *session, const Actor *actor, const ProvingMatter *matter, GError **error)
{
    gboolean reads, edits;

    if (actor->kind == ACTOR_CITIZEN && actor->typed)
        return refuse(TRIBUNE_ERROR_FORBIDDEN, SAY_NOOP("open this page by the link that was sent to your address"),
                      error);
    if (actor->kind == ACTOR_CITIZEN)
        return rights_check_own(actor, ACTION_WRITE_OWN_CASE, matter->case_id, error);
    if (!persons_may(session, actor, ACTION_READ_PERSON, matter->person, &reads, error) ||
        !persons_may(session, actor, ACTION_EDIT_CASE, matter->person, &edits, error))
        return FALSE;
    if (reads && edits && actor->kind == ACTOR_STAFF)
        return TRUE;
    return reads ? refuse(TRIBUNE_ERROR_FORBIDDEN, SAY_NOOP("you may not change this person"), error)
                 : refuse(TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such person"), error);
}

AddressAsker
proving_asker(const ProvingMatter *matter)
{
    return (AddressAsker){ matter->person, matter->by, matter->case_id };
}

/* ---- the code ---- */

char *
proving_code(const Mediation *mediation, gint64 id)
{
    return g_strdup_printf("%0*u", PROVING_DIGITS, citizen_access_number(mediation->access, id, CODE_BOUND));
}

gboolean
proving_is_open(const AddressCode *code, gint64 now)
{
    return code != NULL && code->ended == 0 && code->tries < PROVING_TRIES && now < code->created + PROVING_LIFE;
}

gboolean
proving_fill(const Mediation *mediation, Outgoing *outgoing)
{
    g_autofree char *code = mediation->access != NULL ? proving_code(mediation, outgoing->release.value) : NULL;
    g_auto(GStrv) parts = g_strsplit(outgoing->text, PROVING_MARK, 2);

    if (code == NULL || clock_now() >= outgoing->date + PROVING_LIFE)
        return FALSE;
    g_free(outgoing->text);
    outgoing->text = g_strjoinv(code, parts);
    return TRUE;
}

/* ---- what is sent ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const ProvingMatter *matter;
    const Channel *channel;
    char *uri;
    Outgoing *outgoing;
    ReleaseLetter letter;
    gboolean stopped; /* who is there wants nothing that she did not ask for, and we do not know that this is she */
    ReleasePolicy policy;
} Asking;

static void
asking_clear(Asking *asking)
{
    g_free(asking->uri);
    g_clear_pointer(&asking->outgoing, outgoing_free);
    release_letter_clear(&asking->letter);
    release_policy_clear(&asking->policy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

static void
put(char **place, char *text)
{
    g_free(*place);
    *place = text;
}

/* Neither her name, nor the case, nor anything that she wrote. */
static char *
compose_text(const Mediation *mediation, const Locale *locale)
{
    return locale_fill_plural(locale,
                              SAY_PLURAL("{code} is the code with which you show {authority} that this address is "
                                         "yours. Type it in where you asked for it, within {n} minute.\n\nYou did not "
                                         "ask for a code? Then ignore this message and give the code to nobody. "
                                         "Nothing happens without it.",
                                         "{code} is the code with which you show {authority} that this address is "
                                         "yours. Type it in where you asked for it, within {n} minutes.\n\nYou did "
                                         "not ask for a code? Then ignore this message and give the code to nobody. "
                                         "Nothing happens without it."),
                              PROVING_LIFE / CLOCK_MINUTE, "code", PROVING_MARK, "authority", mediation->authority,
                              NULL);
}

static gboolean
compose(Asking *asking, GError **error)
{
    const Mediation *mediation = asking->mediation;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *from = directory_endpoint_for(snapshot, asking->channel->name, (UnitId){ 0 });
    const Locale *locale = locales_choose_or(mediation->locales, asking->matter->language, mediation->language);
    Outgoing *outgoing = asking->outgoing = outgoing_new();

    if (from == NULL)
        return refuse(TRIBUNE_ERROR_INVALID, SAY_NOOP("we cannot write to addresses of this kind now"), error);
    outgoing->kind = RELEASE_CODE;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    outgoing->date = clock_now();
    outgoing->hops = 1;
    put(&outgoing->channel, g_strdup(asking->channel->name));
    put(&outgoing->endpoint, g_strdup(from->uri));
    put(&outgoing->endpoint_name, g_strdup(mediation->authority));
    put(&outgoing->recipient, g_strdup(asking->uri));
    put(&outgoing->subject,
        locale_fill(locale, SAY("Your code for {authority}"), "authority", mediation->authority, NULL));
    put(&outgoing->language, g_strdup(locale_tag(locale)));
    put(&outgoing->text, compose_text(mediation, locale));
    return TRUE;
}

/* An address of our own would answer itself. */
static gboolean
resolve(Asking *asking, const char *address, GError **error)
{
    g_autofree char *typed = text_one_line(address, strlen(address), PROVING_ADDRESS_MAX);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(asking->mediation->directory);

    if (*typed == '\0')
        return refuse(TRIBUNE_ERROR_INVALID, SAY_NOOP("write the address"), error);
    asking->uri = asking->channel->driver->resolve(asking->channel->handle, typed, error);
    if (asking->uri == NULL || !channels_admit(asking->channel, asking->uri, error))
        return FALSE;
    return directory_find_endpoint(snapshot, asking->channel->name, asking->uri) == NULL ||
           refuse(TRIBUNE_ERROR_INVALID, SAY_NOOP("this is an address of our own; write one of yours"), error);
}

static gboolean
find_channel(Asking *asking, const char *name, GError **error)
{
    asking->channel = channels_find(asking->mediation->channels, name);
    if (asking->channel != NULL && asking->mediation->access != NULL && proving_may_use(asking->channel))
        return TRUE;
    return refuse(TRIBUNE_ERROR_INVALID, SAY_NOOP("choose by which tool you read messages at this address"), error);
}

static gboolean
ask_policy(Asking *asking, GError **error)
{
    const Channel *chosen;
    const SendingMatter matter = { .actor = &ACTOR_TRIBUNE,
                                   .purpose = "notice",
                                   .channel = asking->channel->name,
                                   .uri = asking->uri,
                                   .language = asking->outgoing->language,
                                   .text = asking->outgoing->text };

    if (!sending_policy_ask(asking->mediation, &matter, &asking->policy, &chosen, error))
        return FALSE;
    return chosen == asking->channel ||
           refuse(TRIBUNE_ERROR_INVALID, SAY_NOOP("the policy does not let us write there"), error);
}

static gboolean
make(Asking *asking, GError **error)
{
    return compose(asking, error) && ask_policy(asking, error) &&
           release_letter_render(asking->mediation, asking->channel->name, asking->outgoing, &asking->letter, error) &&
           release_letter_seal(asking->mediation, &asking->letter, error);
}

/* ---- how often ---- */

static gboolean
check_pace(DbSession *session, const Asking *asking, gint64 now, GError **error)
{
    GError *trouble = NULL;
    const AddressAsker asker = proving_asker(asking->matter);
    g_autoptr(AddressCode) last = address_store_latest_code(session, &asker, &trouble);
    AddressCodeCounts counts;

    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (!address_store_count_codes(session, asking->matter->person, asking->uri, now - CLOCK_DAY, &counts, error))
        return FALSE;
    if (counts.person >= PROVING_PERSON_DAY || counts.address >= PROVING_ADDRESS_DAY || counts.all >= PROVING_DAY ||
        (asking->actor->kind == ACTOR_CITIZEN && counts.citizens >= PROVING_DAY_OWN))
        return refuse(TRIBUNE_ERROR_TEMPORARY,
                      SAY_NOOP("too many codes were asked for; the next one can be sent tomorrow"), error);
    /* One that came back is no reason to wait. */
    return last == NULL || (last->ended != 0 && last->tries < PROVING_TRIES) || now >= last->created + PROVING_PAUSE ||
           refuse(TRIBUNE_ERROR_TEMPORARY, SAY_NOOP("a code was sent a moment ago; wait half a minute"), error);
}

/* Who wrote STOP there did not ask for this, as far as we can know. Staff are told; a citizen sees what she always
 * sees, since what somebody else wrote to us is not hers to find out. */
static gboolean
check_wanted(DbSession *session, Asking *asking, GError **error)
{
    return heeding_is_stopped(asking->mediation, session, asking->uri, &asking->stopped, error) &&
           (!asking->stopped || asking->actor->kind == ACTOR_CITIZEN ||
            refuse(TRIBUNE_ERROR_INVALID,
                   SAY_NOOP("who reads this address wrote STOP to us; START, sent to us from there, allows it again"),
                   error));
}

static gboolean
record(const Asking *asking, DbSession *session, GError **error)
{
    json_t *detail =
        json_pack("{s:s, s:s, s:I, s:b}", "address", asking->uri, "channel", asking->channel->name, "release",
                  (json_int_t)(asking->stopped ? 0 : asking->outgoing->release.value), "stopped", asking->stopped);
    gboolean done = event_append(asking->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_ADDRESS_ASKED,
                                                .actor = asking->actor,
                                                .case_id = asking->matter->case_id,
                                                .subject = asking->matter->person.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
let_go(Asking *asking, DbSession *session, GError **error)
{
    return release_letter_save(
        asking->mediation, session, &asking->letter,
        &(ReleaseSaving){ .actor = &ACTOR_TRIBUNE, .rule = RULE_ADDRESS_CODE, .policy = &asking->policy }, error);
}

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    const ProvingMatter *matter = asking->matter;
    const AddressCode code = { .id = asking->outgoing->release.value,
                               .person = matter->person,
                               .by = matter->by,
                               .case_id = matter->case_id,
                               .staff = asking->actor->staff,
                               .channel = (char *)asking->channel->name,
                               .uri = asking->uri,
                               .created = asking->outgoing->date };

    return proving_check(session, asking->actor, matter, error) &&
           check_pace(session, asking, asking->outgoing->date, error) && check_wanted(session, asking, error) &&
           address_store_add_code(session, &code, error) && record(asking, session, error) &&
           (asking->stopped || let_go(asking, session, error));
}

gboolean
proving_ask(Mediation *mediation, const Actor *actor, const ProvingMatter *matter, const char *channel,
            const char *address, GError **error)
{
    g_auto(Asking) asking = { .mediation = mediation, .actor = actor, .matter = matter };

    if (!find_channel(&asking, channel, error) || !resolve(&asking, address, error) || !make(&asking, error))
        return FALSE;
    if (!store_write(mediation->store, save, &asking, error)) {
        release_letter_discard(&asking.letter);
        return FALSE;
    }
    if (asking.stopped)
        release_letter_discard(&asking.letter);
    work_wake(mediation->work, WORK_DELIVER);
    mediation_changed(mediation, matter->case_id);
    return TRUE;
}
