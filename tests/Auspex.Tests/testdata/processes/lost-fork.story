# The fork's event is missing (a serial gap): the birth is inferred, the gap is told.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 199
1004 12 exec 200 100 /bin/true true
1008 13 exit 200 100 0 /bin/true
1009 14 exit 199 100 0
1020 death 200 100 0 10 true
1020 death 199 100 0 10 sh forked
1400 now
1600 now
9000 15 exec 100 1 /bin/sh sh
9000 now
