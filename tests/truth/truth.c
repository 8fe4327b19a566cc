// truth - processes that live and die in every way, and a record of what truly happened to each.
//
// The process monitor (`auspex watch`) says which processes were made, what they executed and how they ended; it
// learns this from the kernel's audit records. This program is the other witness. It makes a few thousand processes,
// in ways both common and perverse, and writes one JSON line for each with what is known at first hand: the pid from
// the call that made it, the end from the wait status, the arguments from the array given to execve(2). A test runs
// both and compares.
//
// How it is built:
//
//  * main makes one shared memory file (memfd, kept at descriptor SHARED_FD so that it also outlives an execve) and
//    forks P workers. A worker is a child subreaper and draws kinds of process life from a shuffled, weighted table.
//  * Every process gets a slot in its worker's part of the shared memory before it is made. Its maker fills in the
//    pid, the process itself notes each execve just before the call (and takes the note back when the call returns,
//    for then it has failed), and whoever waits for it fills in the end. When a kind has run and nobody is left,
//    the worker writes a line for each slot and starts afresh.
//  * This binary is also the program that is executed (the "helper"). What it is to do comes in the environment
//    (TRUTH_DO), so that the arguments are free to be anything; its slot comes the same way (TRUTH_SLOT). At its
//    start it compares its own arguments, /proc/self/cmdline, exe and cwd with the note made by the one who executed
//    it. A difference is a fault of this program: it is told aloud and the exit status becomes 1.
//  * Nothing hangs: each process has an alarm, a worker has one for each kind that kills, by pid, what it made.
//
// Only the standard C library and the kernel are used. Build: gcc -O2 -Wall -Wextra truth.c -o truth -lpthread

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHARED_FD 300
#define SHARED_AT ((void *)0x200000000000) // the same address in every process, so that pointers can be shared
#define MAX_WORKERS 32
#define MAX_SLOTS 256
#define MAX_EXECS 16
#define MAX_TIDS 64
#define HEAP_BYTES (48u << 20)
#define NOBODY 65534

// ---------------------------------------------------------------------------------------------------------------
// What is known of a process
// ---------------------------------------------------------------------------------------------------------------

enum made_by
{
    BY_FORK,
    BY_VFORK,
    BY_CLONE,
    BY_CLONE3,
    BY_POSIX_SPAWN,
    BY_SYS_FORK,
    BY_INT80_FORK,
    BY_INT80_CLONE,
    BY_CLONE_NEWPID,
    BY_CLONE3_TID,
    BY_CLONE_VM,
    BY_CLONE_PARENT,
};

static const char *const made_by_names[] =
{
    "fork", "vfork", "clone", "clone3", "posix_spawn", "sys_fork", "int80_fork", "int80_clone", "clone_newpid",
    "clone3_set_tid", "clone_vm", "clone_parent",
};

enum end_kind
{
    END_NONE,
    END_STATUS,
    END_UNSEEN,
};

// One successful execve. The bytes (exe, cwd, script, then each argument, all ended by NUL) follow.
struct exec_note
{
    uint32_t argc, bytes;
    uint32_t exe, cwd, script, args; // offsets into text; script 0 = none
    bool deleted, unlinked_later, confirmed;
    char text[];
};

struct slot
{
    pid_t pid_made; // in the initial pid namespace, as its maker learned it
    pid_t pid_own;  // the same, as the process itself sees it through /proc/self
    pid_t wait_pid; // in the namespace of its maker
    pid_t ppid;
    int kind, made_by, seq;
    int64_t start_ns, end_ns;
    atomic_int threads;
    volatile pid_t tids[MAX_TIDS];
    int exec_count, failed_execs;
    struct exec_note *execs[MAX_EXECS];
    int end, status;
    bool has_comm, has_uid, left_alive, pidfd_seen, leader_left;
    int leader_code; // with which the main thread ended before the others
    int pidfd_status, pidfd;
    char comm[16];
    uid_t uid;
    int ask_kill;          // a signal its maker asks the worker to send from outside
    atomic_int ready, go;  // for meetings
    struct slot *child;
};

struct arena
{
    char dir[600];
    atomic_int slot_count;
    atomic_uint heap_used;
    struct slot slots[MAX_SLOTS];
    char heap[HEAP_BYTES] __attribute__((aligned(16)));
};

struct shared
{
    char helper[600];
    atomic_int made, seq, stop, wrong;
    struct arena arenas[MAX_WORKERS + 1]; // the last one is for main, which makes the workers
};

static struct shared *g_shared;
static struct arena *g_arena;
static struct slot *g_self; // the slot of this very process
static int g_kind;
static bool g_in_ns;       // in a nested pid namespace
static bool g_children_in_ns; // after unshare(CLONE_NEWPID)
static int g_out = -1;
static char g_work[512], g_helper[600], g_dir[600];
static bool g_can_core, g_made_work;
static volatile sig_atomic_t g_late;

struct kind
{
    const char *name;
    void (*run)(void);
    int weight;
    bool chosen;
};

static const char *kind_name(int kind);

// ---------------------------------------------------------------------------------------------------------------
// Small things
// ---------------------------------------------------------------------------------------------------------------

// The clock that the kernel stamps records with. It stands between two ticks, and longer where a machine has little of its processors.
static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME_COARSE, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void nap_us(int us)
{
    struct timespec t = { us / 1000000, (us % 1000000) * 1000L };
    while (nanosleep(&t, &t) < 0 && errno == EINTR && !g_late)
    {
    }
}

__attribute__((format(printf, 1, 2))) static void complain(const char *format, ...)
{
    char text[1024];
    int n = snprintf(text, sizeof text, "truth: pid %d kind %s: ", (int)getpid(), kind_name(g_kind));
    va_list list;
    va_start(list, format);
    n += vsnprintf(text + n, sizeof text - n - 1, format, list);
    va_end(list);
    n = n > (int)sizeof text - 2 ? (int)sizeof text - 2 : n;
    text[n++] = '\n';
    if (write(2, text, n) < 0)
    {
    }
    if (g_shared != NULL)
    {
        g_shared->wrong++;
    }
}

__attribute__((noreturn)) static void fatal(const char *what)
{
    complain("%s: %s", what, strerror(errno));
    _exit(3);
}

// xorshift64*: small, seeded, the same everywhere. A forked child goes on with a copy.
static uint64_t g_random = 1;

static uint32_t random32(void)
{
    g_random ^= g_random >> 12;
    g_random ^= g_random << 25;
    g_random ^= g_random >> 27;
    return (uint32_t)((g_random * 0x2545F4914F6CDD1Dull) >> 32);
}

static int rnd(int below)
{
    return (int)(random32() % (uint32_t)below);
}

static bool chance(int percent)
{
    return rnd(100) < percent;
}

static void seed_random(uint64_t seed)
{
    g_random = (seed + 1) * 0x9E3779B97F4A7C15ull | 1;
    for (int i = 0; i < 8; i++)
    {
        random32();
    }
}

static int any_code(void)
{
    static const int favourites[] = { 0, 1, 2, 126, 127, 128, 129, 137, 139, 254, 255 };
    return chance(25) ? favourites[rnd(sizeof favourites / sizeof *favourites)] : rnd(256);
}

// Memory that lives as long as one run of a kind.
static char *g_pool;
static size_t g_pool_used;
#define POOL_BYTES (8u << 20)

static void *pool(size_t bytes)
{
    if (g_pool == NULL)
    {
        g_pool = mmap(NULL, POOL_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    }
    bytes = (bytes + 15) & ~(size_t)15;
    if (g_pool == MAP_FAILED || g_pool_used + bytes > POOL_BYTES)
    {
        fatal("pool");
    }
    void *p = g_pool + g_pool_used;
    g_pool_used += bytes;
    return memset(p, 0, bytes);
}

__attribute__((format(printf, 1, 2))) static char *text(const char *format, ...)
{
    char buffer[4096];
    va_list list;
    va_start(list, format);
    vsnprintf(buffer, sizeof buffer, format, list);
    va_end(list);
    return strcpy(pool(strlen(buffer) + 1), buffer);
}

static char *real(const char *path)
{
    char buffer[PATH_MAX];
    return realpath(path, buffer) == NULL ? NULL : text("%s", buffer);
}

static void write_file(const char *path, const char *content, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0 || write(fd, content, strlen(content)) < 0 || fchmod(fd, mode) < 0)
    {
        fatal(path);
    }
    close(fd);
}

static void copy_into(int to, const char *from_path)
{
    char buffer[65536];
    ssize_t n;
    int from = open(from_path, O_RDONLY | O_CLOEXEC);
    while (from >= 0 && (n = read(from, buffer, sizeof buffer)) > 0)
    {
        if (write(to, buffer, n) != n)
        {
            fatal("copy");
        }
    }
    if (from < 0 || n < 0)
    {
        fatal(from_path);
    }
    close(from);
}

static void copy_file(const char *from, const char *to)
{
    int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
    if (fd < 0 || fchmod(fd, 0755) < 0)
    {
        fatal(to);
    }
    copy_into(fd, from);
    close(fd);
}

// A memfd that can be executed: open for reading only.
static int memory_copy(const char *name)
{
    char path[64];
    int writing = memfd_create(name, MFD_CLOEXEC);
    copy_into(writing, g_helper);
    snprintf(path, sizeof path, "/proc/self/fd/%d", writing);
    int reading = open(path, O_RDONLY | O_CLOEXEC);
    if (reading < 0)
    {
        fatal("memfd");
    }
    close(writing);
    return reading;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
    (void)st;
    (void)type;
    return where->level == 0 ? 0 : remove(path);
}

static void empty_dir(const char *dir, bool also_itself)
{
    nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (also_itself)
    {
        rmdir(dir);
    }
}

// Set once a file's own name looks like a removed file's: only the file itself can tell, so it stays, and the worker a second.
static bool g_lingers;

// A fresh directory for the kind that runs; it is removed afterwards.
static char *private_dir(void)
{
    char *dir = text("%s/d%d", g_dir, rnd(1000000000));
    if (mkdir(dir, 0755) < 0)
    {
        fatal(dir);
    }
    return dir;
}

// The pid in the namespace of the mounted /proc, which is the initial one even inside a nested pid namespace.
static pid_t own_pid(void)
{
    char link[32] = "";
    ssize_t n = readlink("/proc/self", link, sizeof link - 1);
    return n > 0 ? atoi(link) : getpid();
}

// The same for a child that has not been waited for, from its maker's side, through a pidfd.
static pid_t pid_through_pidfd(pid_t inner)
{
    char path[64], line[512] = "";
    pid_t pid = 0;
    int pidfd = (int)syscall(SYS_pidfd_open, inner, 0);
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", pidfd);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && read(fd, line, sizeof line - 1) > 0)
    {
        const char *at = strstr(line, "Pid:");
        pid = at == NULL ? 0 : atoi(at + 4);
    }
    close(fd);
    close(pidfd);
    return pid;
}

