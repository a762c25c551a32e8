/* SPDX-License-Identifier: Apache-2.0 */
/* Who knows a desk, or a case's address, and what she was told last. In memory, and in the ledger, so that they are
 * told after a restart too: "contact DIGEST", of both addresses; desk, our address, hers, and "1" for open, a line
 * each. */
#include <string.h>

#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"

#define PAGE 500 /* of the ledger, at once */

typedef struct {
    char *desk; /* canonical URI */
    char *from, *to;
    gboolean open;
} Contact;

static void
contact_free(gpointer data)
{
    Contact *contact = data;

    g_free(contact->desk);
    g_free(contact->from);
    g_free(contact->to);
    g_free(contact);
}

static char *
key_of(const char *from, const char *to)
{
    DigestSpan spans[] = { { from, strlen(from) + 1 }, { to, strlen(to) } };
    Digest digest = digest_sha256_spans(spans, G_N_ELEMENTS(spans));

    return digest_to_hex(&digest);
}

static char *
write_contact(const Contact *contact)
{
    return g_strjoin("\n", contact->desk, contact->from, contact->to, contact->open ? "1" : "0", NULL);
}

/* NULL when it is none. */
static Contact *
read_contact(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Contact *contact;

    if (g_strv_length(lines) != 4)
        return NULL;
    contact = g_new0(Contact, 1);
    contact->desk = g_strdup(lines[0]);
    contact->from = g_strdup(lines[1]);
    contact->to = g_strdup(lines[2]);
    contact->open = strcmp(lines[3], "1") == 0;
    return contact;
}

void
xmpp_contacts_init(Xmpp *xmpp)
{
    xmpp->contacts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, contact_free);
}

void
xmpp_contacts_clear(Xmpp *xmpp)
{
    g_hash_table_unref(xmpp->contacts);
}

/* ---- after a start ---- */

static void
take_page(Xmpp *xmpp, const GPtrArray *records)
{
    MUTEX_HELD(&xmpp->mutex);
    for (guint i = 0; i < records->len; i++) {
        const LedgerRecord *record = g_ptr_array_index(records, i);
        Contact *contact = read_contact(record->value);

        if (contact != NULL && !g_hash_table_contains(xmpp->contacts, record->key))
            g_hash_table_insert(xmpp->contacts, g_strdup(record->key), contact);
        else if (contact != NULL)
            contact_free(contact);
    }
}

static void
load(Xmpp *xmpp)
{
    g_autofree char *after = g_strdup("");
    guint got = PAGE;

    while (!xmpp->loaded && got == PAGE) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) records = channel_ledger_list(xmpp->host, "contact", after, PAGE, &error);

        if (records == NULL) {
            log_failure("xmpp.contacts", error);
            return;
        }
        take_page(xmpp, records);
        got = records->len;
        if (got > 0) {
            g_free(after);
            after = g_strdup(((LedgerRecord *)g_ptr_array_index(records, got - 1))->key);
        }
    }
    xmpp->loaded = TRUE;
}

void
xmpp_contacts_load(Xmpp *xmpp)
{
    MUTEX_HELD(&xmpp->loading);
    load(xmpp);
}

/* ---- one of them ---- */

/* What is not written down now is told again after a restart, no more. */
static void
put_down(Xmpp *xmpp, const LedgerChange *changes, guint count)
{
    g_autoptr(GError) error = NULL;

    if (count > 0 && !channel_ledger_change(xmpp->host, changes, count, NULL, &error))
        log_failure("xmpp.contacts", error);
}

/* TRUE when that is news. Its presence is right whenever it asks, also beyond the limit. */
static gboolean
remember(Xmpp *xmpp, const char *key, const Contact *told)
{
    const Contact *known;
    Contact *contact;

    MUTEX_HELD(&xmpp->mutex);
    known = g_hash_table_lookup(xmpp->contacts, key);
    if (known != NULL ? known->open == told->open : g_hash_table_size(xmpp->contacts) >= XMPP_CONTACTS_MAX)
        return FALSE;
    contact = g_new0(Contact, 1);
    *contact = (Contact){ g_strdup(told->desk), g_strdup(told->from), g_strdup(told->to), told->open };
    g_hash_table_replace(xmpp->contacts, g_strdup(key), contact);
    return TRUE;
}

void
xmpp_contacts_keep(Xmpp *xmpp, const char *desk, const char *from, const char *to, gboolean open)
{
    const Contact told = { (char *)desk, (char *)from, (char *)to, open };
    g_autofree char *key = key_of(from, to), *text = write_contact(&told);

    xmpp_contacts_load(xmpp);
    if (remember(xmpp, key, &told))
        put_down(xmpp, &(LedgerChange){ LEDGER_PUT, "contact", key, text }, 1);
}

static gboolean
forget(Xmpp *xmpp, const char *key)
{
    MUTEX_HELD(&xmpp->mutex);
    return g_hash_table_remove(xmpp->contacts, key);
}

/* While it is not known who is in the ledger, whoever goes is taken out of it, and nobody loads her meanwhile. */
void
xmpp_contacts_drop(Xmpp *xmpp, const char *from, const char *to)
{
    const LedgerChange removal = { LEDGER_REMOVE, "contact", key_of(from, to), NULL };
    g_autofree char *key = (char *)removal.key;
    gboolean known, loaded;

    mutex_lock(&xmpp->loading);
    load(xmpp);
    loaded = xmpp->loaded;
    known = forget(xmpp, key);
    if (!loaded)
        put_down(xmpp, &removal, 1);
    mutex_unlock(&xmpp->loading);
    if (loaded && known)
        put_down(xmpp, &removal, 1);
}

/* ---- all whose desk opened or closed ---- */

typedef struct {
    Xmpp *xmpp;
    XmppTell tell;
    GPtrArray *kept; /* texts that .changes borrow */
    GArray *changes; /* LedgerChange */
    GPtrArray *told; /* stanzas as text */
} Turning;

static void
turn(Turning *turning, const char *key, Contact *contact)
{
    gint64 until = turning->xmpp->host->closed_until(turning->xmpp->host, contact->desk);
    LedgerChange change = { LEDGER_PUT, "contact", NULL, NULL };

    if (contact->open == (until == 0))
        return;
    contact->open = until == 0;
    change.key = g_strdup(key);
    change.value = write_contact(contact);
    g_ptr_array_add(turning->kept, (char *)change.key);
    g_ptr_array_add(turning->kept, (char *)change.value);
    g_array_append_val(turning->changes, change);
    g_ptr_array_add(turning->told, turning->tell(turning->xmpp, contact->desk, contact->from, contact->to, until));
}

static void
turn_all(Turning *turning)
{
    GHashTableIter iter;
    gpointer key, value;

    MUTEX_HELD(&turning->xmpp->mutex);
    g_hash_table_iter_init(&iter, turning->xmpp->contacts);
    while (g_hash_table_iter_next(&iter, &key, &value))
        turn(turning, key, value);
}

GPtrArray *
xmpp_contacts_turn(Xmpp *xmpp, XmppTell tell)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(LedgerChange));
    Turning turning = { xmpp, tell, kept, changes, g_ptr_array_new_with_free_func(g_free) };

    turn_all(&turning);
    for (guint i = 0; i < changes->len; i += PAGE)
        put_down(xmpp, &g_array_index(changes, LedgerChange, i), MIN(PAGE, changes->len - i));
    return turning.told;
}
