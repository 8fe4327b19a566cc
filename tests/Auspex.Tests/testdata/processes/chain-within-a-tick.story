# 100 makes 200, which makes 300, which execs: every record in the wrong order, all in one tick.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 exec 300 200 /bin/ls ls
1000 11 fork 200 300
1000 12 exit 300 200 0 /bin/ls
1000 13 fork 100 200
1000 14 exit 200 100 0
1010 death 300 200 0 0 ls
1010 death 200 100 0 0 sh forked
1500 now
