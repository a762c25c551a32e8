/* SPDX-License-Identifier: Apache-2.0 */
/* A code comes back, and what follows from it; and back. */
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/people/persons.h"
#include "mediation/people/proving-private.h"
#include "store/case-store.h"
#include "store/event-store.h"
#include "store/person-preference-store.h"
#include "store/person-store.h"

static gboolean
refuse(TribuneError code, const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (int)code, words);
    return FALSE;
}

/* Calls that find nothing without an error, made to return whether they failed. */
static gboolean
unless_failed(GError *trouble, GError **error)
{
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

/* ---- a try ---- */

typedef enum { SAID_RIGHT, SAID_WRONG, SAID_LATE } Said;

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const ProvingMatter *matter;
    char typed[PROVING_DIGITS + 1]; /* its digits */
    gboolean prefer;
    Said said;
    PersonJoining joining;
} Saying;

/* With blanks and lines between the digits, as people write them. */
static void
take_digits(const char *typed, char out[PROVING_DIGITS + 1])
{
    gsize length = 0;

    for (; *typed != '\0' && length <= PROVING_DIGITS; typed++) {
        if (*typed == ' ' || *typed == '-')
            continue;
        if (!g_ascii_isdigit(*typed) || length == PROVING_DIGITS)
            length = PROVING_DIGITS + 1;
        else
            out[length++] = *typed;
    }
    out[length == PROVING_DIGITS ? length : 0] = '\0';
}

/* Both go through a digest, so that the time it takes tells nothing. */
static gboolean
is_right(const Saying *saying, gint64 id)
{
    g_autofree char *code = proving_code(saying->mediation, id);
    Digest wanted = digest_sha256(code, strlen(code)), typed = digest_sha256(saying->typed, strlen(saying->typed));

    return digest_equal(&wanted, &typed);
}

/* ---- what follows ---- */

/* At most what the channel can vouch for; and of what she asked by, what is known of that in this case. */
static gboolean
find_level(const Saying *saying, DbSession *session, const AddressCode *code, const Identity *identity,
           int *ret_address, int *ret_proof, GError **error)
{
    const Channel *channel = channels_find(saying->mediation->channels, code->channel);
    g_autoptr(Identity) by = NULL;
    int level;

    *ret_address = MIN(PROVING_LEVEL, channel != NULL ? channel->driver->capabilities.assurance : 0);
    *ret_proof = *ret_address;
    if (code->by.value == 0 || code->by.value == identity->id.value)
        return TRUE;
    by = person_store_load_identity(session, code->by, error);
    if (by == NULL)
        return FALSE;
    if (!proving_level(session, code->case_id, by, &level, error))
        return FALSE;
    *ret_proof = MIN(*ret_proof, MAX(level, 0));
    return TRUE;
}

/* Who nobody knows yet is a person of her own first, so that undoing is always the same. */
static Identity *
meet(const Saying *saying, DbSession *session, const AddressCode *code, GError **error)
{
    GError *trouble = NULL;
    Identity *found = person_store_find_identity(session, code->uri, &trouble);
    g_autoptr(Identity) fresh = g_new0(Identity, 1);
    const Person person = { .id = { id_next() }, .name = (char *)"", .language = (char *)"", .created = clock_now() };
    json_t *detail;
    gboolean done;

    if (found != NULL || !unless_failed(trouble, error))
        return found;
    fresh->id.value = id_next();
    fresh->person = person.id;
    fresh->uri = g_strdup(code->uri);
    fresh->display = g_strdup(identity_address(code->uri));
    fresh->evidence = g_strdup(PROVING_EVIDENCE);
    detail = json_pack("{s:s, s:i, s:s}", "identity", fresh->uri, "assurance", 0, "evidence", PROVING_EVIDENCE);
    done = person_store_insert(session, &person, error) &&
           person_store_insert_identity(session, fresh, person.created, error) &&
           event_append(
               saying->mediation->store, session,
               &(EventDraft){
                   .kind = EVENT_PERSON_CREATED, .actor = saying->actor, .subject = person.id.value, .detail = detail },
               NULL, error);
    json_decref(detail);
    return done ? g_steal_pointer(&fresh) : NULL;
}

