# Lines that are no records are counted and passed over.
type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
garbage
type=SYSCALL msg=audit(x:2): 
type=PROCTITLE msg=audit(100.000:1): proctitle="x"
