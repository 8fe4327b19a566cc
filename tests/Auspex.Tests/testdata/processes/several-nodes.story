# A collector's log: pid 1000 is one process on web1 and another on db1, and each has its own children.
option parents
option nodes
as node=web1
1000 10 exec 1000 900 /bin/bash bash
as node=db1
2000 500 exec 1000 800 /bin/mysqldump mysqldump
3000 501 exit 1000 800 1 /bin/mysqldump
as node=web1
4000 11 exec 1001 1000 /bin/id id
5000 14 exit 1001 1000 0 /bin/id
