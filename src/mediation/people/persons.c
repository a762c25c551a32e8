/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/people/persons.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/people/proving.h"
#include "store/address-store.h"
#include "store/event-store.h"
#include "store/person-merge-store.h"
#include "store/person-preference-store.h"
#include "store/person-store.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    PersonId id, other; /* of a merge: target and source */
    const char *text;   /* name or reason */
    const PersonPreferences *wanted;
    PersonMergeSize seen;
    gint64 merge;
    GArray *cases; /* that changed hands */
} Deed;

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* ---- rights ---- */

gboolean
persons_may(DbSession *session, const Actor *actor, Action action, PersonId id, gboolean *ret, GError **error)
{
    g_autoptr(GArray) units = person_store_list_units(session, id, error);

    *ret = FALSE;
    for (guint i = 0; units != NULL && i < units->len; i++)
        *ret |= rights_may(actor, action, g_array_index(units, UnitId, i));
    return units != NULL;
}

/* Who may not even read of her learns nothing. */
static gboolean
check(const Deed *deed, DbSession *session, PersonId id, GError **error)
{
    gboolean reads, edits;

    if (!persons_may(session, deed->actor, ACTION_READ_PERSON, id, &reads, error) ||
        !persons_may(session, deed->actor, ACTION_EDIT_CASE, id, &edits, error))
        return FALSE;
    if (reads && edits)
        return TRUE;
    if (reads)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, SAY_NOOP("you may not change this person"));
    else
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such person"));
    return FALSE;
}

/* @detail is taken over. */
static gboolean
record(const Deed *deed, DbSession *session, EventKind kind, PersonId of, json_t *detail, GError **error)
{
    gboolean done = event_append(
        deed->mediation->store, session,
        &(EventDraft){ .kind = kind, .actor = deed->actor, .subject = of.value, .detail = detail }, NULL, error);

    json_decref(detail);
    return done;
}

/* ---- name ---- */

static gboolean
rename_person(DbSession *session, gpointer data, GError **error)
{
    const Deed *deed = data;
    g_autoptr(Person) person = NULL;

    if (!check(deed, session, deed->id, error))
        return FALSE;
    person = person_store_load(session, deed->id, error);
    if (person == NULL || strcmp(person->name, deed->text) == 0)
        return person != NULL;
    return person_store_rename(session, deed->id, deed->text, error) &&
           record(deed, session, EVENT_PERSON_CHANGED, deed->id,
                  json_pack("{s:s, s:s}", "name", deed->text, "was", person->name), error);
}

gboolean
persons_rename(Mediation *mediation, const Actor *actor, PersonId id, const char *name, GError **error)
{
    g_autofree char *line = text_one_line(name, strlen(name), PERSON_NAME_MAX + 1);
    Deed deed = { .mediation = mediation, .actor = actor, .id = id, .text = line };

    if (*line == '\0')
        return invalid(error, SAY_NOOP("write a name"));
    if (g_utf8_strlen(line, -1) > PERSON_NAME_MAX)
        return invalid(error, SAY_NOOP("the name has more than 200 characters; shorten it"));
    return store_write(mediation->store, rename_person, &deed, error);
}

/* ---- preferences ---- */

