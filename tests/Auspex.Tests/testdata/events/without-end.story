# Older kernels and some types end an event by nothing. Event 1 is released when two seconds have passed by the records' time,
# and the events behind it right after.
type=CONFIG_CHANGE msg=audit(100.000:1): op=add_rule res=1
type=USER_LOGIN msg=audit(100.500:2): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(101.000:3): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(101.999:4): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.000:5): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.001:6): pid=1 msg='res=success'
