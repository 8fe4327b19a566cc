# Rules that tell of execs only: each generation waits for its fork, and its own child must not overtake it. One chain, no break.
option parents
1000 10 exec 601 600 /bin/bash bash
2000 11 exec 602 601 /bin/sudo sudo
3000 12 exec 603 602 /bin/id id
4000 13 exec 604 603 /bin/ls ls
5000 14 exec 605 604 /bin/cat cat
