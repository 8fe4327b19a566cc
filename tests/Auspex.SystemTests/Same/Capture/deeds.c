/* deeds.c: does, in the folder it is started in, what auditors look for: file accesses that succeed and fail, calls whose arguments have
   names, sockets of every family, signals, mounts in a mount namespace of its own, calls by the 32-bit entry, System V IPC, capabilities,
   deaths by signals and seccomp, and messages from user space. It changes nothing outside its folder and its own processes. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/netlink.h>
#include <linux/openat2.h>
#include <linux/seccomp.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

/* Each deed in a child of its own, so that none can spoil the next. */
static void in_child(void (*deed)(void))
{
    pid_t pid = fork();
    if (pid == 0) { deed(); _exit(0); }
    if (pid > 0) waitpid(pid, NULL, 0);
}

static void touch(const char *name)
{
    int fd = open(name, O_CREAT | O_WRONLY | O_TRUNC, 0640);
    if (fd >= 0) { (void)!write(fd, "x", 1); close(fd); }
}

static void files(void)
{
    static const char *names[] = { "plain", "with space", "quote\"d", "back\\slash", "new\nline", "\xc3\xa9t\xc3\xa9", "bad\xff\xfe", "-dash",
                                   "esc\x1b[31m", "comma,here", "equal=sign", "par(en)" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
        touch(names[i]);
        chmod(names[i], 04711);
        rename(names[i], "moved");
        unlink("moved");
    }
    touch("a");
    link("a", "b");
    symlink("a", "c");
    truncate("a", 10);
    chown("a", 4099, 65534);
    lchown("c", -1, 0);
    setxattr("a", "user.same", "v", 1, XATTR_CREATE);
    removexattr("a", "user.same");
    mkdir("d", 01777);
    rmdir("d");
    mknod("fifo", S_IFIFO | 0600, 0);
    mkdirat(AT_FDCWD, "./d2/../d3", 0755);
    open("./missing/../nothing", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    open("/nonexistent/very/long/path/that/goes/on", O_RDWR | O_APPEND | O_DIRECTORY);
    openat(AT_FDCWD, "a", O_RDONLY | O_NOATIME);
    struct open_how how = { .flags = O_RDONLY, .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH };
    syscall(SYS_openat2, AT_FDCWD, "a", &how, sizeof how);
    syscall(SYS_faccessat2, AT_FDCWD, "a", R_OK | X_OK, AT_EACCESS);
    access("a", W_OK);
    syscall(SYS_renameat2, AT_FDCWD, "a", AT_FDCWD, "b", 2);
    utimensat(AT_FDCWD, "a", NULL, 0);
}

static void refused(void)
{
    (void)!setgid(65534);
    (void)!setuid(65534);
    open("/etc/shadow", O_RDONLY);
    open("/root/secret", O_RDWR);
    unlink("/etc/passwd");
    chmod("/etc/passwd", 0777);
    mkdir("/usr/same", 0700);
    kill(1, SIGKILL);
    ptrace(PTRACE_ATTACH, 1, 0, 0);
    mount("none", "/mnt", "tmpfs", MS_NOSUID | MS_NOEXEC, NULL);
    execl("/etc/passwd", "passwd", "never", (char *)NULL);
    execl("/nonexistent", "none", (char *)NULL);
}

static void sockets(void)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(9), .sin_addr = { htonl(INADDR_LOOPBACK) } };
    struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_port = htons(9), .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    struct sockaddr_un un = { .sun_family = AF_UNIX, .sun_path = "./no.sock" };
    struct sockaddr_un bound = { .sun_family = AF_UNIX, .sun_path = "own.sock" };
    struct sockaddr_un hidden = { .sun_family = AF_UNIX };
    memcpy(hidden.sun_path, "\0hidden", 7);
    struct sockaddr_nl nl = { .nl_family = AF_NETLINK };
    struct sockaddr none = { .sa_family = AF_UNSPEC };
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP), one = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    connect(s, (void *)&in, sizeof in);
    connect(s, &none, sizeof none);
    int u = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    sendto(u, "x", 1, MSG_DONTWAIT, (void *)&in, sizeof in);
    connect(socket(AF_INET6, SOCK_STREAM, 0), (void *)&in6, sizeof in6);
    connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&un, sizeof un);
    bind(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&bound, sizeof bound);
    bind(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&hidden, sizeof(sa_family_t) + 7);
    bind(socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE), (void *)&nl, sizeof nl);
    in.sin_port = 0;
    int l = socket(AF_INET, SOCK_STREAM, 0);
    bind(l, (void *)&in, sizeof in);
    listen(l, 5);
    int pair[2];
    socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
    (void)!pipe2(pair, O_CLOEXEC);
}

static void signals(void)
{
    pid_t pid = fork();
    if (pid == 0) { pause(); _exit(0); }
    kill(pid, 0);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    kill(pid, SIGUSR1);
    syscall(SYS_tgkill, getpid(), getpid(), 0);
}

