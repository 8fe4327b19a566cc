# Nothing tells of the death of 1000, but a day later it has another parent and another session: another process.
as auid=1000 ses=3
1000 10 exec 1000 900 /bin/ls ls
as auid=0 ses=77
86401000 900 exec 1000 7700 /bin/mysqldump mysqldump
# The number comes again in the same session, by a shell that was made after the one that had it.
86402000 901 exec 2000 1000 /bin/true true
86403000 902 fork 1000 3000
86404000 903 exec 3000 1000 /bin/sh sh
86405000 904 exec 2000 3000 /bin/date date
# An orphan, adopted, in the session it always had, stays itself; so does one whose session begins with a login.
86406000 905 exec 2000 1 /bin/sleep sleep
as auid=4294967295 ses=4294967295
86407000 906 exec 4000 1 /bin/login login
as auid=1000 ses=78
86408000 907 exec 4000 1 /bin/sh sh