// How a process ended that nobody could wait for: since Linux 6.15 a pidfd opened in time still tells.
static bool end_through_pidfd(int pidfd, int *status)
{
    struct
    {
        uint64_t mask, cgroup;
        uint32_t ids[11];
        int32_t exit_code;
    } info = { .mask = 1u << 3 }; // PIDFD_INFO_EXIT
    if (ioctl(pidfd, _IOC(_IOC_READ | _IOC_WRITE, 0xFF, 11, sizeof info), &info) < 0 || (info.mask & 1u << 3) == 0)
    {
        return false;
    }
    *status = info.exit_code;
    return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Making and waiting
// ---------------------------------------------------------------------------------------------------------------

typedef int (*body_fn)(void *);

static pid_t pid_of(const struct slot *s)
{
    return s->pid_made != 0 ? s->pid_made : s->pid_own;
}

static struct slot *new_slot(int made_by)
{
    int index = atomic_fetch_add(&g_arena->slot_count, 1);
    if (index >= MAX_SLOTS)
    {
        errno = ENOSPC;
        fatal("slots");
    }
    struct slot *s = &g_arena->slots[index];
    memset(s, 0, sizeof *s);
    s->kind = g_kind;
    s->made_by = made_by;
    s->pidfd = -1;
    s->ppid = pid_of(g_self);
    s->seq = atomic_fetch_add(&g_shared->seq, 1);
    s->start_ns = now_ns();
    return s;
}

static pid_t g_handler_pid;

static void on_signal(int signal)
{
    if (g_handler_pid != (pid_t)syscall(SYS_getpid))
    {
        // A child that was not yet at begin(): it is to end by this signal, as it will when this handler returns.
        struct sigaction action = { .sa_handler = SIG_DFL };
        sigaction(signal, &action, NULL);
        kill((pid_t)syscall(SYS_getpid), signal);
        return;
    }
    if (signal != SIGALRM)
    {
        g_shared->stop = 1;
        return;
    }
    g_late = 1;
    g_shared->wrong++;
    int count = atomic_load(&g_arena->slot_count);
    for (int i = 0; i < count && i < MAX_SLOTS; i++)
    {
        struct slot *s = &g_arena->slots[i];
        if (s->end == END_NONE && pid_of(s) > 1)
        {
            kill(pid_of(s), SIGKILL);
        }
    }
}

static void handle_signals(void)
{
    struct sigaction action = { .sa_handler = on_signal };
    g_handler_pid = getpid();
    sigaction(SIGALRM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

// The first steps of a new process. After vfork this runs in the memory of the parent.
static void begin(struct slot *s, int made_by)
{
    g_self = s;
    g_in_ns = g_in_ns || g_children_in_ns || made_by == BY_CLONE_NEWPID;
    s->pid_own = g_in_ns ? own_pid() : (pid_t)syscall(SYS_getpid);
    signal(SIGALRM, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    alarm(20);
}

__attribute__((noinline)) static long call_vfork(struct slot *s, body_fn body, void *arg)
{
    pid_t pid = vfork();
    if (pid == 0)
    {
        begin(s, BY_VFORK);
        _exit(body(arg));
    }
    return pid;
}

// System calls by the 32-bit table. Pointers given to it must lie below 4 GiB.
static long int80(long number, long b, long c, long d)
{
    long result;
    __asm__ volatile("int $0x80"
                     : "=a"(result)
                     : "a"(number), "b"(b), "c"(c), "d"(d), "S"(0L), "D"(0L)
                     : "memory", "cc", "r8", "r9", "r10", "r11");
    return (long)(int)result;
}

static pid_t g_wanted_tid;

static long call_clone3(uint64_t flags, pid_t tid)
{
    struct clone_args args = { .flags = flags, .exit_signal = SIGCHLD };
    if (tid != 0)
    {
        args.set_tid = (uintptr_t)&tid;
        args.set_tid_size = 1;
    }
    return syscall(SYS_clone3, &args, sizeof args);
}

struct start
{
    struct slot *slot;
    body_fn body;
    void *arg;
};

static int start_clone_vm(void *arg)
{
    struct start *start = arg;
    begin(start->slot, BY_CLONE_VM);
    // No exit handlers, no stdio: the memory belongs to the parent as well.
    syscall(SYS_exit_group, start->body(start->arg));
    return 0;
}

// Makes a process that runs body(arg) and ends with what it returns. NULL, with errno, when it can't be made.
static struct slot *spawn(int made_by, body_fn body, void *arg)
{
    struct slot *self = g_self;
    struct slot *s = new_slot(made_by);
    bool in_ns = g_in_ns;
    long r = -1;
    switch (made_by)
    {
        case BY_FORK:
            r = fork();
            break;
        case BY_VFORK:
            r = call_vfork(s, body, arg);
            break;
        case BY_CLONE:
            r = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
            break;
        case BY_CLONE3:
            r = call_clone3(0, 0);
            break;
        case BY_SYS_FORK:
            r = syscall(SYS_fork);
            break;
        case BY_INT80_FORK:
            r = int80(2, 0, 0, 0);
            break;
        case BY_INT80_CLONE:
            r = int80(120, SIGCHLD, 0, 0);
            break;
        case BY_CLONE_NEWPID:
            r = syscall(SYS_clone, SIGCHLD | CLONE_NEWPID, NULL, NULL, NULL, NULL);
            break;
        case BY_CLONE3_TID:
            r = call_clone3(0, g_wanted_tid);
            break;
        case BY_CLONE_PARENT:
            r = syscall(SYS_clone, SIGCHLD | CLONE_PARENT, NULL, NULL, NULL, NULL);
            break;
        case BY_CLONE_VM:
        {
            // A process of its own that shares all memory: no thread. CLONE_VFORK keeps us from touching it meanwhile.
            struct start start = { s, body, arg };
            char *stack = mmap(NULL, 1 << 18, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            r = clone(start_clone_vm, stack + (1 << 18), CLONE_VM | CLONE_VFORK | SIGCHLD, &start);
            munmap(stack, 1 << 18);
            break;
        }
    }
    if (r == 0)
    {
        begin(s, made_by);
        _exit(body(arg));
    }
    g_self = self; // a child that shares our memory has changed these
    g_in_ns = in_ns;
    if (r < 0)
    {
        errno = r < -1 ? (int)-r : errno;
        s->made_by = -1;
        return NULL;
    }
    s->wait_pid = (pid_t)r;
    s->pid_made = g_in_ns ? pid_through_pidfd((pid_t)r) : (pid_t)r;
    g_shared->made++;
    return s;
}

static struct slot *must_spawn(int made_by, body_fn body, void *arg)
{
    struct slot *s = spawn(made_by, body, arg);
    if (s == NULL)
    {
        fatal(made_by_names[made_by]);
    }
    return s;
}

static void note_end(struct slot *s, int status)
{
    s->end_ns = now_ns();
    s->status = status;
    s->end = END_STATUS;
}

// Waits for a child of this process.
static void reap(struct slot *s)
{
    int status;
    pid_t r;
    while ((r = waitpid(s->wait_pid, &status, __WALL)) < 0 && errno == EINTR)
    {
    }
    if (r != s->wait_pid)
    {
        complain("waitpid %d: %s", s->wait_pid, strerror(errno));
        return;
    }
    note_end(s, status);
}

// A worker waits for all that is left, also for orphans that were handed to it.
static void reap_rest(void)
{
    int status;
    pid_t r;
    while ((r = waitpid(-1, &status, __WALL)) > 0 || errno == EINTR)
    {
        struct slot *found = NULL;
        for (int i = 0; r > 0 && i < atomic_load(&g_arena->slot_count) && found == NULL; i++)
        {
            struct slot *s = &g_arena->slots[i];
            found = s->made_by >= 0 && s->end == END_NONE && pid_of(s) == r ? s : NULL;
        }
        if (found != NULL)
        {
            note_end(found, status);
        }
        else if (r > 0)
        {
            complain("an unknown child %d ended", r);
        }
        errno = 0;
    }
}

// Waits a few seconds for a flag in shared memory.
static bool wait_for(atomic_int *flag, int value)
{
    for (int i = 0; i < 50000 && !g_late; i++)
    {
        if (atomic_load(flag) >= value)
        {
            return true;
        }
        nap_us(100);
    }
    complain("a meeting did not happen");
    return false;
}

static int any_fork(void)
{
    static const int ways[] = { BY_FORK, BY_FORK, BY_CLONE, BY_CLONE3, BY_SYS_FORK };
    return ways[rnd(sizeof ways / sizeof *ways)];
}

// ---------------------------------------------------------------------------------------------------------------
// Executing
// ---------------------------------------------------------------------------------------------------------------

enum via
{
    VIA_EXECVE,
    VIA_FEXECVE,
    VIA_INT80,
    VIA_EXECVEAT,
};

enum fail
{
    FAIL_ENOENT = 1,
    FAIL_EACCES = 2,
    FAIL_ENOEXEC = 4,
    FAIL_E2BIG = 8,
    FAIL_DIRECTORY = 16,
    FAIL_ENOTDIR = 32,
    FAIL_EFAULT = 64,
    FAIL_TXTBSY = 128,
    FAIL_ALL = 255,
};

// What to execute, and what the kernel will make of it.
struct plan
{
    const char *path;   // as given to execve
    char **argv;        // as given to execve
    const char *exe;    // the image that will run (scripts: the interpreter); NULL = the real path of path
    char **kernel_argv; // as the new image gets them; NULL = argv
    const char *script; // path of the script, or NULL
    const char *cwd;    // where to go first, or NULL
    const char *todo;   // for the helper
    const char *comm;   // name to take first, or NULL
    int via, fd;
    bool deleted, drop_uid, no_exec;
    int stdin_fd;       // becomes descriptor 0 when > 0
    int fails;          // attempts that must fail, made first
    int code;           // the exit code when nothing is executed
    int nap;            // microseconds before the execve
};

static char **list(const char *first, ...)
{
    char **argv = pool(16 * sizeof *argv);
    int n = 0;
    va_list rest;
    va_start(rest, first);
    for (const char *s = first; s != NULL && n < 15; s = va_arg(rest, const char *))
    {
        argv[n++] = (char *)s;
    }
    va_end(rest);
    return argv;
}

static int length(char **argv)
{
    int n = 0;
    while (argv[n] != NULL)
    {
        n++;
    }
    return n;
}

// A list made of a head and a tail.
static char **join(char **head, char **tail)
{
    int h = length(head), t = length(tail);
    char **argv = pool((h + t + 1) * sizeof *argv);
    memcpy(argv, head, h * sizeof *argv);
    memcpy(argv + h, tail, t * sizeof *argv);
    return argv;
}

static struct exec_note *note_exec(struct slot *s, const struct plan *p, const char *cwd)
{
    char **argv = p->kernel_argv != NULL ? p->kernel_argv : p->argv;
    char *empty[] = { "", NULL };
    if (argv[0] == NULL)
    {
        argv = empty; // the kernel puts an empty argv[0] where there is none (since Linux 5.18)
    }
    const char *script = p->script != NULL ? p->script : "";
    size_t bytes = sizeof(struct exec_note) + strlen(p->exe) + strlen(cwd) + strlen(script) + 3;
    for (int i = 0; argv[i] != NULL; i++)
    {
        bytes += strlen(argv[i]) + 1;
    }
    bytes = (bytes + 15) & ~(size_t)15;
    size_t at = atomic_fetch_add(&g_arena->heap_used, bytes);
    if (at + bytes > HEAP_BYTES || s->exec_count == MAX_EXECS)
    {
        errno = ENOSPC;
        fatal("notes");
    }
    struct exec_note *note = (struct exec_note *)(g_arena->heap + at);
    *note = (struct exec_note){ .deleted = p->deleted, .bytes = (uint32_t)bytes };
    char *end = note->text;
    note->exe = 0;
    end = stpcpy(end, p->exe) + 1;
    note->cwd = (uint32_t)(end - note->text);
    end = stpcpy(end, cwd) + 1;
    note->script = p->script != NULL ? (uint32_t)(end - note->text) : 0;
    end = stpcpy(end, script) + 1;
    note->args = (uint32_t)(end - note->text);
    for (; argv[note->argc] != NULL; note->argc++)
    {
        end = stpcpy(end, argv[note->argc]) + 1;
    }
    s->execs[s->exec_count++] = note;
    s->has_comm = false; // the new image gets a name of its own
    return note;
}

static void make_env(struct slot *s, const struct plan *p, char *todo, char *where, char **env)
{
    snprintf(todo, 256, "TRUTH_DO=%s", p->todo != NULL ? p->todo : "exit 0");
    snprintf(where, 128, "TRUTH_SLOT=%zx %zx", (size_t)((char *)s - (char *)g_shared),
             (size_t)((char *)g_arena - (char *)g_shared));
    env[0] = todo;
    env[1] = where;
    env[2] = "PATH=/usr/bin:/bin";
    env[3] = NULL;
}

// The 32-bit execve needs its strings and its tables of 32-bit pointers below 4 GiB.
static uint32_t low(char **at, const char *string)
{
    char *here = *at;
    *at = stpcpy(here, string) + 1;
    return (uint32_t)(uintptr_t)here;
}

static int execve_int80(const char *path, char **argv, char **env)
{
    size_t size = 1 << 20;
    char *area = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (area == MAP_FAILED)
    {
        return -1;
    }
    uint32_t *table = (uint32_t *)area;
    uint32_t *table_env = table + length(argv) + 1;
    char *at = area + 65536;
    for (int i = 0; argv[i] != NULL; i++)
    {
        table[i] = low(&at, argv[i]);
    }
    for (int i = 0; env[i] != NULL; i++)
    {
        table_env[i] = low(&at, env[i]);
    }
    long r = int80(11, low(&at, path), (long)(uintptr_t)table, (long)(uintptr_t)table_env);
    errno = (int)-r;
    return -1;
}

// Tries to execute in ways that must fail.
static void fail_to_exec(int fails, char **env)
{
    static char block[140000];
    char path[1200];
    char *argv[] = { "nothing", "will come of it", NULL };
    char *huge[] = { "huge", block, NULL };
    for (int bit = 1; bit < FAIL_ALL; bit <<= 1)
    {
        int fd = -1;
        if ((fails & bit) == 0)
        {
            continue;
        }
        snprintf(path, sizeof path, "%s/no such program", g_dir);
        if (bit == FAIL_EACCES || bit == FAIL_ENOEXEC || bit == FAIL_TXTBSY)
        {
            snprintf(path, sizeof path, "%s/bad%d-%d", g_dir, bit, (int)syscall(SYS_gettid));
            fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, bit == FAIL_EACCES ? 0644 : 0755);
            if (write(fd, "what\0is\1this", 12) != 12)
            {
                fatal(path);
            }
            if (bit != FAIL_TXTBSY)
            {
                close(fd);
            }
        }
        else if (bit == FAIL_DIRECTORY)
        {
            snprintf(path, sizeof path, "%s", g_dir);
        }
        else if (bit == FAIL_ENOTDIR)
        {
            snprintf(path, sizeof path, "%s/inside", g_helper);
        }
        else if (bit == FAIL_E2BIG)
        {
            memset(block, 'x', sizeof block - 1);
            snprintf(path, sizeof path, "%s", g_helper);
        }
        char **args = bit == FAIL_E2BIG ? huge : bit == FAIL_EFAULT ? (char **)8 : argv;
        execve(bit == FAIL_EFAULT ? g_helper : path, args, env);
        g_self->failed_execs++;
        if (fd >= 0 && bit == FAIL_TXTBSY)
        {
            close(fd);
        }
    }
}

// Carries a plan out in the current process; a body for spawn(). Comes back only when nothing was executed.
static int exec_plan(void *arg)
{
    struct plan *p = arg;
    char todo[256], where[128], *env[4], cwd[PATH_MAX];
    make_env(g_self, p, todo, where, env);
    if (p->nap > 0)
    {
        nap_us(p->nap);
    }
    if (p->cwd != NULL && chdir(p->cwd) < 0)
    {
        fatal(p->cwd);
    }
    if (p->stdin_fd > 0)
    {
        dup2(p->stdin_fd, 0);
    }
    if (p->comm != NULL)
    {
        prctl(PR_SET_NAME, p->comm);
    }
    if (p->drop_uid)
    {
        if (syscall(SYS_setresgid, NOBODY, NOBODY, NOBODY) < 0 || syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY) < 0)
        {
            fatal("setresuid");
        }
        g_self->has_uid = true;
        g_self->uid = getuid();
    }
    fail_to_exec(p->fails, env);
    if (p->no_exec)
    {
        return p->code;
    }
    if (getcwd(cwd, sizeof cwd) == NULL)
    {
        fatal("getcwd");
    }
    note_exec(g_self, p, cwd);
    switch (p->via)
    {
        case VIA_EXECVE:
            execve(p->path, p->argv, env);
            break;
        case VIA_FEXECVE:
            fexecve(p->fd, p->argv, env);
            break;
        case VIA_EXECVEAT:
            syscall(SYS_execveat, p->fd, p->path, p->argv, env, *p->path == 0 ? AT_EMPTY_PATH : 0);
            break;
        case VIA_INT80:
            execve_int80(p->path, p->argv, env);
            break;
    }
    int error = errno;
    g_self->exec_count--;
    g_self->failed_execs++;
    complain("execve %s: %s", p->path, strerror(error));
    return 126;
}

static struct plan *new_plan(const char *path, char **argv)
{
    struct plan *p = pool(sizeof *p);
    p->path = path;
    p->argv = argv;
    p->exe = real(path);
    return p;
}

// A plan to execute the helper with the given thing to do.
__attribute__((format(printf, 1, 2))) static struct plan *helper_plan(const char *format, ...)
{
    char todo[200];
    va_list list_;
    va_start(list_, format);
    vsnprintf(todo, sizeof todo, format, list_);
    va_end(list_);
    struct plan *p = new_plan(g_helper, list(g_helper, "--child", text("%s", todo), NULL));
    p->todo = p->argv[2];
    return p;
}

static struct slot *spawn_posix(struct plan *p)
{
    char todo[256], where[128], *env[4], cwd[PATH_MAX];
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    struct slot *s = new_slot(BY_POSIX_SPAWN);
    pid_t pid;
    make_env(s, p, todo, where, env);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attr);
    if (p->cwd != NULL)
    {
        posix_spawn_file_actions_addchdir_np(&actions, p->cwd);
    }
    if (chance(30))
    {
        posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP);
    }
    note_exec(s, p, p->cwd != NULL ? p->cwd : getcwd(cwd, sizeof cwd));
    errno = posix_spawn(&pid, p->path, &actions, &attr, p->argv, env);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attr);
    if (errno != 0)
    {
        fatal("posix_spawn");
    }
    s->wait_pid = pid;
    s->pid_made = g_in_ns ? pid_through_pidfd(pid) : pid;
    g_shared->made++;
    return s;
}