static gboolean
is_ours(const Mediation *mediation, const char *language)
{
    for (guint i = 0; i < locales_count(mediation->locales); i++)
        if (strcmp(locale_tag(locales_at(mediation->locales, i)), language) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
reaches(const Mediation *mediation, const char *name, const GPtrArray *identities)
{
    const Channel *channel = channels_find(mediation->channels, name);

    for (guint i = 0; channel != NULL && i < identities->len; i++) {
        const Identity *identity = g_ptr_array_index(identities, i);
        gsize length = strlen(channel->driver->capabilities.scheme);

        if (strncmp(identity->uri, channel->driver->capabilities.scheme, length) == 0 && identity->uri[length] == ':')
            return (channel->driver->capabilities.abilities & CHANNEL_SENDS) != 0;
    }
    return FALSE;
}

static gboolean
check_preference(const Deed *deed, const PersonPreference *wanted, const GPtrArray *identities, GError **error)
{
    if (wanted->language != NULL && *wanted->language != '\0' && !is_ours(deed->mediation, wanted->language))
        return invalid(error, SAY_NOOP("we do not write in this language; choose one of the list"));
    if (wanted->channel != NULL && *wanted->channel != '\0' && !reaches(deed->mediation, wanted->channel, identities))
        return invalid(error, SAY_NOOP("we have no address of theirs on this channel; choose one of the list"));
    return TRUE;
}

static gboolean
set_preference(const Deed *deed, DbSession *session, PersonPurpose purpose, const PersonPreference *before,
               const GPtrArray *identities, GError **error)
{
    const PersonPreference *wanted = &deed->wanted->of[purpose];
    const char *channel = wanted->channel != NULL ? wanted->channel : "";
    const char *language = wanted->language != NULL ? wanted->language : "";

    if (g_strcmp0(before->channel != NULL ? before->channel : "", channel) == 0 &&
        g_strcmp0(before->language != NULL ? before->language : "", language) == 0)
        return TRUE;
    return check_preference(deed, wanted, identities, error) &&
           person_preference_store_set(session, deed->id, purpose, wanted, error) &&
           record(deed, session, EVENT_PERSON_CHANGED, deed->id,
                  json_pack("{s:s, s:s, s:s}", "prefers_for", person_purpose_name(purpose), "channel", channel,
                            "language", language),
                  error);
}

static gboolean
prefer(DbSession *session, gpointer data, GError **error)
{
    const Deed *deed = data;
    g_auto(PersonPreferences) before = { 0 };
    g_autoptr(GPtrArray) identities = NULL;

    if (!check(deed, session, deed->id, error) || !person_preference_store_load(session, deed->id, &before, error))
        return FALSE;
    identities = person_store_list_identities(session, deed->id, error);
    for (guint i = 0; identities != NULL && i < PERSON_PURPOSE_COUNT; i++)
        if (!set_preference(deed, session, (PersonPurpose)i, &before.of[i], identities, error))
            return FALSE;
    return identities != NULL;
}

gboolean
persons_prefer(Mediation *mediation, const Actor *actor, PersonId id, const PersonPreferences *wanted, GError **error)
{
    Deed deed = { .mediation = mediation, .actor = actor, .id = id, .wanted = wanted };

    return store_write(mediation->store, prefer, &deed, error);
}

/* ---- two are one ---- */

static gboolean
record_both(const Deed *deed, DbSession *session, EventKind kind, const PersonMerge *merge,
            const PersonBelongings *moved, GError **error)
{
    const PersonId ends[] = { merge->source, merge->target };

    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        json_t *detail =
            json_pack("{s:I, s:s, s:s, s:i, s:i, s:i}", "other", (json_int_t)ends[1 - i].value, "role",
                      i == 0 ? "source" : "target", "reason", merge->reason, "identities", (int)moved->identities->len,
                      "cases", (int)moved->cases->len, "messages", (int)moved->messages->len);

        if (!record(deed, session, kind, ends[i], detail, error))
            return FALSE;
    }
    return TRUE;
}

static void
remember_cases(Deed *deed, const PersonBelongings *moved)
{
    g_clear_pointer(&deed->cases, g_array_unref);
    deed->cases = g_array_ref(moved->cases);
}

static gboolean
check_seen(const Deed *deed, const PersonBelongings *found, GError **error)
{
    if (found->identities->len == deed->seen.identities && found->cases->len == deed->seen.cases)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("something new came in from this person; look at the preview again"));
    return FALSE;
}

/* deed->merge is then its number. */
static gboolean
join(Deed *deed, DbSession *session, const PersonBelongings *moved, gboolean part, GError **error)
{
    const PersonMerge wanted = { .id = deed->merge = id_next(),
                                 .source = deed->other,
                                 .target = deed->id,
                                 .at = clock_now(),
                                 .staff = deed->actor->staff,
                                 .reason = (char *)deed->text,
                                 .part = part };

    remember_cases(deed, moved);
    return person_merge_store_insert(session, &wanted, error) &&
           person_merge_store_move(session, &wanted, moved, error) &&
           record_both(deed, session, EVENT_PERSON_MERGED, &wanted, moved, error);
}

