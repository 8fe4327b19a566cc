# Accounting stays silent: the exit is reported as audit saw it, and the silence as a loss.
option live
option accounting
proc 100 1 -5000 Process sh
begin
1000 10 fork 100 200
1010 11 exit 200 100 4
5000 now
8000 now
