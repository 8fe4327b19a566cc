# Audit alone: exit_group ends, ANOM_ABEND ends, a pid that comes again ends its former owner, how is not known.
1000 10 fork 100 200
1004 11 exit 200 100 5
1010 12 fork 100 201
1020 13 abend 201 6
1030 14 fork 100 202
1040 15 fork 100 202
1050 16 exit1 202 100 7
1060 17 fork 100 203
1061 18 fork 203 204 thread
1062 19 exit1 203 100 0
1063 20 exit1 203 100 0
9000 21 fork 100 205 clone3
