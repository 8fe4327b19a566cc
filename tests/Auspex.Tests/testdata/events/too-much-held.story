# Only 4000 bytes of memory may be held, three small events: the fourth makes the gap before them be given up, and the oldest come out.
! held 4000
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.001:3): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(100.002:4): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(100.003:5): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(100.004:6): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.001:3): proctitle="x"
