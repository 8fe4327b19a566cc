# Pid 200 three times within one tick: exits with 1; is killed; execs and exits with 2.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 200
1000 11 exit 200 100 1
1000 12 fork 100 200
1000 13 exec 200 100 /bin/false false
1000 14 fork 100 200
1000 15 exit 200 100 2 /bin/false
1010 death 200 100 256 0 sh forked
1010 death 200 100 9 0 sh forked
1010 death 200 100 512 0 false
1500 now
