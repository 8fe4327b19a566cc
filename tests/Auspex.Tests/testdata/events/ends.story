# PROCTITLE ends an event, and the EOE behind it says nothing more. Where PROCTITLE is missing EOE ends it. An EOE alone is no event
# of its own, and takes the place of its serial all the same. An event that has ended while it waits still takes records.
type=SYSCALL msg=audit(100.000:1): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.000:1): proctitle="x"
type=EOE msg=audit(100.000:1): 
type=SYSCALL msg=audit(100.001:2): arch=c000003e syscall=59 pid=7
type=CWD msg=audit(100.001:2): cwd="/"
type=EOE msg=audit(100.001:2): 
type=EOE msg=audit(100.002:3): 
type=SYSCALL msg=audit(100.004:5): arch=c000003e syscall=59 pid=7
type=PROCTITLE msg=audit(100.004:5): proctitle="x"
type=PATH msg=audit(100.004:5): item=0 name="/x"
type=SYSCALL msg=audit(100.003:4): arch=c000003e syscall=59 pid=7
type=EOE msg=audit(100.003:4): 
