/* SPDX-License-Identifier: Apache-2.0 */
/* views/contact-view.h: a person and the addresses by which we know her, for programs. Blocks on a read. */
#pragma once
#include "model/actor.h"
#include "model/person.h"
#include "store/store.h"

typedef struct {
    Person *person;
    GPtrArray *identities; /* Identity *, oldest first */
    PersonId merged;       /* into whom she was put; then nothing above is set. 0: she stands for herself */
} Contact;
void contact_free(Contact *contact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contact, contact_free)

/* Who was put into somebody else is a pointer to her, for who may see that person. TRIBUNE_ERROR_NOT_FOUND, also for
 * somebody who has no case in a unit where @actor may see persons. */
Contact *contact_view_load(Store *store, const Actor *actor, PersonId id, GError **error);
