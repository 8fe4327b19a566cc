# Whole events come in the wrong order: 3 and 4 before 2. They wait, and come out in the order of their serials at once when 2 is there.
type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.000:1): proctitle="x"
type=SYSCALL msg=audit(100.002:3): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.002:3): proctitle="x"
type=USER_LOGIN msg=audit(100.002:4): pid=1 msg='res=success'
type=SYSCALL msg=audit(100.001:2): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.001:2): proctitle="x"
type=SYSCALL msg=audit(100.004:5): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.004:5): proctitle="x"