static gboolean
merge(DbSession *session, gpointer data, GError **error)
{
    Deed *deed = data;
    g_auto(PersonBelongings) moved = { 0 };

    return check(deed, session, deed->id, error) && check(deed, session, deed->other, error) &&
           person_merge_store_belongings(session, deed->other, &moved, error) && check_seen(deed, &moved, error) &&
           join(deed, session, &moved, FALSE, error);
}

gboolean
persons_join(Mediation *mediation, DbSession *session, const Actor *actor, const Identity *identity, PersonId target,
             const char *reason, PersonJoining *ret, GError **error)
{
    Deed deed = { .mediation = mediation, .actor = actor, .id = target, .other = identity->person, .text = reason };
    g_auto(PersonBelongings) all = { 0 }, begun = { 0 };
    gboolean part, done;

    if (!person_merge_store_belongings(session, identity->person, &all, error) ||
        !person_merge_store_begun(session, identity->person, identity->id, &begun, error))
        return FALSE;
    part = all.identities->len > 1;
    done = join(&deed, session, part ? &begun : &all, part, error);

    *ret = (PersonJoining){ deed.merge, deed.cases };
    return done;
}

/* Who came with addresses and no case is for who may change the one that she was put into. */
static gboolean
check_parting(const Deed *deed, DbSession *session, const PersonMerge *merge, GError **error)
{
    gboolean known;

    return persons_may(session, &ACTOR_TRIBUNE, ACTION_READ_PERSON, merge->source, &known, error) &&
           check(deed, session, known ? merge->source : merge->target, error);
}

/* What was proven by a code goes with the merge that it brought about. */
static gboolean
part_proven(const Deed *deed, DbSession *session, GError **error)
{
    gint64 proof;

    return address_store_find_merge(session, deed->merge, &proof, error) &&
           (proof == 0 || proving_part(deed->mediation, session, deed->actor, proof, error));
}

static gboolean
unmerge(DbSession *session, gpointer data, GError **error)
{
    Deed *deed = data;
    g_autoptr(PersonMerge) merge = person_merge_store_load(session, deed->merge, error);
    g_auto(PersonBelongings) moved = { 0 };

    if (merge == NULL)
        return FALSE;
    if (merge->undone != 0)
        return invalid(error, SAY_NOOP("this was undone already"));
    if (!person_merge_store_items(session, merge->id, &moved, error))
        return FALSE;
    remember_cases(deed, &moved);
    /* Moved back first, so that a merge that was merged on says so, and not that there is no such person. */
    return part_proven(deed, session, error) && person_merge_store_move_back(session, merge, &moved, error) &&
           check_parting(deed, session, merge, error) &&
           person_merge_store_undo(session, merge->id, clock_now(), error) &&
           record_both(deed, session, EVENT_PERSON_UNMERGED, merge, &moved, error);
}

static gboolean
run(Deed *deed, DbTask task, GError **error)
{
    gboolean done = store_write(deed->mediation->store, task, deed, error);

    for (guint i = 0; done && i < deed->cases->len; i++)
        mediation_changed(deed->mediation, (CaseId){ g_array_index(deed->cases, gint64, i) });
    g_clear_pointer(&deed->cases, g_array_unref);
    return done;
}

gboolean
persons_merge(Mediation *mediation, const Actor *actor, PersonId source, PersonId target, PersonMergeSize seen,
              const char *reason, GError **error)
{
    g_autofree char *line = text_one_line(reason, strlen(reason), PERSON_REASON_MAX + 1);
    Deed deed = { .mediation = mediation, .actor = actor, .id = target, .other = source, .text = line, .seen = seen };

    if (source.value == target.value)
        return invalid(error, SAY_NOOP("this is the same person already; name another one"));
    if (*line == '\0')
        return invalid(error, SAY_NOOP("say how you know that they are one person"));
    if (g_utf8_strlen(line, -1) > PERSON_REASON_MAX)
        return invalid(error, SAY_NOOP("the reason has more than 500 characters; shorten it"));
    return run(&deed, merge, error);
}

gboolean
persons_unmerge(Mediation *mediation, const Actor *actor, gint64 merge, GError **error)
{
    Deed deed = { .mediation = mediation, .actor = actor, .merge = merge };

    return run(&deed, unmerge, error);
}
