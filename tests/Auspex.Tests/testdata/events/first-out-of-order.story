# The stream begins with a later event that is not complete yet: 12 waits, so 11 and 10 still find their places before it.
type=SYSCALL msg=audit(100.002:12): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(100.001:11): arch=c000003e syscall=59 pid=7
type=USER_LOGIN msg=audit(100.000:10): pid=1 msg='res=success'
type=PROCTITLE msg=audit(100.001:11): proctitle="x"
type=PROCTITLE msg=audit(100.002:12): proctitle="x"
type=USER_LOGIN msg=audit(100.003:13): pid=1 msg='res=success'