// Makes a process that executes; comes back when the execve has succeeded (or the process ended).
static struct slot *spawn_exec(int made_by, struct plan *p)
{
    int gate[2];
    char c;
    if (pipe2(gate, O_CLOEXEC) < 0)
    {
        fatal("pipe");
    }
    struct slot *s = must_spawn(made_by, exec_plan, p);
    close(gate[1]);
    while (read(gate[0], &c, 1) < 0 && errno == EINTR)
    {
    }
    close(gate[0]);
    return s;
}

static ssize_t read_all(const char *path, char *into, size_t size)
{
    ssize_t n, total = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (n = read(fd, into + total, size - total)) > 0)
    {
        total += n;
    }
    if (fd >= 0)
    {
        close(fd);
    }
    return total;
}

// Compares the latest note of a process with what /proc shows of it now. True when all agrees.
static bool check_note(struct slot *s, bool complaining)
{
    struct exec_note *note = s->execs[s->exec_count - 1];
    static char args[1 << 20];
    char path[64], link[PATH_MAX + 16], expected[PATH_MAX + 16];
    const char *fault = NULL;
    int pid = pid_of(s);

    snprintf(path, sizeof path, "/proc/%d/exe", pid);
    ssize_t n = readlink(path, link, sizeof link - 1);
    link[n < 0 ? 0 : n] = 0;
    snprintf(expected, sizeof expected, "%s%s", note->text + note->exe, note->deleted ? " (deleted)" : "");
    fault = strcmp(link, expected) != 0 ? "exe" : fault;

    snprintf(path, sizeof path, "/proc/%d/cwd", pid);
    n = readlink(path, link, sizeof link - 1);
    link[n < 0 ? 0 : n] = 0;
    fault = strcmp(link, note->text + note->cwd) != 0 ? "cwd" : fault;

    snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
    ssize_t have = read_all(path, args, sizeof args), want = 0;
    for (uint32_t i = 0; i < note->argc; i++)
    {
        want += (ssize_t)strlen(note->text + note->args + want) + 1;
    }
    fault = have != want || memcmp(args, note->text + note->args, want) != 0 ? "cmdline" : fault;

    if (fault == NULL)
    {
        note->confirmed = true;
    }
    else if (complaining)
    {
        complain("the %s of %d is not as noted (%s; %zd and %zd bytes)", fault, pid, link, have, want);
    }
    return fault == NULL;
}

// From outside, for an image that stands still. Just after the execve the arguments may not be in place yet.
static void check_outside(struct slot *s)
{
    for (int i = 0; i < 100 && !check_note(s, false); i++)
    {
        nap_us(200);
    }
    if (!s->execs[s->exec_count - 1]->confirmed)
    {
        check_note(s, true);
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Bodies: what a process does with its life
// ---------------------------------------------------------------------------------------------------------------

enum way_out
{
    OUT_RETURN,
    OUT_EXIT,
    OUT_RAW,
    OUT_INT80,
    OUT_INT80_GROUP,
};

struct simple
{
    int code, nap, out;
    const char *comm;
};

static void take_name(const char *name)
{
    prctl(PR_SET_NAME, name);
    prctl(PR_GET_NAME, g_self->comm);
    g_self->has_comm = true;
}

static int body_simple(void *arg)
{
    struct simple *simple = arg;
    if (simple->comm != NULL)
    {
        take_name(simple->comm);
    }
    if (simple->nap > 0)
    {
        nap_us(simple->nap);
    }
    switch (simple->out)
    {
        case OUT_EXIT:
            exit(simple->code);
        case OUT_RAW:
            syscall(SYS_exit, simple->code);
            break;
        case OUT_INT80:
            int80(1, simple->code, 0, 0);
            break;
        case OUT_INT80_GROUP:
            int80(252, simple->code, 0, 0);
            break;
    }
    return simple->code;
}

static struct simple *new_simple(void)
{
    struct simple *simple = pool(sizeof *simple);
    simple->code = any_code();
    simple->nap = chance(30) ? rnd(1500) : 0;
    return simple;
}

// Waits to be killed; ends by itself only by the alarm.
static int body_wait(void *arg)
{
    (void)arg;
    atomic_store(&g_self->ready, 1);
    for (;;)
    {
        pause();
    }
    return 0;
}

struct die
{
    int signal, nap;
    char *core_dir;
};

// Ends by a signal, where possible by its natural cause.
static int body_die(void *arg)
{
    struct die *die = arg;
    pid_t self = (pid_t)syscall(SYS_getpid);
    volatile int zero = 0;
    if (die->core_dir != NULL)
    {
        struct rlimit limit;
        getrlimit(RLIMIT_CORE, &limit);
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_CORE, &limit) < 0 || chdir(die->core_dir) < 0)
        {
            fatal("core");
        }
    }
    nap_us(die->nap);
    if (die->signal == SIGSEGV)
    {
        *(volatile int *)(uintptr_t)(zero + 16) = 1;
    }
    else if (die->signal == SIGILL)
    {
        __asm__ volatile("ud2");
    }
    else if (die->signal == SIGTRAP)
    {
        __asm__ volatile("int3");
    }
    else if (die->signal == SIGFPE)
    {
        zero = 1 / zero;
    }
    else if (die->signal == SIGBUS)
    {
        int fd = memfd_create("short", MFD_CLOEXEC);
        volatile char *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        map[0] = 1;
    }
    else if (die->signal == SIGSYS)
    {
        struct sock_filter filter[] =
        {
            BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
            BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
            BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        };
        struct sock_fprog program = { 4, filter };
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
        syscall(SYS_getppid);
    }
    else if (die->signal == SIGPIPE)
    {
        int ends[2];
        if (pipe(ends) == 0 && close(ends[0]) == 0 && write(ends[1], "x", 1) == 1)
        {
            return 98;
        }
    }
    else if (die->signal == SIGALRM)
    {
        struct itimerval soon = { { 0, 0 }, { 0, 500 } };
        setitimer(ITIMER_REAL, &soon, NULL);
        pause();
    }
    else if (die->signal == SIGABRT)
    {
        abort();
    }
    kill(self, die->signal);
    pause();
    return 97;
}

