# 100 was there before auditing began: its forks make no records. Its children are found by what they do.
option live
option accounting
proc 100 1 -5000 Process bash
begin
proc 201 100 990 Process sleep
1000 10 exec 200 100 /bin/true true
1000 11 exec 201 100 /bin/sleep sleep 9
1004 12 exit 200 100 0 /bin/true
1020 death 200 100 0 0 true
1100 death 202 100 9 50 bash forked
2000 now
