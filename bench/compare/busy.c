/* busy SECONDS FOLDER: opens and renames files, fails to open some, kills a process with signal 0 and starts programs, as fast as it can:
   events of 3 to 7 records, some thousands a second, under the rules of logs.sh. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc < 3 || chdir(argv[2]) != 0) return 2;
    time_t end = time(NULL) + atoi(argv[1]);
    for (unsigned i = 0; time(NULL) < end; i++)
    {
        char name[64], other[64];
        snprintf(name, sizeof name, "file-%u", i % 500);
        snprintf(other, sizeof other, "moved-%u", i % 500);
        int fd = open(name, O_CREAT | O_WRONLY, 0600);
        if (fd >= 0) close(fd);
        rename(name, other);
        if (i % 16 == 0) (void)!access("/nonexistent/file", R_OK);
        if (i % 8 == 0) kill(getppid(), 0);
        if (i % 16 == 8)
        {
            pid_t pid = fork();
            if (pid == 0) { execl("/bin/true", "true", "-a", "some word", (char *)NULL); _exit(1); }
            waitpid(pid, NULL, 0);
        }
        if (i == 1000 || i == 5000) (void)!truncate("moved-1", 0);
    }
    return 0;
}