// Many generations; each process waits for its own children.
static int body_tree(void *arg)
{
    int depth = (int)(intptr_t)arg;
    struct slot *children[2] = { NULL, NULL };
    uint64_t mine = g_random + (uint64_t)g_self->seq * 7919;
    seed_random(mine);
    for (int i = 0; i < 2 && depth > 0; i++)
    {
        if (chance(25))
        {
            children[i] = must_spawn(any_fork(), exec_plan, helper_plan("tree %d %u", depth - 1, random32()));
        }
        else
        {
            children[i] = must_spawn(any_fork(), body_tree, (void *)(intptr_t)(depth - 1));
        }
    }
    for (int i = 0; i < 2 && children[i] != NULL; i++)
    {
        reap(children[i]);
    }
    return any_code();
}

// ---- Threads

enum act
{
    ACT_ALL_END,       // the threads end, then the main thread
    ACT_EXIT_GROUP,    // a thread calls exit_group
    ACT_EXEC,          // a thread calls execve
    ACT_FAULT,         // a thread writes to nowhere
    ACT_WAIT,          // all wait to be killed
    ACT_LEADER_END,    // the main thread ends alone; later the last thread ends
    ACT_LEADER_GROUP,  // ... a thread calls exit_group
    ACT_LEADER_EXEC,   // ... a thread calls execve
    ACT_LEADER_WAIT,   // ... the rest waits to be killed
    ACT_MAIN_EXEC,     // the main thread calls execve while others live
};

struct team
{
    int pthreads, raws; // bystanders
    bool raw_actor;     // the acting thread is made by raw clone
    int act, nap, code, leader_code;
    struct plan *plan;
};

struct thread_start
{
    int (*fn)(void *);
    void *arg;
    volatile pid_t *tid;
};

static atomic_int g_raw_alive;

static void *pthread_main(void *arg)
{
    struct thread_start *start = arg;
    *start->tid = (pid_t)syscall(SYS_gettid); // its maker waits for this
    start->fn(start->arg);
    return NULL;
}

static int raw_main(void *arg)
{
    struct thread_start *start = arg;
    start->fn(start->arg);
    g_raw_alive--;
    return 0; // glibc's clone() calls exit, not exit_group
}

static void start_thread(bool raw, int (*fn)(void *), void *arg, pthread_t *id)
{
    struct thread_start *start = pool(sizeof *start);
    start->fn = fn;
    start->arg = arg;
    int index = g_self->threads++; // before it is made: it may end the process at once
    if (index >= MAX_TIDS)
    {
        errno = ENOSPC;
        fatal("tids");
    }
    start->tid = &g_self->tids[index];
    if (raw)
    {
        size_t size = 1 << 17;
        char *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        g_raw_alive++;
        int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
        flags |= CLONE_PARENT_SETTID; // the kernel notes the tid before the thread runs
        if (stack == MAP_FAILED || clone(raw_main, stack + size, flags, start, start->tid) < 0)
        {
            fatal("clone of a thread");
        }
    }
    else
    {
        pthread_attr_t attr;
        pthread_attr_init(&attr);
        pthread_attr_setstacksize(&attr, 1 << 17);
        errno = pthread_create(id, &attr, pthread_main, start);
        pthread_attr_destroy(&attr);
        if (errno != 0)
        {
            fatal("pthread_create");
        }
        while (*start->tid == 0)
        {
            sched_yield();
        }
    }
}

static int thread_short(void *arg)
{
    nap_us(rnd(1 + *(int *)arg));
    return 0;
}

static int thread_wait(void *arg)
{
    (void)arg;
    for (;;)
    {
        pause();
    }
    return 0;
}

static int thread_act(void *arg)
{
    struct team *team = arg;
    nap_us(team->nap);
    switch (team->act)
    {
        case ACT_EXIT_GROUP:
        case ACT_LEADER_GROUP:
            syscall(SYS_exit_group, team->code);
            break;
        case ACT_EXEC:
        case ACT_LEADER_EXEC:
            syscall(SYS_exit_group, exec_plan(team->plan));
            break;
        case ACT_FAULT:
            *(volatile char *)(uintptr_t)team->nap = 1;
            break;
        case ACT_LEADER_END:
            syscall(SYS_exit, team->code);
            break;
        case ACT_WAIT:
        case ACT_LEADER_WAIT:
            thread_wait(NULL);
            break;
    }
    return 0;
}

static int body_team(void *arg)
{
    struct team *team = arg;
    pthread_t ids[MAX_TIDS];
    pthread_t actor;
    bool bystanders_end = team->act == ACT_ALL_END || team->act == ACT_LEADER_END;
    for (int i = 0; i < team->pthreads + team->raws; i++)
    {
        start_thread(i >= team->pthreads, bystanders_end ? thread_short : thread_wait, &team->nap, &ids[i]);
    }
    if (team->act != ACT_ALL_END && team->act != ACT_MAIN_EXEC)
    {
        start_thread(team->raw_actor, thread_act, team, &actor);
    }
    atomic_store(&g_self->ready, 1);
    switch (team->act)
    {
        case ACT_ALL_END:
            for (int i = 0; i < team->pthreads; i++)
            {
                pthread_join(ids[i], NULL);
            }
            while (g_raw_alive > 0)
            {
                nap_us(50);
            }
            return team->code;
        case ACT_MAIN_EXEC:
            return exec_plan(team->plan);
        case ACT_LEADER_END:
        case ACT_LEADER_GROUP:
        case ACT_LEADER_EXEC:
        case ACT_LEADER_WAIT:
            g_self->leader_left = true;
            g_self->leader_code = team->leader_code;
            syscall(SYS_exit, team->leader_code);
    }
    thread_wait(NULL);
    return 0;
}

static struct team *new_team(int act)
{
    struct team *team = pool(sizeof *team);
    team->act = act;
    team->pthreads = rnd(4);
    team->raws = rnd(3);
    team->raw_actor = chance(30);
    team->nap = rnd(3000);
    team->code = any_code();
    team->leader_code = any_code();
    return team;
}

// ---------------------------------------------------------------------------------------------------------------
// The helper: what this binary does when it is executed by one of its processes
// ---------------------------------------------------------------------------------------------------------------

static bool attach(const char *where)
{
    size_t slot, arena;
    if (where == NULL || sscanf(where, "%zx %zx", &slot, &arena) != 2)
    {
        return false;
    }
    g_shared = mmap(SHARED_AT, sizeof(struct shared), PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_FIXED_NOREPLACE | MAP_NORESERVE, SHARED_FD, 0);
    if (g_shared == MAP_FAILED)
    {
        g_shared = NULL;
        fatal("shared memory");
    }
    madvise(g_shared, sizeof(struct shared), MADV_DONTDUMP);
    g_self = (struct slot *)((char *)g_shared + slot);
    g_arena = (struct arena *)((char *)g_shared + arena);
    g_kind = g_self->kind;
    snprintf(g_dir, sizeof g_dir, "%s", g_arena->dir);
    snprintf(g_helper, sizeof g_helper, "%s", g_shared->helper);
    pid_t pid = own_pid();
    g_in_ns = pid != getpid();
    if (g_self->pid_own == 0)
    {
        g_self->pid_own = pid;
    }
    else if (g_self->pid_own != pid)
    {
        complain("executed in process %d, noted for %d", pid, g_self->pid_own);
    }
    if (g_self->exec_count == 0 || !check_note(g_self, true))
    {
        complain("an image that was not noted rightly");
    }
    return true;
}

// One more image in the same process: chain LEFT SEED CODE.
static int chain(int left, unsigned seed, int code)
{
    seed_random(seed);
    struct plan *p = left > 1 ? helper_plan("chain %d %u %d", left - 1, random32(), code) :
                     chance(50) ? helper_plan("exit %d", code) : new_plan("/bin/true", list("true", NULL));
    p->nap = chance(50) ? rnd(500) : 0;
    if (chance(20))
    {
        p->fails = 1 << rnd(3);
    }
    if (chance(20))
    {
        p->cwd = g_dir;
    }
    return exec_plan(p);
}

static int helper(const char *todo)
{
    char word[16] = "";
    int a = 0, c = 0;
    unsigned b = 0;
    alarm(20);
    attach(getenv("TRUTH_SLOT"));
    sscanf(todo, "%15s %d %u %d", word, &a, &b, &c);
    if (strcmp(word, "exit") == 0)
    {
        _exit(a);
    }
    if (strcmp(word, "return") == 0)
    {
        return a;
    }
    if (strcmp(word, "raw") == 0)
    {
        syscall(SYS_exit, a);
    }
    if (strcmp(word, "die") == 0)
    {
        struct die die = { a, 0, NULL };
        return body_die(&die);
    }
    if (g_self == NULL)
    {
        return 2;
    }
    if (strcmp(word, "wait") == 0)
    {
        return body_wait(NULL);
    }
    if (strcmp(word, "meet") == 0)
    {
        atomic_store(&g_self->ready, 1);
        wait_for(&g_self->go, 1);
        return a;
    }
    if (strcmp(word, "tree") == 0)
    {
        g_random = b | 1;
        return body_tree((void *)(intptr_t)a);
    }
    if (strcmp(word, "chain") == 0)
    {
        return chain(a, b, c);
    }
    if (strcmp(word, "team") == 0)
    {
        seed_random(b);
        struct team *team = new_team(a);
        team->code = c;
        team->plan = helper_plan("exit %d", c);
        return body_team(team);
    }
    if (strcmp(word, "name") == 0)
    {
        char name[17] = "";
        for (int i = 0; i < 16 && sscanf(strrchr(todo, ' ') + 1 + 2 * i, "%2hhx", (unsigned char *)&name[i]) == 1; i++)
        {
        }
        take_name(name);
        return a;
    }
    complain("told to do something unknown: %s", todo);
    return 2;
}

// ---------------------------------------------------------------------------------------------------------------
// Kinds
// ---------------------------------------------------------------------------------------------------------------

// An argument that is hard on readers of logs.
static char *odd_arg(void)
{
    static const char *const some[] =
    {
        "", " ", "a b", "tab\there", "new\nline", "\n", "quote\"s", "it's", "\\", "\\x41", "%s%n", "$(id)", "`id`", "*",
        "a=b", "key=\"value\"", "msg=audit(1.2:3)", "type=EXECVE", "a0=x", "(null)", "\"", "0x20", "DEADBEEF",
        "\xff\xfe", "\xc3\xa4\xc3\xb6\xc3\xbc", "\xe6\x97\xa5\xe6\x9c\xac", "\xc3", "\x7f", "\x01\x02\x1b[31m", "\r\n",
        "--", "-", "-c", "\xf0\x9f\x90\xa7", "exe=\"/bin/x\"", "\x1d", "\x80", "a,b;c|d&e", "=", "2f62696e",
        "trailing ", " leading",
    };
    if (chance(60))
    {
        return (char *)some[rnd(sizeof some / sizeof *some)];
    }
    int n = rnd(chance(10) ? 3000 : 40);
    char *arg = pool(n + 1);
    bool plain = chance(50);
    for (int i = 0; i < n; i++)
    {
        arg[i] = (char)(plain ? 'a' + rnd(26) : 1 + rnd(255));
    }
    return arg;
}

