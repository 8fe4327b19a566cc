# The records of two events come mixed, as from two processors. Each record finds its event; the second, complete first,
# waits for its turn.
type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
type=SYSCALL msg=audit(100.001:2): arch=c000003e syscall=59 pid=7
type=CWD msg=audit(100.000:1): cwd="/"
type=PATH msg=audit(100.001:2): item=0 name="/x"
type=PROCTITLE msg=audit(100.001:2): proctitle="x"
type=PATH msg=audit(100.000:1): item=0 name="/x"
type=PROCTITLE msg=audit(100.000:1): proctitle="x"
