# The fork of 501 was not recorded; by the time it is given up its maker runs something else. It was bash that made it.
1000 10 exec 500 900 /bin/bash bash
2000 11 exec 501 500 /bin/ls ls
2800 12 exec 500 900 /bin/python3 python3
9000 13 exit 500 900 0 /bin/python3