static void mounts(void)
{
    if (unshare(CLONE_NEWNS) != 0) return;
    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
    mkdir("m", 0700);
    if (mount("same", "m", "tmpfs", MS_NODEV | MS_NOSUID, "size=64k") == 0) umount2("m", MNT_DETACH);
    umount2("m", MNT_FORCE | UMOUNT_NOFOLLOW);
}

static void named_arguments(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(p, 4096, PROT_READ | PROT_EXEC);
    int fd = open("a", O_RDWR | O_CREAT, 0600);
    mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    fcntl(fd, F_GETFD);
    ioctl(fd, TCGETS, p);
    lseek(fd, 0, SEEK_END);
    personality(ADDR_NO_RANDOMIZE);
    prctl(PR_SET_NAME, "two words");
    prctl(PR_SET_DUMPABLE, 1);
    prctl(PR_CAPBSET_DROP, CAP_SYS_TIME);
    struct rlimit limit = { 64, 64 };
    setrlimit(RLIMIT_NOFILE, &limit);
    struct sched_param param = { 0 };
    sched_setscheduler(0, SCHED_BATCH, &param);
    clock_gettime(CLOCK_BOOTTIME, &(struct timespec) { 0 });
    struct timex timex = { .modes = 0 };
    adjtimex(&timex);
    umask(027);
    setfsuid(0);
    setresuid(0, 0, 0);
    syscall(SYS_setgroups, 0, NULL);
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr);
    syscall(SYS_bpf, BPF_MAP_CREATE, &attr, sizeof attr);
    syscall(SYS_unshare, 0);
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[2];
    syscall(SYS_capget, &header, data);
    data[0].effective &= ~(1u << CAP_CHOWN);
    syscall(SYS_capset, &header, data);
}

static void ipc(void)
{
    int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
    struct shmid_ds ds;
    if (shmctl(id, IPC_STAT, &ds) == 0) { ds.shm_perm.mode = 0660; ds.shm_perm.uid = 4099; shmctl(id, IPC_SET, &ds); }
    shmctl(id, IPC_RMID, NULL);
    struct mq_attr attr = { .mq_maxmsg = 2, .mq_msgsize = 16 };
    mqd_t q = mq_open("/auspex-same", O_CREAT | O_RDWR | O_NONBLOCK, 0600, &attr);
    mq_send(q, "hello", 5, 1);
    mq_getattr(q, &attr);
    mq_setattr(q, &attr, NULL);
    mq_unlink("/auspex-same");
}

static long call32(long number, long a, long b, long c)
{
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory", "r8", "r9", "r10", "r11");
    return result;
}

/* By the entry for i386: open, mkdir, rmdir, kill, chmod, socketcall, ipc, and execve. */
static void calls32(void)
{
    char *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (low == MAP_FAILED) return;
    strcpy(low, "/nonexistent32");
    call32(5, (long)low, O_RDONLY, 0);
    strcpy(low, "thirtytwo");
    call32(39, (long)low, 0700, 0);
    call32(15, (long)low, 0750, 0);
    call32(40, (long)low, 0, 0);
    call32(37, getpid(), 0, 0);
    call32(295, AT_FDCWD, (long)low, O_RDWR);
    unsigned *socket = (unsigned *)(low + 256);
    socket[0] = AF_INET; socket[1] = SOCK_STREAM; socket[2] = 0;
    long s = call32(102, 1, (long)socket, 0);
    struct sockaddr_in *in = (void *)(low + 512);
    in->sin_family = AF_INET; in->sin_port = htons(9); in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socket[0] = s; socket[1] = (unsigned)(long)in; socket[2] = sizeof *in;
    call32(102, 3, (long)socket, 0);
    call32(117, 23, 0, 4096);
    strcpy(low, "/bin/true");
    unsigned *argv = (unsigned *)(low + 1024);
    argv[0] = (unsigned)(long)low; argv[1] = 0;
    call32(11, (long)low, (long)argv, 0);
}

static void abend(void) { signal(SIGSEGV, SIG_DFL); raise(SIGSEGV); }
static void aborts(void) { abort(); }
static void seccomp(void) { prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT); syscall(SYS_getppid); }

static void clones(void)
{
    long pid = syscall(SYS_clone, CLONE_NEWUTS | CLONE_NEWIPC | SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) _exit(7);
    waitpid(pid, NULL, 0);
    unshare(CLONE_NEWUTS | CLONE_FS);
    syscall(SYS_setns, -1, CLONE_NEWNET);
}

static void executions(void)
{
    if (fork() == 0) execl("/bin/true", "true", "", "two words", "quote\"", "tab\there", "\xff", "a=b", (char *)NULL);
    if (fork() == 0) execl("/bin/sh", "sh", "-c", ": one; exec true", (char *)NULL);
    if (fork() == 0)
    {
        static char big[9000];
        memset(big, 'x', sizeof big - 1);
        execl("/bin/true", "true", big, "after", (char *)NULL);
    }
    while (wait(NULL) > 0) { }
}

/* As pam and the tools write them: NLMSG of a user type; the kernel puts the sender's ids before it. */
static void say(int fd, int type, const char *text)
{
    struct { struct nlmsghdr h; char text[1024]; } message = { .h = { .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST } };
    size_t length = strlen(text);
    memcpy(message.text, text, length + 1);
    message.h.nlmsg_len = NLMSG_SPACE(length + 1);
    struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
    sendto(fd, &message, message.h.nlmsg_len, 0, (void *)&kernel, sizeof kernel);
}

