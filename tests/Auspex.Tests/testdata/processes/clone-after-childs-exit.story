# The record of a vfork comes when it returns: after the child's exec and exit.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1004 10 exec 200 100 /bin/true true
1004 11 exit 200 100 3 /bin/true
1000 12 fork 100 200 vfork
1020 death 200 100 768 0 true
1500 now