static char **odd_args(const char *first, int count)
{
    char **argv = pool((count + 2) * sizeof *argv);
    argv[0] = (char *)first;
    for (int i = 1; i <= count; i++)
    {
        argv[i] = odd_arg();
    }
    return argv;
}

static const char *odd_name(void)
{
    static const char *const some[] =
    {
        "plain", "a b", " ", "gr\xc3\xb6\xc3\x9f" "e", "\xff\xfe\xfd", "\xe6\x97\xa5\xe6\x9c\xac", "new\nline",
        "quote\"'", "back\\slash", "x (deleted)", "tab\there", "-dash", "\x01", "percent%20", "\xc3(", "...", "~", "#!",
    };
    return some[rnd(sizeof some / sizeof *some)];
}

static struct plan *any_plan(void)
{
    switch (rnd(8))
    {
        case 0:
            return new_plan("/bin/true", list("true", NULL));
        case 1:
            return new_plan("/bin/false", list("/bin/false", "x", NULL));
        case 2:
            return new_plan("/bin/echo", odd_args("echo", rnd(4)));
        case 3:
            return helper_plan("return %d", any_code());
        case 4:
            return helper_plan("raw %d", any_code());
        default:
            return helper_plan("exit %d", any_code());
    }
}

// An image that reads its standard input stands still until the pipe is closed: time to look at it from outside.
static struct slot *spawn_held(struct plan *p, int *hold)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
    {
        fatal("pipe");
    }
    p->stdin_fd = ends[0];
    struct slot *s = spawn_exec(any_fork(), p);
    close(ends[0]);
    *hold = ends[1];
    return s;
}

static void run_fork_exit(void)
{
    struct simple *simple = new_simple();
    struct slot *s = must_spawn(BY_FORK, body_simple, simple);
    if (chance(20))
    {
        must_spawn(BY_FORK, body_simple, new_simple()); // two at a time, waited for in any order
    }
    if (chance(50))
    {
        reap(s);
    }
}

static void run_fork_exec(void)
{
    if (chance(20))
    {
        int hold;
        struct slot *s = spawn_held(new_plan("/bin/cat", list("cat", "-", NULL)), &hold);
        check_outside(s);
        close(hold);
        return;
    }
    must_spawn(any_fork(), exec_plan, any_plan());
}

static void run_posix_spawn(void)
{
    struct plan *p = any_plan();
    p->cwd = chance(30) ? g_dir : NULL;
    spawn_posix(p);
}

static void run_vfork_exec(void)
{
    must_spawn(BY_VFORK, exec_plan, any_plan());
}

static void run_vfork_exit(void)
{
    must_spawn(BY_VFORK, body_simple, new_simple());
}

static void run_by(int made_by)
{
    if (chance(30))
    {
        must_spawn(made_by, exec_plan, any_plan());
    }
    else
    {
        must_spawn(made_by, body_simple, new_simple());
    }
}

static void run_clone3_fork(void)
{
    run_by(BY_CLONE3);
}

static void run_clone_raw(void)
{
    run_by(BY_CLONE);
}

static void run_sys_fork(void)
{
    run_by(BY_SYS_FORK);
}

static void run_clone_vm(void)
{
    run_by(BY_CLONE_VM);
}

static void run_exit_raw(void)
{
    struct simple *simple = new_simple();
    simple->out = OUT_RAW;
    must_spawn(any_fork(), body_simple, simple);
}

static void run_return_main(void)
{
    struct simple *simple = new_simple();
    simple->out = OUT_EXIT;
    if (chance(50))
    {
        must_spawn(BY_FORK, body_simple, simple);
    }
    else
    {
        must_spawn(BY_FORK, exec_plan, helper_plan("return %d", any_code()));
    }
}

static bool has_core(const char *dir)
{
    char path[800];
    snprintf(path, sizeof path, "%s/core", dir);
    return access(path, F_OK) == 0;
}

static void die_by(int signal)
{
    struct die *die = pool(sizeof *die);
    die->signal = signal;
    die->nap = rnd(500);
    if (chance(25))
    {
        must_spawn(any_fork(), exec_plan, helper_plan("die %d", signal));
        return;
    }
    bool cores = signal == SIGSEGV || signal == SIGABRT || signal == SIGQUIT || signal == SIGFPE;
    if (g_can_core && cores && chance(35))
    {
        die->core_dir = private_dir();
    }
    struct slot *s = must_spawn(BY_FORK, body_die, die);
    reap(s);
    if (die->core_dir != NULL && has_core(die->core_dir) != (WIFSIGNALED(s->status) && WCOREDUMP(s->status)))
    {
        complain("status %x and the core file disagree", s->status);
    }
}

static void run_segv(void)
{
    die_by(SIGSEGV);
}

static void run_abort(void)
{
    die_by(SIGABRT);
}

static void run_sig_variety(void)
{
    static const int signals[] =
    {
        SIGILL, SIGFPE, SIGBUS, SIGSYS, SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM, SIGTRAP, SIGQUIT, SIGHUP, SIGXCPU, SIGXFSZ,
        SIGVTALRM, SIGPROF, SIGPOLL, SIGSTKFLT, SIGPWR, 0,
    };
    int signal = signals[rnd(sizeof signals / sizeof *signals)];
    die_by(signal != 0 ? signal : SIGRTMIN + rnd(SIGRTMAX - SIGRTMIN + 1));
}

static void kill_with(int signal)
{
    struct slot *s;
    int hold = -1;
    switch (rnd(5))
    {
        case 0: // at once, perhaps before its first instruction
            s = must_spawn(any_fork(), body_wait, NULL);
            break;
        case 1:
            s = must_spawn(any_fork(), body_wait, NULL);
            wait_for(&s->ready, 1);
            break;
        case 2:
            s = must_spawn(any_fork(), exec_plan, helper_plan("wait 0"));
            wait_for(&s->ready, 1);
            break;
        case 3: // just after the execve
            s = spawn_exec(any_fork(), new_plan("/bin/sleep", list("sleep", "15", NULL)));
            break;
        default:
            s = spawn_held(new_plan("/bin/cat", list("cat", NULL)), &hold);
            break;
    }
    nap_us(chance(50) ? rnd(1000) : 0);
    kill(pid_of(s), signal);
    reap(s);
    if (hold >= 0)
    {
        close(hold);
    }
}

static void run_kill(void)
{
    kill_with(SIGKILL);
}

static void run_term(void)
{
    kill_with(SIGTERM);
}

static int body_catch(void *arg)
{
    // Ends by an exit code when interrupted.
    sigset_t set;
    int signal = 0;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    atomic_store(&g_self->ready, 1);
    sigwait(&set, &signal);
    return *(int *)arg;
}

static void run_int_group(void)
{
    struct slot *s[3];
    pid_t group = 0;
    int *code = pool(sizeof *code);
    *code = any_code();
    for (int i = 0; i < 3; i++)
    {
        s[i] = must_spawn(any_fork(), i == 1 && chance(40) ? body_catch : body_wait, code);
        group = i == 0 ? s[0]->wait_pid : group;
        setpgid(s[i]->wait_pid, group);
        wait_for(&s[i]->ready, 1);
    }
    kill(-group, SIGINT);
}

static void run_stop_cont(void)
{
    int status;
    struct slot *s = must_spawn(any_fork(), body_wait, NULL);
    wait_for(&s->ready, 1);
    kill(s->wait_pid, SIGSTOP);
    waitpid(s->wait_pid, &status, WUNTRACED);
    if (chance(60))
    {
        kill(s->wait_pid, SIGCONT);
    }
    kill(s->wait_pid, SIGKILL);
}

static struct slot *spawn_team(struct team *team)
{
    if (chance(25) && team->act != ACT_EXEC && team->act != ACT_LEADER_EXEC && team->act != ACT_MAIN_EXEC)
    {
        return must_spawn(BY_FORK, exec_plan, helper_plan("team %d %u %d", team->act, random32(), team->code));
    }
    team->plan = any_plan();
    return must_spawn(any_fork(), body_team, team);
}

static void run_exit_group_thread(void)
{
    spawn_team(new_team(ACT_EXIT_GROUP));
}

static void run_exec_thread(void)
{
    spawn_team(new_team(chance(75) ? ACT_EXEC : ACT_MAIN_EXEC));
}

static void run_leader_first(void)
{
    static const int acts[] = { ACT_LEADER_END, ACT_LEADER_GROUP, ACT_LEADER_EXEC, ACT_LEADER_WAIT };
    struct team *team = new_team(acts[rnd(4)]);
    struct slot *s = spawn_team(team);
    if (team->act == ACT_LEADER_WAIT)
    {
        wait_for(&s->ready, 1);
        nap_us(rnd(1000));
        kill(s->wait_pid, SIGKILL);
    }
}

static void run_many_threads(void)
{
    struct team *team = new_team(ACT_ALL_END);
    team->pthreads = 1 + rnd(16);
    team->raws = rnd(8);
    spawn_team(team);
}

static void run_threads_killed(void)
{
    struct team *team = new_team(chance(25) ? ACT_FAULT : ACT_WAIT);
    team->pthreads = 1 + rnd(8);
    struct slot *s = spawn_team(team);
    if (team->act == ACT_WAIT)
    {
        wait_for(&s->ready, 1);
        kill(s->wait_pid, chance(50) ? SIGKILL : SIGTERM);
    }
}

static void run_exec_then_thread(void)
{
    must_spawn(any_fork(), exec_plan, helper_plan("team %d %u %d", chance(50) ? ACT_ALL_END : ACT_EXEC, random32(),
                                                  any_code()));
}

static void run_failed_exec(void)
{
    struct plan *p = any_plan();
    p->fails = chance(70) ? 1 << rnd(8) : rnd(FAIL_ALL + 1);
    p->no_exec = chance(50);
    p->code = any_code();
    must_spawn(chance(20) ? BY_VFORK : any_fork(), exec_plan, p);
}

static void run_exec_chain(void)
{
    struct plan *p = helper_plan("chain %d %u %d", 2 + rnd(4), random32(), any_code());
    must_spawn(chance(30) ? BY_VFORK : any_fork(), exec_plan, p);
}

// /usr/bin/env as interpreter executes the real one: a second image, noted when it is seen there.
static void script_by_env(const char *path, char **args, int code)
{
    write_file(path, text("#!/usr/bin/env sh\nread x\nexit %d\n", code), 0755);
    int hold;
    struct plan *p = new_plan(path, join(list("ignored", NULL), args));
    p->script = path;
    p->exe = real("/usr/bin/env");
    p->kernel_argv = join(list("/usr/bin/env", "sh", path, NULL), args);
    struct slot *s = spawn_held(p, &hold);
    struct plan *second = new_plan("/bin/sh", join(list("sh", path, NULL), args));
    char link[PATH_MAX] = "", cwd[PATH_MAX];
    char *exe = text("/proc/%d/exe", s->pid_made);
    for (int i = 0; i < 25000 && strcmp(link, second->exe) != 0 && !g_late; i++)
    {
        nap_us(200);
        ssize_t n = readlink(exe, link, sizeof link - 1);
        link[n < 0 ? 0 : n] = 0;
    }
    note_exec(s, second, getcwd(cwd, sizeof cwd));
    check_outside(s);
    close(hold);
}

