# Live, from a node whose clock is an hour ahead, while ours is set back in between.
! window 500
node=n type=SYSCALL msg=audit(3700.000:1): arch=c000003e syscall=59 pid=7
! advance 100.000
! advance 100.300
! advance 50.000
! advance 50.199
! advance 50.200
