/* SPDX-License-Identifier: Apache-2.0 */
#include "command/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

#define NAME_ROOM 16384

static gboolean
fail(GError **error, const char *what, const char *path)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s %s: %s", what, path, g_strerror(errno));
    return FALSE;
}

/* FALSE: there is nothing to do. */
static gboolean
find_owner(const char *folder, struct stat *ret)
{
    return geteuid() == 0 && stat(folder, ret) == 0 && ret->st_uid != 0;
}

gboolean
owner_become(const char *folder, GError **error)
{
    char room[NAME_ROOM];
    struct passwd entry, *found = NULL;
    struct stat owner;

    if (!find_owner(folder, &owner))
        return TRUE;
    if (getpwuid_r(owner.st_uid, &entry, room, sizeof room, &found) != 0)
        found = NULL;
    if ((found != NULL ? initgroups(found->pw_name, owner.st_gid) : setgroups(0, NULL)) != 0 ||
        setgid(owner.st_gid) != 0 || setuid(owner.st_uid) != 0)
        return fail(error, "working as the owner of", folder);
    /* As if it had been started by that user; else it could not even read where its own program is. */
    prctl(PR_SET_DUMPABLE, 1);
    return TRUE;
}

static gboolean
give_tree(const char *path, uid_t user, gid_t group, GError **error)
{
    g_autoptr(GDir) folder = NULL;
    const char *name;

    if (lchown(path, user, group) != 0)
        return fail(error, "giving away", path);
    if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK))
        folder = g_dir_open(path, 0, NULL);
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (!give_tree(child, user, group, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
owner_give(const char *path, const char *folder, gboolean group_only, GError **error)
{
    struct stat owner;

    return !find_owner(folder, &owner) || give_tree(path, group_only ? (uid_t)-1 : owner.st_uid, owner.st_gid, error);
}
