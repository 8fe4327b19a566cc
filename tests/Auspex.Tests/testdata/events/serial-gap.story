# Serials 3 to 5 never come. What is behind them waits two seconds, then three events are told as lost between the times of 2 and 6.
type=USER_LOGIN msg=audit(100.000:1): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.010:2): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(100.200:6): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(101.000:7): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.199:8): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.200:9): pid=1 msg='res=success'
type=USER_LOGIN msg=audit(102.300:10): pid=1 msg='res=success'
