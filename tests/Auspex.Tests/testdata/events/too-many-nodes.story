# Two nodes may be told apart. The third ends the one not heard of for longest: its event comes out, and later records of it begin anew.
! nodes 2
node=a type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
node=b type=SYSCALL msg=audit(100.000:5): arch=c000003e syscall=59 pid=7
node=a type=USER_LOGIN msg=audit(100.001:2): pid=1 msg='res=success'
node=c type=USER_LOGIN msg=audit(100.000:9): pid=1 msg='res=success'
node=b type=PROCTITLE msg=audit(100.000:5): proctitle="x"
node=a type=PROCTITLE msg=audit(100.000:1): proctitle="x"
