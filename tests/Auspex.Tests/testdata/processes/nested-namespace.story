# 200 begins a pid namespace. Inside, its forks return 2 and 3, which are kernel threads here; the children are 201 and 202.
option live
option accounting
proc 100 1 -5000 Process sh
proc 2 0 -9000 Process kthreadd
proc 3 2 -9000 Process kworker
begin
1000 10 fork 100 200 newpid
1010 11 fork 200 2
1020 12 fork 200 3
1030 13 exec 201 200 /bin/true true
1034 14 exit 201 200 0 /bin/true
1040 death 201 200 0 30 true
1050 death 202 200 9 20 sh forked
1060 15 exit 200 100 0
1070 death 200 100 0 60 sh forked
5000 now
