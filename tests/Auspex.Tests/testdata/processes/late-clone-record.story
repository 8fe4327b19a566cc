# The maker (100) makes records, so the facts of 200 wait for the fork, which comes half a second late.
option live
option accounting
proc 100 1 -5000 Process sh
begin
990 9 fork 100 199
995 10 exit 199 100 0
998 death 199 100 0 0 sh forked
1200 now
1300 11 exec 200 100 /bin/true true
1304 12 exit 200 100 0 /bin/true
1310 death 200 100 0 0 true
1600 now
1296 13 fork 100 200
2000 now
