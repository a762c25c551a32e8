/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever a server of the social web says, it is read within its limits, or refused. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "wire/activity.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check_note(const json_t *object)
{
    g_autoptr(ActivityNote) note = activity_note_read(object, NULL);
    g_autofree char *text = NULL;

    if (note == NULL)
        return;
    g_assert(activity_is_id(note->id) && activity_is_id(note->author));
    g_assert(note->to->len <= ACTIVITY_RECIPIENTS_MAX && note->attachments->len <= ACTIVITY_ATTACHMENTS_MAX);
    g_assert(strlen(note->content) <= HTML_SIZE_MAX && text_is_valid(note->content, strlen(note->content)));
    text = html_to_text(note->content, strlen(note->content));
}

static void
check_actor(const json_t *object)
{
    g_autoptr(ActivityActor) actor = activity_actor_read(object, NULL, NULL);

    if (actor != NULL)
        g_assert(activity_is_id(actor->id) && activity_is_id(actor->inbox) && strchr(actor->username, '@') == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(Json) root = activity_read((const char *)bytes, length, NULL);
    g_autoptr(Activity) activity = root != NULL ? activity_take(root, NULL) : NULL;

    if (activity != NULL) {
        g_assert(activity_is_id(activity->actor) && activity->objects->len <= ACTIVITY_RECIPIENTS_MAX);
        if (activity->object != NULL)
            check_note(activity->object);
    }
    if (root != NULL) {
        check_note(root);
        check_actor(root);
    }
    return 0;
}
