// storm RATE: calls access(2) on a path that does not exist RATE times a second until SIGTERM, then prints the number of calls.
// With a rule on this program each call is an audit event (SYSCALL, CWD, PATH, PROCTITLE, EOE).
//   gcc -O2 storm.c -o storm
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void end(int signal)
{
    (void)signal;
    ended = 1;
}

int main(int argc, char **argv)
{
    long rate = argc > 1 ? atol(argv[1]) : 10000;
    long calls = 0;
    struct timespec next;
    signal(SIGTERM, end);
    clock_gettime(CLOCK_MONOTONIC, &next);
    while (!ended) {
        // A hundredth of a second's calls at once, then sleep until the next hundredth; what the kernel delayed is not made up for.
        struct timespec now;
        for (long i = 0; i < rate / 100; i++, calls++)
            syscall(SYS_access, "/nonexistent/path/for/storm", 0);
        clock_gettime(CLOCK_MONOTONIC, &now);
        next.tv_nsec += 10000000;
        if (next.tv_nsec >= 1000000000) {
            next.tv_nsec -= 1000000000;
            next.tv_sec++;
        }
        if (now.tv_sec > next.tv_sec || (now.tv_sec == next.tv_sec && now.tv_nsec > next.tv_nsec))
            next = now;
        else
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
    printf("%ld\n", calls);
    return 0;
}