static gboolean
record(const Saying *saying, DbSession *session, const AddressCode *code, int level, GError **error)
{
    json_t *detail =
        json_pack("{s:s, s:i, s:s, s:I, s:I}", "identity", code->uri, "level", level, "evidence", PROVING_EVIDENCE,
                  "release", (json_int_t)code->id, "merge", (json_int_t)saying->joining.merge);
    gboolean done = event_append(saying->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_ADDRESS_PROVEN,
                                                .actor = saying->actor,
                                                .case_id = code->case_id,
                                                .subject = code->person.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    return done;
}

/* Answers go there from now on. */
static gboolean
set_preference(const Saying *saying, DbSession *session, const AddressCode *code, GError **error)
{
    const PersonPreference wanted = { code->channel, (char *)"" };
    json_t *detail = json_pack("{s:s, s:s, s:s}", "prefers_for", person_purpose_name(PERSON_PURPOSE_ANSWER), "channel",
                               code->channel, "language", "");
    gboolean done = person_preference_store_set(session, code->person, PERSON_PURPOSE_ANSWER, &wanted, error) &&
                    event_append(saying->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_PERSON_CHANGED,
                                                .actor = saying->actor,
                                                .case_id = code->case_id,
                                                .subject = code->person.value,
                                                .detail = detail },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
prove(Saying *saying, DbSession *session, const AddressCode *code, gint64 now, GError **error)
{
    g_autoptr(Identity) identity = meet(saying, session, code, error);
    int level, proven;
    AddressProof proof;

    if (identity == NULL || !find_level(saying, session, code, identity, &level, &proven, error) ||
        (identity->person.value != code->person.value &&
         !persons_join(saying->mediation, session, saying->actor, identity, code->person,
                       "a code that was sent to the address came back", &saying->joining, error)))
        return FALSE;
    proof = (AddressProof){ .id = id_next(),
                            .identity = identity->id,
                            .person = code->person,
                            .by = code->by,
                            .case_id = code->case_id,
                            .staff = saying->actor->staff,
                            .channel = code->channel,
                            .level = proven,
                            .merge = saying->joining.merge,
                            .at = now };
    return (level <= identity->assurance ||
            person_store_assure(session, identity->id, level, PROVING_EVIDENCE, error)) &&
           address_store_add_proof(session, &proof, error) && record(saying, session, code, proven, error) &&
           (!saying->prefer || set_preference(saying, session, code, error));
}

static gboolean
say(DbSession *session, gpointer data, GError **error)
{
    Saying *saying = data;
    const AddressAsker asker = proving_asker(saying->matter);
    gint64 now = clock_now();
    GError *trouble = NULL;
    g_autoptr(AddressCode) code = NULL;

    g_clear_pointer(&saying->joining.cases, g_array_unref);
    saying->joining.merge = 0;
    if (!proving_check(session, saying->actor, saying->matter, error))
        return FALSE;
    code = address_store_latest_code(session, &asker, &trouble);
    if (!unless_failed(trouble, error))
        return FALSE;
    saying->said = SAID_LATE;
    if (!proving_is_open(code, now))
        return TRUE;
    saying->said = is_right(saying, code->id) ? SAID_RIGHT : SAID_WRONG;
    if (saying->said == SAID_WRONG)
        return address_store_update_code(session, code->id, code->tries + 1, code->tries + 1 < PROVING_TRIES ? 0 : now,
                                         error);
    return address_store_update_code(session, code->id, code->tries, now, error) &&
           prove(saying, session, code, now, error);
}

static gboolean
judge(const Saying *saying, GError **error)
{
    if (saying->said == SAID_LATE)
        return refuse(TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("this code is no longer good; ask for a new one"), error);
    return saying->said == SAID_RIGHT ||
           refuse(TRIBUNE_ERROR_INVALID, SAY_NOOP("this is not the code that we sent; look at it again"), error);
}

gboolean
proving_say(Mediation *mediation, const Actor *actor, const ProvingMatter *matter, const char *code, gboolean prefer,
            GError **error)
{
    Saying saying = { .mediation = mediation, .actor = actor, .matter = matter, .prefer = prefer };
    gboolean done;

    take_digits(code, saying.typed);
    done = store_write(mediation->store, say, &saying, error) && judge(&saying, error);
    for (guint i = 0; done && saying.joining.cases != NULL && i < saying.joining.cases->len; i++)
        mediation_changed(mediation, (CaseId){ g_array_index(saying.joining.cases, gint64, i) });
    g_clear_pointer(&saying.joining.cases, g_array_unref);
    if (done)
        mediation_changed(mediation, matter->case_id);
    return done;
}

/* ---- and back ---- */

gboolean
proving_part(Mediation *mediation, DbSession *session, const Actor *actor, gint64 id, GError **error)
{
    g_autoptr(AddressProof) proof = address_store_load_proof(session, id, error);
    g_autoptr(Identity) identity = NULL;
    json_t *detail;
    gboolean done;

    if (proof == NULL || proof->undone != 0)
        return proof != NULL;
    /* Whose cases it came into: she may have been put into another person since. */
    identity = person_store_load_identity(session, proof->identity, error);
    if (identity == NULL)
        return FALSE;
    detail = json_pack("{s:s, s:i}", "identity", proof->uri, "level", proof->level);
    done = address_store_undo_proof(session, id, clock_now(), error) &&
           address_store_leave(session, proof->identity, identity->person, id, error) &&
           event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_ADDRESS_PARTED,
                                       .actor = actor,
                                       .case_id = proof->case_id,
                                       .subject = proof->person.value,
                                       .detail = detail },
                        NULL, error);
    json_decref(detail);
    return done;
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    PersonId person;
    gint64 proof, merge;
} Parting;

