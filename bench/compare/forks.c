// forks N [PARALLEL]: makes N processes that end at once, PARALLEL (4) at a time. Prints the rate.   gcc -O2 forks.c -o forks
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 100000;
    int parallel = argc > 2 ? atoi(argv[2]) : 4, alive = 0;
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (long i = 0; i < n; i++)
    {
        if (alive == parallel && wait(NULL) > 0) alive--;
        pid_t pid = fork();
        if (pid == 0) _exit((int)(i & 0x7F));
        if (pid < 0) return 1;
        alive++;
    }
    while (wait(NULL) > 0) { }
    clock_gettime(CLOCK_MONOTONIC, &b);
    double s = (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9;
    printf("%ld processes, %.0f/s\n", n, n / s);
    return 0;
}
