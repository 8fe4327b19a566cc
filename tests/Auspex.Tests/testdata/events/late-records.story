# Event 1 is given up after two seconds without an end. The rest of its records come later, mixed with those of the missing event 2:
# each of both makes one late event, and both are released at their ends. A late EOE without anything else says nothing.
type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
type=EXECVE msg=audit(100.000:1): argc=1 a0="x"
type=USER_LOGIN msg=audit(100.100:3): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.200:4): pid=1 msg='res=success'
type=CWD msg=audit(100.000:1): cwd="/"
type=SYSCALL msg=audit(100.050:2): arch=c000003e syscall=59 pid=7
type=PATH msg=audit(100.000:1): item=0 name="/x"
type=PATH msg=audit(100.050:2): item=0 name="/x"
type=PROCTITLE msg=audit(100.000:1): proctitle="x"
type=PROCTITLE msg=audit(100.050:2): proctitle="x"
type=EOE msg=audit(100.000:1): 
type=EOE msg=audit(100.050:2): 
type=USER_LOGIN msg=audit(102.300:5): pid=1 msg='res=success'