static gboolean
part(DbSession *session, gpointer data, GError **error)
{
    Parting *parting = data;
    const ProvingMatter matter = { .person = parting->person };
    g_autoptr(AddressProof) proof = NULL;
    g_autoptr(Identity) identity = NULL;

    if (!proving_check(session, parting->actor, &matter, error))
        return FALSE;
    proof = address_store_load_proof(session, parting->proof, error);
    identity = proof != NULL ? person_store_load_identity(session, proof->identity, error) : NULL;
    if (identity == NULL)
        return FALSE;
    if (identity->person.value != parting->person.value)
        return refuse(TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such person"), error);
    if (proof->undone != 0)
        return refuse(TRIBUNE_ERROR_INVALID, SAY_NOOP("this was undone already"), error);
    parting->merge = proof->merge;
    return proof->merge != 0 || proving_part(parting->mediation, session, parting->actor, parting->proof, error);
}

gboolean
proving_undo(Mediation *mediation, const Actor *actor, PersonId person, gint64 proof, GError **error)
{
    Parting parting = { mediation, actor, person, proof, 0 };

    return store_write(mediation->store, part, &parting, error) &&
           (parting.merge == 0 || persons_unmerge(mediation, actor, parting.merge, error));
}

/* ---- where it stands ---- */

void
proving_view_clear(ProvingView *view)
{
    g_clear_pointer(&view->uri, g_free);
}

gboolean
proving_look(DbSession *session, const ProvingMatter *matter, ProvingView *ret, GError **error)
{
    const AddressAsker asker = proving_asker(matter);
    GError *trouble = NULL;
    g_autoptr(AddressCode) code = address_store_latest_code(session, &asker, &trouble);
    gint64 now = clock_now();

    proving_view_clear(ret);
    *ret = (ProvingView){ 0 };
    if (!unless_failed(trouble, error))
        return FALSE;
    if (code == NULL || now > code->created + CLOCK_HOUR || (code->ended != 0 && code->tries < PROVING_TRIES))
        return TRUE;
    *ret = (ProvingView){ proving_is_open(code, now) ? PROVING_OPEN : PROVING_OVER, g_strdup(code->uri),
                          code->created + PROVING_LIFE, PROVING_TRIES - MIN(code->tries, PROVING_TRIES) };
    return TRUE;
}

typedef struct {
    const Actor *actor;
    const ProvingMatter *matter;
    ProvingView *ret;
} Looking;

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    const Looking *looking = data;

    return proving_check(session, looking->actor, looking->matter, error) &&
           proving_look(session, looking->matter, looking->ret, error);
}

gboolean
proving_view(Mediation *mediation, const Actor *actor, const ProvingMatter *matter, ProvingView *ret, GError **error)
{
    Looking looking = { actor, matter, ret };

    return store_read(mediation->store, look, &looking, error);
}

gboolean
proving_level(DbSession *session, CaseId case_id, const Identity *identity, int *ret, GError **error)
{
    GError *trouble = NULL;
    g_autoptr(Conversation) in = case_store_conversation_of(session, case_id, identity->id, &trouble);
    ConversationId first;
    gboolean typed;
    int proven;

    if (!unless_failed(trouble, error) || !address_store_find_level(session, identity->id, &proven, error) ||
        !address_store_first_conversation(session, case_id, &first, error) ||
        !address_store_is_typed(session, case_id, &typed, error))
        return FALSE;
    *ret = proven < 0 && in == NULL ? -1 : identity->assurance;
    if (proven >= 0 && (in == NULL || in->id.value != first.value))
        *ret = MIN(proven, identity->assurance);
    if (typed)
        *ret = MIN(*ret, 0);
    return TRUE;
}
