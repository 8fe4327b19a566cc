# Serial 9 waits for eight events that come one by one, each just in time to be waited with, none of them the first. All the same 9 waits
# no longer than two seconds: then 2 to 4 are lost and the rest comes out, and what comes after that is late.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.100:9): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.600:8): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(101.100:7): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(101.600:6): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.000:5): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.100:10): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.500:4): pid=1 msg='res=success'