static void messages(void)
{
    static const struct { int type; const char *text; } said[] = {
        { 1100, "op=PAM:authentication grantors=pam_unix acct=\"root\" exe=\"/usr/sbin/sshd\" hostname=192.0.2.7 addr=192.0.2.7 terminal=ssh res=success" },
        { 1100, "op=PAM:authentication grantors=? acct=6E6F626F64792068657265 exe=\"/usr/sbin/sshd\" hostname=203.0.113.9 addr=203.0.113.9 terminal=ssh res=failed" },
        { 1101, "op=PAM:accounting grantors=pam_unix acct=\"root\" exe=\"/usr/sbin/sshd\" hostname=192.0.2.7 addr=192.0.2.7 terminal=ssh res=success" },
        { 1112, "op=login id=4071 exe=\"/usr/sbin/sshd\" hostname=192.0.2.7 addr=192.0.2.7 terminal=/dev/pts/7 res=success" },
        { 1112, "op=login acct=\"mallory\" exe=\"/usr/sbin/sshd\" hostname=? addr=203.0.113.9 terminal=sshd res=failed" },
        { 1112, "op=login acct=6D616C206C6F7279 exe=\"/usr/sbin/sshd\" hostname=? addr=2001:db8::1 terminal=sshd res=failed" },
        { 1105, "op=PAM:session_open grantors=pam_unix acct=\"root\" exe=\"/usr/sbin/sshd\" hostname=192.0.2.7 addr=192.0.2.7 terminal=ssh res=success" },
        { 1123, "cwd=\"/tmp\" cmd=6C73202D6C61202F726F6F74 exe=\"/usr/bin/sudo\" terminal=pts/7 res=success" },
        { 1124, "data=6C73202D6C0D" },
        { 1130, "unit=cron comm=\"systemd\" exe=\"/usr/lib/systemd/systemd\" hostname=? addr=? terminal=? res=success" },
        { 1131, "unit=cron comm=\"systemd\" exe=\"/usr/lib/systemd/systemd\" hostname=? addr=? terminal=? res=failed" },
        { 1113, "op=logout id=4071 exe=\"/usr/sbin/sshd\" hostname=? addr=? terminal=/dev/pts/7 res=success" },
        { 1106, "op=PAM:session_close grantors=pam_unix acct=\"root\" exe=\"/usr/sbin/sshd\" hostname=192.0.2.7 addr=192.0.2.7 terminal=ssh res=success" },
        { 1127, " comm=\"systemd-update-utmp\" exe=\"/usr/lib/systemd/systemd-update-utmp\" hostname=? addr=? terminal=? res=success" },
        { 1128, " comm=\"systemd-update-utmp\" exe=\"/usr/lib/systemd/systemd-update-utmp\" hostname=? addr=? terminal=? res=success" },
        { 2100, "op=login acct=\"root\" exe=\"/usr/sbin/sshd\" hostname=? addr=203.0.113.9 terminal=ssh res=failed" },
        { 2404, "op=destroy kind=session fp=? direction=both spid=71 suid=0 rport=50022 laddr=192.0.2.1 lport=22 exe=\"/usr/sbin/sshd\" hostname=? addr=192.0.2.7 terminal=? res=success" },
        { 2500, "virt=kvm op=start reason=booted vm=\"guest\" uuid=01234567-89ab-cdef-0123-456789abcdef vm-pid=99 exe=\"/usr/sbin/libvirtd\" hostname=? addr=? terminal=? res=success" },
        { 2501, "virt=kvm resrc=disk reason=start vm=\"guest\" uuid=01234567-89ab-cdef-0123-456789abcdef old-disk=\"?\" new-disk=\"/var/lib/one.img\" exe=\"/usr/sbin/libvirtd\" hostname=? addr=? terminal=? res=success" },
        { 1107, "avc:  denied  { send_msg } for msgtype=method_call interface=org.x member=Y dest=org.x spid=71 tpid=72 scontext=u:r:a_t:s0 tcontext=u:r:b_t:s0 tclass=dbus  exe=\"/usr/bin/dbus-daemon\" sauid=81 hostname=? addr=? terminal=?" },
        { 1116, "op=add-group id=4077 exe=\"/usr/sbin/groupadd\" hostname=h addr=? terminal=pts/7 res=success" },
        { 1114, "op=add-user acct=\"newcomer\" exe=\"/usr/sbin/useradd\" hostname=h addr=? terminal=pts/7 res=failed" },
        { 1199, "no fields here" },
    };
    int fd = open("/proc/self/loginuid", O_WRONLY); /* a login of a user that no machine knows */
    (void)!write(fd, "4072", 4);
    close(fd);
    fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) say(fd, said[i].type, said[i].text);
}

int main(void)
{
    void (*deeds[])(void) = { messages, files, refused, sockets, signals, mounts, named_arguments, ipc, calls32, clones, executions, abend, aborts, seccomp };
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) in_child(deeds[i]);
    return 0;
}
