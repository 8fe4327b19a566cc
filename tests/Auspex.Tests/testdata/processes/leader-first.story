# The leading thread ends by exit(3); another thread then calls exit_group(9). Accounting has the leader's 3, wait(2) tells 9.
# (kernels since 6.1: the last thread counts.) In 201 the rest is killed by a signal that accounting does not name. In 202 the other thread also ends by exit.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 200
1001 11 exit1 200 100 3
1010 12 exit 200 100 9
1020 death 200 100 768 10 sh forked
1100 13 fork 100 201
1101 14 exit1 201 100 3
1120 death 201 100 768 10 sh forked signalled
1200 15 fork 100 202
1201 16 exit1 202 100 4
1202 17 exit1 202 100 0
1220 death 202 100 1024 10 sh forked
3000 now