static void run_script(void)
{
    char *dir = private_dir();
    const char *name = odd_name();
    char *path = text("%s/%s", dir, name);
    int code = any_code();
    char **args = odd_args("", rnd(8)) + 1;
    bool relative = chance(30), held = false;
    const char *given = relative ? text("./%s", name) : path;
    const char *interpreter = "/bin/sh", *option = NULL, *line = "#!/bin/sh\n";
    if (chance(15))
    {
        script_by_env(path, args, code);
        return;
    }
    switch (rnd(7))
    {
        case 0:
            held = true;
            break;
        case 1:
            option = "-e";
            line = "#!/bin/sh -e\n";
            break;
        case 2:
            option = "-u";
            line = "#! \t/bin/sh  -u  \n";
            break;
        default:
            interpreter = g_helper;
            option = chance(30) ? NULL : chance(50) ? "one argument of many words" : "-\"x\"\xff\t\\";
            line = text("#!%s%s%s\n", g_helper, option != NULL ? " " : "", option != NULL ? option : "");
            break;
    }
    write_file(path, text("%s%sexit %d\n", line, held ? "read x\n" : "", code), 0755);
    struct plan *p = new_plan(given, join(list(chance(30) ? "" : "ignored", NULL), args));
    p->cwd = relative ? dir : NULL;
    p->exe = real(interpreter);
    p->script = given;
    char **head = option == NULL ? list(interpreter, given, NULL) : list(interpreter, option, given, NULL);
    p->kernel_argv = join(head, args);
    p->todo = text("exit %d", code);
    if (held)
    {
        int hold;
        struct slot *s = spawn_held(p, &hold);
        check_outside(s);
        close(hold);
        return;
    }
    must_spawn(chance(30) ? BY_VFORK : any_fork(), exec_plan, p);
}

static void run_script_chain(void)
{
    char *dir = private_dir();
    int code = any_code(), depth = 2 + rnd(3);
    bool shell = chance(30);
    const char *below = shell ? "/bin/sh" : g_helper;
    char **head = list(below, NULL), *path = NULL;
    for (int i = 0; i < depth; i++)
    {
        const char *option = shell && i == 0 ? NULL : chance(50) ? NULL : "an option";
        path = text("%s/s%d", dir, i);
        write_file(path, text("#!%s %s\nexit %d\n", below, option != NULL ? option : "", code), 0755);
        // Each script takes the place of what was argv[0] by its own path; what is below it stays in front.
        head = join(head, option != NULL ? list(option, path, NULL) : list(path, NULL));
        below = path;
    }
    char **args = odd_args("", rnd(4)) + 1;
    struct plan *p = new_plan(path, join(list("ignored", NULL), args));
    p->exe = real(shell ? "/bin/sh" : g_helper);
    p->script = path;
    p->kernel_argv = join(head, args);
    p->todo = text("exit %d", code);
    must_spawn(any_fork(), exec_plan, p);
}

static void run_odd_args(void)
{
    struct plan *p = helper_plan("exit %d", any_code());
    int count = chance(20) ? 50 : rnd(12);
    p->argv = odd_args(chance(30) ? "" : chance(50) ? odd_arg() : g_helper, count);
    if (chance(10))
    {
        p->argv[0] = NULL;
    }
    must_spawn(chance(30) ? BY_VFORK : any_fork(), exec_plan, p);
}

static void run_huge_args(void)
{
    int total = 100000 + rnd(700000), count = 0;
    bool many = chance(30); // many middling arguments rather than a few huge ones
    char **argv = pool(3000 * sizeof *argv);
    argv[count++] = "huge";
    while (total > 0 && count < 2990)
    {
        int n = 1 + rnd(many ? 2000 : 120000);
        n = n > total ? total : n;
        char *arg = pool(n + 1);
        bool plain = chance(60);
        for (int i = 0; i < n; i++)
        {
            arg[i] = (char)(plain ? ' ' + 1 + i % 90 : 1 + rnd(255));
        }
        argv[count++] = arg;
        total -= n;
    }
    struct plan *p = helper_plan("exit %d", any_code());
    if (chance(30))
    {
        p = new_plan("/bin/true", NULL);
    }
    p->argv = argv;
    must_spawn(any_fork(), exec_plan, p);
}

static void run_deleted_image(void)
{
    char *path = text("%s/%s", private_dir(), chance(60) ? "image" : odd_name());
    struct plan *p = helper_plan("exit %d", any_code());
    p->argv = odd_args("gone", rnd(4));
    switch (rnd(4))
    {
        case 0: // unlinked, then executed by descriptor
            copy_file(g_helper, path);
            p->exe = real(path);
            p->fd = open(path, O_RDONLY | O_CLOEXEC);
            unlink(path);
            p->deleted = true;
            p->via = VIA_FEXECVE;
            break;
        case 1: // never had a name in a directory
            p->exe = text("/memfd:%s", "the name");
            p->fd = memory_copy("the name");
            p->deleted = true;
            p->via = VIA_EXECVEAT;
            p->path = "";
            break;
        case 2: // still there, executed by descriptor
            copy_file(g_helper, path);
            p->exe = real(path);
            p->fd = open(path, O_PATH | O_CLOEXEC);
            p->via = VIA_FEXECVE;
            break;
        default: // unlinked while it runs
        {
            copy_file(g_helper, path);
            p->exe = real(path);
            p->path = path;
            p->todo = text("meet %d", any_code());
            struct slot *s = must_spawn(any_fork(), exec_plan, p);
            wait_for(&s->ready, 1);
            s->execs[0]->unlinked_later = unlink(path) == 0;
            atomic_store(&s->go, 1);
            return;
        }
    }
    reap(must_spawn(any_fork(), exec_plan, p));
    close(p->fd);
}

static void run_odd_path(void)
{
    char *dir = private_dir();
    const char *upper = odd_name(), *name = odd_name();
    char *middle = text("%s/%s", dir, upper), *path = text("%s/%s", middle, name);
    if (chance(15))
    {
        char long_name[251] = "";
        memset(long_name, 'n', 200 + rnd(50));
        path = text("%s/%s", middle, long_name);
        name = strrchr(path, '/') + 1;
    }
    mkdir(middle, 0755);
    copy_file(g_helper, path);
    struct plan *p = helper_plan("exit %d", any_code());
    p->exe = real(path);
    g_lingers |= strstr(name, "(deleted)") != NULL;
    switch (rnd(5))
    {
        case 0:
            p->path = path;
            break;
        case 1:
            p->cwd = middle;
            p->path = text("./%s", name);
            break;
        case 2:
            p->cwd = middle;
            p->path = name; // with no slash at all
            break;
        case 3:
            p->cwd = dir;
            p->path = text("%s/../%s/./%s", upper, upper, name);
            break;
        default:
            p->cwd = chance(50) ? middle : "/";
            p->path = text("%s/link", dir);
            if (symlink(path, p->path) < 0)
            {
                fatal(p->path);
            }
            break;
    }
    p->argv = chance(50) ? list(p->path, NULL) : odd_args(p->path, rnd(3));
    must_spawn(chance(30) ? BY_VFORK : any_fork(), exec_plan, p);
}

static void run_renamed(void)
{
    static const char *const names[] =
    {
        "plain", "two words", " ", "", "(paren)", "a) R 1 1", "quote\"", "\xff\xfe", "\xc3\xa4", "new\nline", "tab\t",
        "fifteen chars..", "rather more than fifteen", "comm=\"x\"", "\x01", "kworker/0:1",
    };
    const char *name = names[rnd(sizeof names / sizeof *names)];
    if (chance(60))
    {
        struct simple *simple = new_simple();
        simple->comm = name;
        must_spawn(any_fork(), body_simple, simple);
        return;
    }
    char hex[64] = "";
    for (int i = 0; name[i] != 0 && i < 24; i++)
    {
        sprintf(hex + 2 * i, "%02x", (unsigned char)name[i]);
    }
    struct plan *p = chance(70) ? helper_plan("name %d 0 0 %s", any_code(), hex) : any_plan();
    p->comm = name; // of the process before its execve
    must_spawn(any_fork(), exec_plan, p);
}

// ---- Orphans

struct parent
{
    int made_by, code, nap;
    body_fn body;
    void *arg;
    bool session;
};

static int body_parent(void *arg)
{
    struct parent *parent = arg;
    if (parent->session)
    {
        setsid();
    }
    g_self->child = must_spawn(parent->made_by, parent->body, parent->arg);
    atomic_store(&g_self->ready, 1);
    nap_us(parent->nap);
    return parent->code;
}

static struct parent *new_parent(body_fn body, void *arg)
{
    struct parent *parent = pool(sizeof *parent);
    parent->made_by = any_fork();
    parent->code = any_code();
    parent->nap = chance(30) ? rnd(1000) : 0;
    parent->body = body;
    parent->arg = arg;
    return parent;
}

static void run_double_fork(void)
{
    struct simple *simple = new_simple();
    simple->nap = rnd(4000);
    struct plan *p = any_plan();
    p->nap = rnd(3000);
    struct parent *parent = chance(60) ? new_parent(body_simple, simple) : new_parent(exec_plan, p);
    must_spawn(any_fork(), body_parent, parent);
}

static void run_orphan_killed(void)
{
    struct slot *s = must_spawn(any_fork(), body_parent, new_parent(body_wait, NULL));
    reap(s);
    nap_us(rnd(1500));
    kill(pid_of(s->child), chance(70) ? SIGKILL : SIGTERM);
}

static void run_daemon_like(void)
{
    struct plan *p = any_plan();
    p->cwd = "/";
    p->nap = rnd(2000);
    struct parent *parent = new_parent(exec_plan, p);
    parent->session = true;
    must_spawn(BY_FORK, body_parent, parent);
}

static int body_clone_parent(void *arg)
{
    struct parent *parent = arg;
    must_spawn(BY_CLONE_PARENT, parent->body, parent->arg);
    nap_us(parent->nap);
    return parent->code;
}

static void run_clone_parent(void)
{
    struct parent *parent = chance(50) ? new_parent(body_simple, new_simple()) : new_parent(exec_plan, any_plan());
    must_spawn(any_fork(), body_clone_parent, parent);
}

static void end_unseen(struct slot *s)
{
    s->end_ns = now_ns();
    s->end = END_UNSEEN;
    if (s->pidfd >= 0)
    {
        s->pidfd_seen = end_through_pidfd(s->pidfd, &s->pidfd_status);
        close(s->pidfd);
        s->pidfd = -1;
    }
}

static int body_ignore(void *arg)
{
    struct slot *s[4];
    int count = 1 + rnd(4);
    signal(SIGCHLD, SIG_IGN);
    for (int i = 0; i < count; i++)
    {
        s[i] = chance(30) ? must_spawn(any_fork(), exec_plan, any_plan()) :
                            must_spawn(any_fork(), body_simple, new_simple());
        s[i]->pidfd = (int)syscall(SYS_pidfd_open, s[i]->wait_pid, 0); // too late when it has gone already
    }
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
    {
    }
    for (int i = 0; i < count; i++)
    {
        end_unseen(s[i]);
    }
    return *(int *)arg;
}

static void run_sigchld_ignored(void)
{
    int *code = pool(sizeof *code);
    *code = any_code();
    must_spawn(any_fork(), body_ignore, code);
}

// ---- Nested pid namespaces

enum inner
{
    INNER_EXIT,
    INNER_EXEC,
    INNER_KILLED_INSIDE,
    INNER_KILLED_OUTSIDE,
    INNER_LEFT, // still lives when the first process of the namespace ends; the kernel kills it
};

struct space
{
    int count, inner[3], code;
    bool killed; // the first process is killed from outside
};

