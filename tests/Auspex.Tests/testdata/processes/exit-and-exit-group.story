# Two threads end at the same time, recorded in either order. 200: another thread's exit_group(129) stands before the leading thread's
# exit(127), whose code accounting has; wait(2) tells 129. 201: two threads call exit_group, and the second, with 6, won: accounting has it.
# The clock ticks between the two, which makes no second life. 202: an exit_group(5) and, a tick later, the exit(0) of another thread.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 100 fork 100 200
1000 101 fork 200 210 thread
1004 102 exit 200 100 129
1004 103 exit1 200 100 127
1005 death 200 100 32512 0 sh forked signalled
2000 104 fork 100 201
2000 105 fork 201 211 thread
2004 106 exit 201 100 5
2008 107 exit 201 100 6
2008 death 201 100 1536 0 sh forked signalled
3000 108 fork 100 202
3000 109 fork 202 212 thread
3004 110 exit 202 100 5
3008 111 exit1 202 100 0
3008 death 202 100 1280 0 sh forked signalled
5000 now
