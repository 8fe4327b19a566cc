# 200 begins a pid namespace and forks twice: 201 is killed by a signal, which accounting alone tells, and late; 202 exits by itself. The elder
# has the lower number, whoever is told of first.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 200 newpid
1010 11 fork 200 2
1030 12 fork 200 3
1040 13 exit 202 200 9
1042 death 201 200 15 30 sh forked
1046 death 202 200 2304 10 sh forked
1060 14 exit 200 100 0
1070 death 200 100 0 60 sh forked
5000 now
