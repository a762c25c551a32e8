/* SPDX-License-Identifier: Apache-2.0 */
#include "base/apart.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"

/* In shared memory, before what comes out. */
typedef struct {
    gsize length;
} Answer;

/* ---- in the child ---- */

#define ALLOW(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* Memory, time, its own end; all else fails as not permitted. */
static void
allow_little(void)
{
#ifdef OUR_ARCHITECTURE
    static const struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        ALLOW(brk),
        ALLOW(mmap),
        ALLOW(munmap),
        ALLOW(mremap),
        ALLOW(madvise),
        ALLOW(futex),
        ALLOW(clock_gettime),
        ALLOW(rt_sigreturn),
        ALLOW(rt_sigprocmask),
        ALLOW(sigaltstack), /* the sanitizers' end */
        ALLOW(write),       /* there is nothing to write to but standard error */
        ALLOW(exit),
        ALLOW(exit_group),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    };
    const struct sock_fprog program = { G_N_ELEMENTS(rules), (struct sock_filter *)rules };

    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
}

static void
confine(rlim_t memory, gint64 limit)
{
    const rlim_t seconds = (rlim_t)(limit / CLOCK_SECOND) + 1;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 0, 0 });
    setrlimit(RLIMIT_CPU, &(struct rlimit){ seconds, seconds });
    if (memory != 0)
        setrlimit(RLIMIT_AS, &(struct rlimit){ memory, memory });
    close_range(0, 1, 0);
    close_range(3, ~0U, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    allow_little();
}

/* ---- in the parent ---- */

/* Bytes of address space that we have; 0: not known, so nothing is bounded. */
static rlim_t
our_memory(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;

    if (file == NULL)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return pages == 0 ? 0 : (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + APART_MEMORY;
}

/* Whether it ended in time; it has ended afterwards in any case. */
static gboolean
wait_for(pid_t child, gint64 limit, int *ret_status)
{
    int handle = pidfd_open(child, 0);
    gint64 deadline = clock_monotonic() + limit;
    gboolean ended = handle < 0;

    while (!ended) {
        gint64 left = deadline - clock_monotonic();
        struct pollfd wanted = { .fd = handle, .events = POLLIN };
        int ready = left > 0 ? poll(&wanted, 1, (int)(left / 1000) + 1) : 0;

        if (ready > 0)
            ended = TRUE;
        else if (left <= 0 || (ready < 0 && errno != EINTR))
            break;
    }
    if (!ended)
        kill(child, SIGKILL);
    if (handle >= 0)
        close(handle);
    while (waitpid(child, ret_status, 0) < 0)
        if (errno != EINTR)
            return FALSE;
    return ended;
}

/* The locks of a sanitizer's allocator may be another thread's at the moment of the fork: that child never ends, and
 * the next one does. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define FORK_MAY_HANG TRUE
#else
#define FORK_MAY_HANG FALSE
#endif

static gboolean
judge(gboolean in_time, int status, int *ret_code, GError **error)
{
    if (in_time && WIFEXITED(status)) {
        *ret_code = WEXITSTATUS(status);
        return TRUE;
    }
    if (!in_time || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)))
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "it takes too long to read");
    else
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "it cannot be read");
    return FALSE;
}

static gboolean
run_once(ApartWork work, const void *bytes, gsize length, gsize size, gint64 limit, int *ret_code, GBytes **ret_out,
         GError **error)
{
    gsize whole = sizeof(Answer) + size;
    rlim_t memory = our_memory();
    Answer *shared = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = shared == MAP_FAILED ? -1 : fork();
    gboolean good = FALSE;
    int status = 0;

    if (child == 0) {
        confine(memory != 0 ? memory + whole : 0, limit);
        _exit(work(bytes, length, (guint8 *)(shared + 1), size, &shared->length));
    }
    if (child < 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "a process could not be started");
    } else {
        gboolean in_time = wait_for(child, limit, &status);

        good = judge(in_time, status, ret_code, error);
    }
    if (good)
        *ret_out = g_bytes_new(shared + 1, MIN(shared->length, size));
    if (shared != MAP_FAILED)
        munmap(shared, whole);
    return good;
}

gboolean
apart_run(ApartWork work, const void *bytes, gsize length, gsize size, gint64 limit, int *ret_code, GBytes **ret_out,
          GError **error)
{
    g_autoptr(GError) trouble = NULL;

    if (!FORK_MAY_HANG)
        return run_once(work, bytes, length, size, limit, ret_code, ret_out, error);
    if (run_once(work, bytes, length, size, limit / 4, ret_code, ret_out, &trouble))
        return TRUE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT))
        return run_once(work, bytes, length, size, limit, ret_code, ret_out, error);
    g_propagate_error(error, g_steal_pointer(&trouble)); /* a crash is one at once */
    return FALSE;
}
