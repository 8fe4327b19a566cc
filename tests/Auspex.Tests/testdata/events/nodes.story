# Two machines write into one log, with the same times and serials. Each has its own order: the first one's gap does not hold up the second.
node=a type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
node=b type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
node=a type=PROCTITLE msg=audit(100.000:1): proctitle="x"
node=a type=USER_LOGIN msg=audit(100.100:3): pid=1 msg='res=success'
node=b type=PROCTITLE msg=audit(100.000:1): proctitle="x"
node=b type=USER_LOGIN msg=audit(100.100:2): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.100:77): pid=1 msg='res=success'
node=b type=USER_LOGIN msg=audit(103.000:3): pid=1 msg='res=success'
node=a type=USER_LOGIN msg=audit(103.000:4): pid=1 msg='res=success'
