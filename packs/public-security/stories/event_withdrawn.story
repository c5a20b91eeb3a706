story 大型活动：申请人撤回申请的，不再决定
basis LPL-2019/29.1
continues event_granted.story to 已受理

王磊 does 申请人撤回申请
  撤回申请的情况 = 承办者书面撤回。
王磊 does 拟处理意见
  许可决定 = 不予行政许可
then refused out_of_order
  not-needed
王磊 does 结案
  结案说明 = 申请人撤回。
then case is closed
