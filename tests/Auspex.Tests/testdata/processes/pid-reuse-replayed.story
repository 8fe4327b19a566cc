# The same from files: deaths are known to the second only, and are told before the second's events.
option accounting
1000 death 200 100 256 0 sh forked
1000 death 200 100 9 0 sh forked
1000 death 200 100 512 0 false
1000 10 fork 100 200
1000 11 exit 200 100 1
1000 12 fork 100 200
1000 13 exec 200 100 /bin/false false
1000 14 fork 100 200
1000 15 exit 200 100 2 /bin/false
9000 16 fork 100 900
