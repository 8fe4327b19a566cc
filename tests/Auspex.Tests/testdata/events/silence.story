# Live: no record comes any more, and the caller tells the time. The unfinished event is released when the window has passed, no earlier.
! window 500
type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
! advance 100.010
! advance 100.509
! advance 100.510
! advance 200.000