static int body_space(void *arg)
{
    struct space *space = arg;
    struct slot *s[3];
    prctl(PR_SET_PDEATHSIG, SIGKILL); // an alarm would not end the first process of a namespace
    for (int i = 0; i < space->count; i++)
    {
        int inner = space->inner[i];
        bool waits = inner >= INNER_KILLED_INSIDE;
        s[i] = waits ? must_spawn(any_fork(), body_wait, NULL) :
               inner == INNER_EXIT ? must_spawn(chance(20) ? BY_VFORK : any_fork(), body_simple, new_simple()) :
               chance(30) ? spawn_posix(any_plan()) : must_spawn(any_fork(), exec_plan, any_plan());
        s[i]->left_alive = inner == INNER_LEFT;
        s[i]->ask_kill = inner == INNER_KILLED_OUTSIDE ? (chance(50) ? SIGKILL : SIGTERM) : 0;
    }
    atomic_store(&g_self->ready, 1);
    for (int i = 0; i < space->count; i++)
    {
        if (space->inner[i] == INNER_KILLED_INSIDE)
        {
            kill(s[i]->wait_pid, chance(50) ? SIGKILL : SIGTERM);
        }
        if (space->inner[i] != INNER_LEFT)
        {
            reap(s[i]);
        }
    }
    atomic_store(&g_self->ready, 2);
    wait_for(&g_self->go, 1);
    return space->code;
}

static int body_unshare(void *arg)
{
    if (unshare(CLONE_NEWPID) < 0)
    {
        fatal("unshare");
    }
    g_children_in_ns = true;
    g_self->child = must_spawn(any_fork(), body_space, arg);
    atomic_store(&g_self->ready, 1);
    if (chance(40))
    {
        struct slot *s = spawn(any_fork(), body_simple, new_simple()); // into the namespace by its second door
        if (s != NULL)
        {
            reap(s);
        }
        else if (errno != ENOMEM) // the namespace's first process has ended already: nothing can be made in it
        {
            fatal("fork into the namespace");
        }
    }
    reap(g_self->child);
    return any_code();
}

static void run_pid_ns(void)
{
    struct space *space = pool(sizeof *space);
    space->count = 1 + rnd(3);
    space->code = any_code();
    space->killed = chance(20);
    for (int i = 0; i < space->count; i++)
    {
        space->inner[i] = rnd(INNER_LEFT + (chance(30) ? 1 : 0));
    }
    struct slot *first, *outer = NULL;
    if (chance(60))
    {
        first = must_spawn(BY_CLONE_NEWPID, body_space, space);
    }
    else
    {
        outer = must_spawn(BY_FORK, body_unshare, space);
        wait_for(&outer->ready, 1);
        first = outer->child;
    }
    wait_for(&first->ready, 1);
    int count = atomic_load(&g_arena->slot_count);
    for (int i = 0; i < count; i++)
    {
        struct slot *s = &g_arena->slots[i];
        if (s->ask_kill != 0)
        {
            kill(pid_of(s), s->ask_kill); // its pid out here
        }
        if (s->left_alive)
        {
            s->pidfd = (int)syscall(SYS_pidfd_open, pid_of(s), 0);
        }
    }
    wait_for(&first->ready, 2);
    if (space->killed)
    {
        kill(pid_of(first), SIGKILL);
    }
    atomic_store(&first->go, 1);
    reap(outer != NULL ? outer : first);
    for (int i = 0; i < count; i++)
    {
        if (g_arena->slots[i].left_alive)
        {
            end_unseen(&g_arena->slots[i]);
        }
    }
}

// ---- The 32-bit system call table

static int body_probe_int80(void *arg)
{
    (void)arg;
    return int80(20, 0, 0, 0) == (int)syscall(SYS_getpid) ? 0 : 1;
}

static void run_int80(void)
{
    static int works = -1;
    if (works < 0)
    {
        struct slot *s = must_spawn(BY_FORK, body_probe_int80, NULL);
        reap(s);
        works = s->status == 0;
        if (!works)
        {
            complain("skipped: int 0x80 does not work here (status %x)", s->status);
            g_shared->wrong--;
        }
        return;
    }
    if (!works)
    {
        return;
    }
    int how = chance(50) ? BY_INT80_FORK : chance(60) ? BY_INT80_CLONE : any_fork();
    struct simple *simple = new_simple();
    simple->out = chance(40) ? OUT_INT80 : chance(70) ? OUT_INT80_GROUP : OUT_RETURN;
    if (chance(60))
    {
        must_spawn(how, body_simple, simple);
        return;
    }
    struct plan *p = any_plan();
    p->via = VIA_INT80;
    must_spawn(how, exec_plan, p);
}

// ---- The same pid again

static struct slot *spawn_with_pid(pid_t pid, bool by_last_pid, body_fn body, void *arg)
{
    if (!by_last_pid)
    {
        g_wanted_tid = pid;
        return spawn(BY_CLONE3_TID, body, arg);
    }
    char number[16];
    int fd = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC);
    ssize_t n = write(fd, number, snprintf(number, sizeof number, "%d", pid - 1));
    close(fd);
    return n > 0 ? spawn(BY_FORK, body, arg) : NULL; // another worker may be quicker; then it is another pid
}

static void run_pid_reuse(void)
{
    static bool warned;
    struct slot *s = must_spawn(any_fork(), body_simple, new_simple());
    pid_t pid = s->wait_pid;
    bool by_last_pid = chance(30);
    int more = 2 + rnd(4);
    reap(s);
    for (int i = 0; i < more; i++)
    {
        int life = rnd(4);
        struct plan *p = any_plan();
        p->nap = chance(50) ? rnd(300) : 0;
        body_fn body = life == 0 ? body_wait : life == 1 ? body_simple : exec_plan;
        void *arg = life == 1 ? (void *)new_simple() : p;
        s = spawn_with_pid(pid, by_last_pid, body, arg);
        if (s == NULL && errno == EEXIST)
        {
            return; // someone else has it now
        }
        if (s == NULL)
        {
            if (!warned)
            {
                complain("skipped: a pid can't be chosen (%s)", strerror(errno));
                g_shared->wrong--;
            }
            warned = true;
            return;
        }
        if (life == 0)
        {
            kill(s->wait_pid, SIGKILL);
        }
        reap(s);
    }
}

// ---- And the rest

static int body_drop(void *arg)
{
    if (syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY) < 0)
    {
        fatal("setresuid");
    }
    g_self->has_uid = true;
    g_self->uid = getuid();
    return body_simple(arg);
}

static void run_setuid_child(void)
{
    struct plan *p = any_plan();
    p->drop_uid = true;
    if (chance(25))
    {
        must_spawn(any_fork(), body_drop, new_simple());
        return;
    }
    must_spawn(any_fork(), exec_plan, p);
}

static void run_short_storm(void)
{
    static const int ways[] = { BY_FORK, BY_VFORK, BY_CLONE, BY_CLONE3, BY_SYS_FORK, BY_CLONE_VM };
    for (int i = 0; i < 30; i++)
    {
        struct simple *simple = new_simple();
        simple->nap = 0;
        must_spawn(ways[rnd(6)], body_simple, simple);
    }
}

static void run_nested_tree(void)
{
    must_spawn(any_fork(), body_tree, (void *)(intptr_t)(chance(30) ? 4 : 1 + rnd(3)));
}

static struct kind kinds[] =
{
    { "worker", NULL, 0, false },
    { "fork_exit", run_fork_exit, 8, false },
    { "fork_exec", run_fork_exec, 12, false },
    { "posix_spawn", run_posix_spawn, 8, false },
    { "vfork_exec", run_vfork_exec, 8, false },
    { "vfork_exit", run_vfork_exit, 4, false },
    { "clone3_fork", run_clone3_fork, 5, false },
    { "clone_raw", run_clone_raw, 5, false },
    { "clone_vm", run_clone_vm, 4, false },
    { "clone_parent", run_clone_parent, 3, false },
    { "sys_fork", run_sys_fork, 5, false },
    { "exit_raw", run_exit_raw, 4, false },
    { "return_main", run_return_main, 4, false },
    { "segv", run_segv, 4, false },
    { "abort_", run_abort, 3, false },
    { "kill", run_kill, 5, false },
    { "term", run_term, 4, false },
    { "int_group", run_int_group, 2, false },
    { "stop_cont", run_stop_cont, 2, false },
    { "sig_variety", run_sig_variety, 10, false },
    { "exit_group_thread", run_exit_group_thread, 4, false },
    { "exec_thread", run_exec_thread, 6, false },
    { "leader_first", run_leader_first, 8, false },
    { "many_threads", run_many_threads, 3, false },
    { "threads_killed", run_threads_killed, 3, false },
    { "exec_then_thread", run_exec_then_thread, 4, false },
    { "failed_exec", run_failed_exec, 10, false },
    { "exec_chain", run_exec_chain, 6, false },
    { "script", run_script, 12, false },
    { "script_chain", run_script_chain, 4, false },
    { "odd_args", run_odd_args, 12, false },
    { "huge_args", run_huge_args, 1, false },
    { "deleted_image", run_deleted_image, 6, false },
    { "odd_path", run_odd_path, 10, false },
    { "renamed", run_renamed, 6, false },
    { "double_fork", run_double_fork, 5, false },
    { "orphan_killed", run_orphan_killed, 3, false },
    { "daemon_like", run_daemon_like, 3, false },
    { "pid_ns", run_pid_ns, 8, false },
    { "int80", run_int80, 6, false },
    { "pid_reuse", run_pid_reuse, 5, false },
    { "setuid_child", run_setuid_child, 4, false },
    { "sigchld_ignored", run_sigchld_ignored, 3, false },
    { "short_storm", run_short_storm, 1, false },
    { "nested_tree", run_nested_tree, 2, false },
};

#define KINDS ((int)(sizeof kinds / sizeof *kinds))

static const char *kind_name(int kind)
{
    return kinds[kind].name;
}

// ---------------------------------------------------------------------------------------------------------------
// Writing the truth
// ---------------------------------------------------------------------------------------------------------------

static char *g_line;
static size_t g_line_used, g_line_size;

static void room(size_t bytes)
{
    if (g_line_used + bytes > g_line_size)
    {
        g_line_size = (g_line_used + bytes) * 2;
        g_line = realloc(g_line, g_line_size);
        if (g_line == NULL)
        {
            fatal("memory");
        }
    }
}

__attribute__((format(printf, 1, 2))) static void put(const char *format, ...)
{
    room(512);
    va_list list_;
    va_start(list_, format);
    g_line_used += vsnprintf(g_line + g_line_used, 512, format, list_);
    va_end(list_);
}

static void put_hex(const char *bytes)
{
    static const char digits[] = "0123456789abcdef";
    room(2 * strlen(bytes) + 2);
    g_line[g_line_used++] = '"';
    for (const unsigned char *b = (const unsigned char *)bytes; *b != 0; b++)
    {
        g_line[g_line_used++] = digits[*b >> 4];
        g_line[g_line_used++] = digits[*b & 15];
    }
    g_line[g_line_used++] = '"';
}

static bool plain(const char *bytes)
{
    for (; *bytes != 0; bytes++)
    {
        if (*bytes < ' ' || *bytes > '~')
        {
            return false;
        }
    }
    return true;
}

// As a JSON string; a byte that isn't ASCII becomes the character of that number.
static void put_string(const char *bytes)
{
    put("\"");
    for (const unsigned char *b = (const unsigned char *)bytes; *b != 0; b++)
    {
        put(*b < ' ' || *b > '~' ? "\\u%04x" : *b == '"' || *b == '\\' ? "\\%c" : "%c", *b);
    }
    put("\"");
}

static void put_exec(const struct exec_note *note)
{
    const char *exe = note->text + note->exe, *arg = note->text + note->args;
    put("{\"exe\":");
    put_string(exe);
    if (!plain(exe))
    {
        put(",\"exe_hex\":");
        put_hex(exe);
    }
    put(",\"argv_hex\":[");
    for (uint32_t i = 0; i < note->argc; i++, arg += strlen(arg) + 1)
    {
        put(i > 0 ? "," : "");
        put_hex(arg);
    }
    put("],\"cwd_hex\":");
    put_hex(note->text + note->cwd);
    put(",\"script_hex\":");
    if (note->script != 0)
    {
        put_hex(note->text + note->script);
    }
    else
    {
        put("null");
    }
    put(",\"deleted\":%s%s,\"confirmed\":%s}", note->deleted ? "true" : "false",
        note->unlinked_later ? ",\"unlinked_later\":true" : "", note->confirmed ? "true" : "false");
}

