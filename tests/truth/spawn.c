// spawn N: makes N children, one after the other, that end at once; prints how many it made.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    long left = count > 1 ? atol(arguments[1]) : 1, made = 0;
    for (; left > 0; left--)
    {
        pid_t child = vfork();
        if (child == 0) _exit(0);
        if (child < 0) break;
        waitpid(child, NULL, 0);
        made++;
    }

    printf("%ld\n", made);
    return 0;
}
