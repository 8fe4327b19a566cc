# No record tells of a death by SIGKILL: accounting does. One that dumps core also has ANOM_ABEND.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 200
1000 11 fork 100 201
1040 12 abend 201 11
1050 death 201 100 139 40 sh forked core
1300 death 200 100 9 300 sh forked
2000 now
