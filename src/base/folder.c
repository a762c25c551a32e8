/* SPDX-License-Identifier: Apache-2.0 */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

gboolean
folder_sync(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean synced = fd >= 0 && fsync(fd) == 0;
    int number = errno;

    if (fd >= 0)
        close(fd);
    errno = number;
    return synced;
}

gboolean
folder_sync_of(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);

    return folder_sync(folder);
}
