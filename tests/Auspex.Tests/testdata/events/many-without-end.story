# A storm of events without an end, 400 ms apart: each waits two seconds, not two seconds after the one before it.
# At any time no more than five are held.
type=SECCOMP msg=audit(100.000:1): pid=7 sig=31
type=SECCOMP msg=audit(100.400:2): pid=7 sig=31
type=SECCOMP msg=audit(100.800:3): pid=7 sig=31
type=SECCOMP msg=audit(101.200:4): pid=7 sig=31
type=SECCOMP msg=audit(101.600:5): pid=7 sig=31
type=SECCOMP msg=audit(102.000:6): pid=7 sig=31
type=SECCOMP msg=audit(102.400:7): pid=7 sig=31
type=SECCOMP msg=audit(102.800:8): pid=7 sig=31
type=SECCOMP msg=audit(103.200:9): pid=7 sig=31
type=SECCOMP msg=audit(103.600:10): pid=7 sig=31
type=SECCOMP msg=audit(104.000:11): pid=7 sig=31
type=SECCOMP msg=audit(104.400:12): pid=7 sig=31
type=SECCOMP msg=audit(104.800:13): pid=7 sig=31
type=SECCOMP msg=audit(105.200:14): pid=7 sig=31
