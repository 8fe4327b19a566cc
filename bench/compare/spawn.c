// spawn RATE SECONDS: starts /bin/true RATE times a second, evenly, and waits for each. Prints how many, and the rate reached.
//   gcc -O2 spawn.c -o spawn
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    double rate = argc > 1 ? atof(argv[1]) : 1000, seconds = argc > 2 ? atof(argv[2]) : 10;
    char *args[] = { "/bin/true", NULL };
    double start = now();
    long made = 0;
    while (now() - start < seconds)
    {
        double due = start + made / rate, wait = due - now();
        if (wait > 0)
        {
            struct timespec t = { (time_t)wait, (long)((wait - (time_t)wait) * 1e9) };
            nanosleep(&t, NULL);
        }
        pid_t pid;
        if (posix_spawn(&pid, "/bin/true", NULL, NULL, args, environ) != 0) return 1;
        waitpid(pid, NULL, 0);
        made++;
    }
    printf("%ld %.0f\n", made, made / (now() - start));
    return 0;
}