static void put_status(int status)
{
    if (WIFEXITED(status))
    {
        put("{\"code\":%d}", WEXITSTATUS(status));
    }
    else
    {
        put("{\"signal\":%d,\"core\":%s}", WTERMSIG(status), WCOREDUMP(status) ? "true" : "false");
    }
}

static void write_slot(struct slot *s)
{
    g_line_used = 0;
    if (s->pid_made != 0 && s->pid_own != 0 && s->pid_made != s->pid_own)
    {
        complain("its maker says %d, itself says %d", s->pid_made, s->pid_own);
    }
    put("{\"pid\":%d,\"ppid\":%d,\"kind\":\"%s\",\"seq\":%d,\"made_by\":\"%s\",\"start_ns\":%lld,\"end_ns\":%lld",
        pid_of(s), s->ppid, kind_name(s->kind), s->seq, made_by_names[s->made_by], (long long)s->start_ns,
        (long long)s->end_ns);
    put(",\"threads\":%d", s->threads);
    for (int i = 0; i < s->threads; i++)
    {
        if (s->tids[i] == 0)
        {
            complain("a thread with no tid");
        }
        put("%s%d", i == 0 ? ",\"thread_tids\":[" : ",", s->tids[i]);
    }
    put(s->threads > 0 ? "],\"execs\":[" : ",\"execs\":[");
    for (int i = 0; i < s->exec_count; i++)
    {
        put(i > 0 ? "," : "");
        put_exec(s->execs[i]);
    }
    put("],\"failed_execs\":%d", s->failed_execs);
    if (s->has_comm)
    {
        put(",\"comm_hex\":");
        put_hex(s->comm);
    }
    if (s->has_uid)
    {
        put(",\"uid\":%u", s->uid);
    }
    if (s->leader_left)
    {
        put(",\"leader_code\":%d", s->leader_code);
    }
    if (s->pidfd_seen)
    {
        put(",\"end_by_pidfd\":");
        put_status(s->pidfd_status);
    }
    put(",\"end\":");
    if (s->end == END_STATUS)
    {
        put_status(s->status);
    }
    else
    {
        put("null");
    }
    put("}\n");
    if (write(g_out, g_line, g_line_used) != (ssize_t)g_line_used)
    {
        fatal("truth file");
    }
}

// Writes what is known of all processes of the last kind, and starts afresh.
static void flush_slots(int first)
{
    int count = atomic_load(&g_arena->slot_count);
    for (int i = first; i < count; i++)
    {
        struct slot *s = &g_arena->slots[i];
        if (s->made_by < 0)
        {
            continue;
        }
        if (s->end == END_NONE)
        {
            complain("the end of %d is not known", pid_of(s));
        }
        write_slot(s);
    }
    atomic_store(&g_arena->slot_count, first);
    atomic_store(&g_arena->heap_used, 0);
}

// ---------------------------------------------------------------------------------------------------------------
// The worker, and main
// ---------------------------------------------------------------------------------------------------------------

struct options
{
    const char *out, *work;
    long count, seed;
    int parallel;
};

static struct options g_options = { NULL, NULL, 2000, 1, 4 };

static void run_kind(int kind)
{
    g_kind = kind;
    g_late = 0;
    alarm(25);
    kinds[kind].run();
    reap_rest();
    alarm(0);
    if (g_late)
    {
        complain("took too long, was killed");
    }
    flush_slots(0);
    if (!g_lingers)
    {
        empty_dir(g_dir, false); // else what lies there stays to the end
    }
    g_pool_used = 0;
}

static int body_worker(void *arg)
{
    int index = (int)(intptr_t)arg, total = 0, deck[1024];
    alarm(0);
    handle_signals();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    g_arena = &g_shared->arenas[index];
    snprintf(g_dir, sizeof g_dir, "%s/w%d", g_work, index);
    snprintf(g_arena->dir, sizeof g_arena->dir, "%s", g_dir);
    if (mkdir(g_dir, 0755) < 0 || chdir(g_dir) < 0)
    {
        fatal(g_dir);
    }
    chmod(g_dir, 01777);
    seed_random((uint64_t)g_options.seed * 1000 + index);
    for (int i = 0; i < KINDS; i++)
    {
        for (int w = 0; w < kinds[i].weight && kinds[i].chosen; w++)
        {
            deck[total++] = i;
        }
    }
    while (!g_shared->stop)
    {
        for (int i = total - 1; i > 0; i--)
        {
            int j = rnd(i + 1), card = deck[i];
            deck[i] = deck[j];
            deck[j] = card;
        }
        int before = g_shared->made;
        for (int i = 0; i < total && !g_shared->stop && g_shared->made < g_options.count; i++)
        {
            run_kind(deck[i]);
        }
        if (g_shared->made >= g_options.count || g_shared->made == before)
        {
            break;
        }
    }
    if (g_lingers && !g_shared->stop)
    {
        sleep(1);
    }
    return 0;
}

static void choose_kinds(char *names)
{
    for (char *name = strtok(names, ","); name != NULL; name = strtok(NULL, ","))
    {
        int i = 1;
        while (i < KINDS && strcmp(kinds[i].name, name) != 0)
        {
            i++;
        }
        if (i == KINDS)
        {
            fprintf(stderr, "truth: no kind %s; see --list\n", name);
            exit(2);
        }
        kinds[i].chosen = true;
    }
}

static void parse(int argc, char **argv)
{
    char *names = NULL;
    for (int i = 1; i < argc; i++)
    {
        if (strcmp(argv[i], "--list") == 0)
        {
            for (int k = 1; k < KINDS; k++)
            {
                printf("%s\n", kinds[k].name);
            }
            exit(0);
        }
        char *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool known = value != NULL;
        if (known && strcmp(argv[i], "--out") == 0)
        {
            g_options.out = value;
        }
        else if (known && strcmp(argv[i], "--work") == 0)
        {
            g_options.work = value;
        }
        else if (known && strcmp(argv[i], "--count") == 0)
        {
            g_options.count = atol(value);
        }
        else if (known && strcmp(argv[i], "--seed") == 0)
        {
            g_options.seed = atol(value);
        }
        else if (known && strcmp(argv[i], "--parallel") == 0)
        {
            g_options.parallel = atoi(value);
        }
        else if (known && strcmp(argv[i], "--kinds") == 0)
        {
            names = value;
        }
        else
        {
            known = false;
        }
        if (!known || g_options.parallel < 1 || g_options.parallel > MAX_WORKERS)
        {
            fprintf(stderr, "usage: truth --out FILE [--count N] [--seed S] [--parallel 1..%d] [--kinds a,b,c] "
                            "[--work DIR] | --list\n", MAX_WORKERS);
            exit(2);
        }
        i++;
    }
    for (int k = 1; k < KINDS; k++)
    {
        kinds[k].chosen = names == NULL;
    }
    if (names != NULL)
    {
        choose_kinds(names);
    }
    if (g_options.out == NULL)
    {
        fprintf(stderr, "truth: --out FILE is needed\n");
        exit(2);
    }
}

static void share_memory(void)
{
    int fd = memfd_create("truth", 0);
    if (fd < 0 || ftruncate(fd, sizeof(struct shared)) < 0 || dup2(fd, SHARED_FD) < 0)
    {
        fatal("shared memory");
    }
    close(fd);
    g_shared = mmap(SHARED_AT, sizeof(struct shared), PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_FIXED_NOREPLACE | MAP_NORESERVE, SHARED_FD, 0);
    if (g_shared == MAP_FAILED)
    {
        g_shared = NULL;
        fatal("shared memory");
    }
    madvise(g_shared, sizeof(struct shared), MADV_DONTDUMP);
}

static void prepare(void)
{
    struct rlimit limit;
    char pattern[256] = "", self[PATH_MAX] = "";
    bool own_dir = g_options.work == NULL;
    g_made_work = own_dir || access(g_options.work, F_OK) < 0;
    snprintf(g_work, sizeof g_work, "%s", own_dir ? "/tmp/truth-XXXXXX" : g_options.work);
    bool failed = own_dir ? mkdtemp(g_work) == NULL : mkdir(g_work, 0755) < 0 && errno != EEXIST;
    if (failed || realpath(g_work, self) == NULL)
    {
        fatal(g_work);
    }
    if (strlen(self) > 100 || strpbrk(self, " \t\n") != NULL)
    {
        fprintf(stderr, "truth: the work directory must fit into a #! line: short, and without spaces\n");
        if (g_made_work)
        {
            rmdir(g_work);
        }
        exit(2);
    }
    snprintf(g_work, sizeof g_work, "%.500s", self);
    if (own_dir)
    {
        chmod(g_work, 0755); // processes that drop their uid execute the helper there
    }
    g_out = open(g_options.out, O_WRONLY | O_CREAT | O_APPEND | O_TRUNC | O_CLOEXEC, 0644);
    if (g_out < 0)
    {
        fatal(g_options.out);
    }
    share_memory();
    snprintf(g_helper, sizeof g_helper, "%s/helper", g_work);
    memset(self, 0, sizeof self);
    copy_file("/proc/self/exe", g_helper);
    snprintf(g_shared->helper, sizeof g_shared->helper, "%s", g_helper);
    read_all("/proc/sys/kernel/core_pattern", pattern, sizeof pattern - 1);
    g_can_core = strncmp(pattern, "core\n", 5) == 0; // then a core is a file of that name in the cwd
    read_all("/proc/sys/kernel/core_uses_pid", pattern, sizeof pattern - 1);
    g_can_core = g_can_core && *pattern == '0';
    getrlimit(RLIMIT_CORE, &limit);
    g_can_core = g_can_core && limit.rlim_max > (1 << 20);
    limit.rlim_cur = 0;
    setrlimit(RLIMIT_CORE, &limit);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(null, 0);
    close(null);
}

static void remove_work(void)
{
    char path[800];
    for (int i = 0; i < g_options.parallel; i++)
    {
        snprintf(path, sizeof path, "%s/w%d", g_work, i);
        empty_dir(path, true);
    }
    unlink(g_helper);
    if (g_made_work)
    {
        rmdir(g_work);
    }
}

// Whoever started this may ignore or block signals (a shell's background jobs, .NET): children are to die by them.
static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number <= SIGRTMAX; number++)
    {
        signal(number, SIG_DFL); // fails for SIGKILL, SIGSTOP and those that glibc keeps for itself
    }
}

int main(int argc, char **argv)
{
    const char *todo = getenv("TRUTH_DO");
    if (todo != NULL)
    {
        return helper(todo);
    }
    if (argc > 2 && strcmp(argv[1], "--child") == 0)
    {
        return helper(argv[2]);
    }
    parse(argc, argv);
    reset_signals();
    prepare();
    handle_signals();
    prctl(PR_SET_CHILD_SUBREAPER, 1); // should a worker fail, what it leaves behind is waited for here

    int output = dup(1), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    fcntl(output, F_SETFD, FD_CLOEXEC);
    dup2(null, 1);
    close(null);

    g_arena = &g_shared->arenas[MAX_WORKERS];
    static struct slot nobody;
    g_self = &nobody;
    g_self = new_slot(BY_FORK); // of main itself; no line is written for it
    g_self->pid_made = getpid();
    for (int i = 0; i < g_options.parallel; i++)
    {
        must_spawn(BY_FORK, body_worker, (void *)(intptr_t)i);
    }
    reap_rest();
    flush_slots(1);
    remove_work();
    dprintf(output, "made %d processes\n", g_shared->made);
    return g_shared->wrong == 0 && !g_shared->stop ? 0 : 1;
}
