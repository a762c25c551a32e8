/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/xmpp-roster.h"

#include <string.h>

struct Roster {
    guint most;
    GHashTable *entries; /* key, borrowed → RosterEntry */
    GHashTable *domains; /* domain → how many */
};

void
roster_entry_free(RosterEntry *entry)
{
    g_free(entry->key);
    g_free(entry->desk);
    g_free(entry->from);
    g_free(entry->to);
    g_free(entry);
}

Roster *
roster_new(guint most)
{
    Roster *roster = g_new(Roster, 1);

    roster->most = most;
    roster->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)roster_entry_free);
    roster->domains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return roster;
}

void
roster_free(Roster *roster)
{
    g_hash_table_unref(roster->entries);
    g_hash_table_unref(roster->domains);
    g_free(roster);
}

RosterEntry *
roster_find(const Roster *roster, const char *key)
{
    return g_hash_table_lookup(roster->entries, key);
}

/* ---- how many a domain has ---- */

static const char *
domain_of(const RosterEntry *entry)
{
    const char *at = strchr(entry->to, '@');

    return at != NULL ? at + 1 : entry->to;
}

static guint
count_of(const Roster *roster, const char *domain)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(roster->domains, domain));
}

static void
set_count(Roster *roster, const char *domain, guint count)
{
    if (count > 0)
        g_hash_table_replace(roster->domains, g_strdup(domain), GUINT_TO_POINTER(count));
    else
        g_hash_table_remove(roster->domains, domain);
}

static const char *
largest_domain(const Roster *roster)
{
    GHashTableIter iter;
    gpointer domain, count;
    const char *largest = NULL;
    guint most = 0;

    g_hash_table_iter_init(&iter, roster->domains);
    while (g_hash_table_iter_next(&iter, &domain, &count)) {
        if (GPOINTER_TO_UINT(count) <= most)
            continue;
        most = GPOINTER_TO_UINT(count);
        largest = domain;
    }
    return largest;
}

/* ---- who comes and goes ---- */

static RosterEntry *
oldest_of(const Roster *roster, const char *domain)
{
    RosterIter iter;
    RosterEntry *entry, *oldest = NULL;

    roster_begin(roster, &iter);
    while (roster_next(&iter, &entry))
        if (strcmp(domain_of(entry), domain) == 0 && (oldest == NULL || entry->heard < oldest->heard))
            oldest = entry;
    return oldest;
}

/* NULL: there is room. */
static char *
make_room(Roster *roster, const char *domain)
{
    const RosterEntry *oldest;
    char *key;

    if (count_of(roster, domain) >= MAX(roster->most / 2, 1))
        oldest = oldest_of(roster, domain);
    else if (g_hash_table_size(roster->entries) >= roster->most)
        oldest = oldest_of(roster, largest_domain(roster));
    else
        return NULL;
    key = g_strdup(oldest->key);
    roster_remove(roster, key);
    return key;
}

char *
roster_put(Roster *roster, RosterEntry *entry)
{
    const char *domain = domain_of(entry);
    char *gone;

    roster_remove(roster, entry->key);
    gone = make_room(roster, domain);
    set_count(roster, domain, count_of(roster, domain) + 1);
    g_hash_table_insert(roster->entries, entry->key, entry);
    return gone;
}

gboolean
roster_remove(Roster *roster, const char *key)
{
    const RosterEntry *entry = roster_find(roster, key);

    if (entry == NULL)
        return FALSE;
    set_count(roster, domain_of(entry), count_of(roster, domain_of(entry)) - 1);
    return g_hash_table_remove(roster->entries, key);
}

/* ---- all ---- */

guint
roster_size(const Roster *roster)
{
    return g_hash_table_size(roster->entries);
}

void
roster_begin(const Roster *roster, RosterIter *iter)
{
    g_hash_table_iter_init(iter, roster->entries);
}

gboolean
roster_next(RosterIter *iter, RosterEntry **ret)
{
    gpointer entry;

    if (!g_hash_table_iter_next(iter, NULL, &entry))
        return FALSE;
    *ret = entry;
    return TRUE;
}
