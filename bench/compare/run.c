/* run N COMMAND WORD…: runs a command N times with its output thrown away and prints the best wall time in seconds, its exit code, and, of
   one more run that is watched, the peak resident memory and the peak of what of it is no file (in MB). That run is not timed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static pid_t start(char **command)
{
    pid_t pid = fork();
    if (pid != 0) return pid;
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    dup2(null, 2);
    execvp(command[0], command);
    _exit(127);
}

/* The memory of the process that is no file's, in kB. */
static long anonymous(pid_t pid)
{
    char path[64], line[256];
    long kilobytes = 0;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *status = fopen(path, "r");
    if (!status) return 0;
    while (fgets(line, sizeof line, status))
        if (sscanf(line, "RssAnon: %ld", &kilobytes) == 1) break;
    fclose(status);
    return kilobytes;
}

int main(int argc, char **argv)
{
    if (argc < 3) return 2;
    int runs = atoi(argv[1]), status = 0;
    double best = 1e9;
    struct rusage usage;
    long resident = 0, most = 0;
    for (int i = 0; i < runs; i++)
    {
        double from = now();
        pid_t pid = start(argv + 2);
        wait4(pid, &status, 0, &usage);
        double took = now() - from;
        if (took < best) best = took;
        if (usage.ru_maxrss > resident) resident = usage.ru_maxrss;
    }
    /* What takes minutes is not run once more for its memory: its resident memory is told without the files in it. */
    if (best < 20)
    {
        pid_t pid = start(argv + 2);
        while (waitpid(pid, &status, WNOHANG) == 0)
        {
            long kilobytes = anonymous(pid);
            if (kilobytes > most) most = kilobytes;
            usleep(1000);
        }
    }
    else most = resident;
    printf("%.4f %d %.1f %.1f\n", best, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), resident / 1024.0, most / 1024.0);
    return 0;
}
