# 200 makes 300 and exits; 300 lives on under init, and keeps its maker as parent.
option live
option accounting
proc 1 0 -9000 Process init
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 200
1010 11 fork 200 300
proc 300 200 1010 Process sh
1020 12 exit 200 100 0
1025 death 200 100 0 20 sh forked
1400 13 exec 300 1 /bin/ls ls
1404 14 exit 300 1 0 /bin/ls
1410 death 300 1 0 390 ls
3000 now
