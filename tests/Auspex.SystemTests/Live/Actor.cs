using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Live;

/// <summary>A program that does what it is told, step by step, so that rules for it alone see one call at a time.</summary>
/// <remarks>Of each step it prints <c>NAME RESULT ERRNO</c>. The calls are those that the C library itself does not use.</remarks>
internal static class Actor
{
    private const string Source =
        """
        #define _GNU_SOURCE
        #include <arpa/inet.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <linux/bpf.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/fsuid.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <sys/timex.h>
        #include <sys/un.h>
        #include <unistd.h>
        static char *rest;
        static char *text(void) { return strsep(&rest, ":"); }
        static long number(void) { return atol(text()); }
        static long create(const char *path) { int fd = syscall(SYS_open, path, O_CREAT | O_EXCL | O_WRONLY, 0640); if (fd >= 0) close(fd); return fd < 0 ? -1 : 0; }
        static long open_for(const char *path, int flags) { int fd = syscall(SYS_open, path, flags); if (fd >= 0) close(fd); return fd < 0 ? -1 : 0; }
        static long loginuid(const char *id) {
          int fd = open("/proc/self/loginuid", O_WRONLY);
          long result = fd < 0 ? -1 : write(fd, id, strlen(id));
          if (fd >= 0) close(fd);
          return result < 0 ? -1 : 0;
        }
        static long connect_to(int family) {
          struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(1), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
          struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(1), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
          struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "/nonexistent/auspex live"};
          int fd = socket(family, SOCK_STREAM, 0);
          if (fd < 0) return -1;
          return family == AF_INET ? connect(fd, (struct sockaddr *)&v4, sizeof v4) : family == AF_INET6 ? connect(fd, (struct sockaddr *)&v6, sizeof v6)
            : connect(fd, (struct sockaddr *)&un, sizeof un);
        }
        static long load_program(void) {
          struct bpf_insn code[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K}, {.code = BPF_JMP | BPF_EXIT}};
          union bpf_attr attr = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insn_cnt = 2};
          attr.insns = (unsigned long)code;
          attr.license = (unsigned long)"GPL";
          int fd = syscall(SYS_bpf, BPF_PROG_LOAD, &attr, sizeof attr);
          if (fd >= 0) close(fd);
          return fd < 0 ? -1 : 0;
        }
        static long execute(const char *path) {
          static char buffer[1 << 20], *argv[1 << 15];
          size_t length = fread(buffer, 1, sizeof buffer, stdin);
          int argc = 0;
          for (char *p = buffer; p < buffer + length; p += strlen(p) + 1) argv[argc++] = p;
          char *envp[] = {0};
          return execve(path, argv, envp);
        }
        static long await(const char *path) { while (faccessat(AT_FDCWD, path, F_OK, 0) != 0) usleep(5000); return 0; }
        static long read_clock(void) { struct timex t = {0}; return syscall(SYS_adjtimex, &t) < 0 ? -1 : 0; }
        static long act(const char *name) {
          struct stat st;
          long a, b, c;
          if (!strcmp(name, "stat")) return syscall(SYS_stat, text(), &st);
          if (!strcmp(name, "create")) return create(text());
          if (!strcmp(name, "read")) return open_for(text(), O_RDONLY);
          if (!strcmp(name, "write")) return open_for(text(), O_WRONLY);
          if (!strcmp(name, "unlink")) return syscall(SYS_unlink, text());
          if (!strcmp(name, "rename")) { char *from = text(); return syscall(SYS_rename, from, text()); }
          if (!strcmp(name, "chown")) { char *path = text(); a = number(); b = number(); return chown(path, a, b); }
          if (!strcmp(name, "uid")) { a = number(); b = number(); c = number(); return setresuid(a, b, c); }
          if (!strcmp(name, "gid")) { a = number(); b = number(); c = number(); return setresgid(a, b, c); }
          if (!strcmp(name, "fsuid")) { a = number(); setfsuid(a); return setfsuid(-1) == a ? 0 : -1; }
          if (!strcmp(name, "fsgid")) { a = number(); setfsgid(a); return setfsgid(-1) == a ? 0 : -1; }
          if (!strcmp(name, "loginuid")) return loginuid(text());
          if (!strcmp(name, "connect")) return connect_to(number());
          if (!strcmp(name, "bpf")) return load_program();
          if (!strcmp(name, "adjtimex")) return read_clock();
          if (!strcmp(name, "kill")) return syscall(SYS_kill, getppid(), number());
          if (!strcmp(name, "module")) return syscall(SYS_delete_module, text(), O_NONBLOCK);
          if (!strcmp(name, "wait")) return await(text());
          if (!strcmp(name, "exec")) return execute(text());
          errno = EINVAL;
          return -1;
        }
        int main(int argc, char **argv) {
          setvbuf(stdout, 0, _IONBF, 0);
          for (int i = 1; i < argc; i++) {
            rest = argv[i];
            char *name = text();
            errno = 0;
            long result = act(name);
            printf("%s %ld %d\n", name, result, errno);
          }
        }
        """;

    /// <summary>Compiles it to <paramref name="program"/>, beside which its source is kept.</summary>
    public static void Compile(string program)
    {
        File.WriteAllText(program + ".c", Source);
        Compiler.Compile(program + ".c", program);
    }
}
