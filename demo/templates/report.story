# 没有案件：上一年度的统计年报，由督察编制，公示管理员复核公开。
story {code}年度行政执法统计年报

at {start} 09:30
{officer} fixes report {code}: {found}
  penalty.reconsidered = 1
  penalty.reconsidered_changed = 0
  sources = 云岭县司法局行政复议案件登记簿、本机关应诉登记簿（虚构）
mark 固定
3 working days later at 10:00
丁宁 confirms report {code}
mark 公开
