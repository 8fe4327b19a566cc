# A shell (100) forks, the child execs true and exits; accounting confirms it. Live.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 200
1004 11 exec 200 100 /bin/true true a b
1008 12 exit 200 100 0 /bin/true
1020 death 200 100 0 10 true
1500 now
