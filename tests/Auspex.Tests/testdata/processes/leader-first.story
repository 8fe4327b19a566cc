# The leading thread ends by exit(3); another thread then calls exit_group(9). Accounting has the leader's 3, wait(2) tells 9.
# In 201 the rest is killed by a signal that accounting does not name. In 202 the other thread also ends by exit: kernels since
# 6.1 give the last thread's code.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 100 fork 100 200
1000 101 fork 200 210 thread
1001 102 exit1 200 100 3
1010 103 exit 200 100 9
1020 death 200 100 768 10 sh forked
1100 104 fork 100 201
1100 105 fork 201 211 thread
1101 106 exit1 201 100 3
1120 death 201 100 768 10 sh forked signalled
1200 107 fork 100 202
1200 108 fork 202 212 thread
1201 109 exit1 202 100 4
1202 110 exit1 202 100 0
1220 death 202 100 1024 10 sh forked
3000 now
