story 办过本案的人、没有法律职业资格或者资格已经失效的人不能审核本案
basis SC-2018-118, APL-2021/58.2
continues venue_walk.story to 已告知

# 许静既是民警又是法制审核员，参加了本案的补充询问。
at 2026-03-16 10:00
王磊 does 询问 with 许静
  第几次询问 = 2
  询问开始时间 = 30 minutes ago
  询问结束时间 = 5 minutes ago
  询问内容 |
    | 问：整改情况如何？
    | 答：硬盘已经订购。
at 2026-03-17 15:00
王磊 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
  是否要求听证 = 否
王磊 does 拟制处罚决定
at 2026-03-18 10:00
许静 passes 法制审核
then refused rule_broken
  reviewer_not_handler SC-2018-118
吕洋 passes 法制审核
then refused rule_broken
  reviewer_qualified APL-2021/58.2
# 谭阳的法律职业资格到2026年2月28日为止。
谭阳 passes 法制审核
then refused rule_broken
  reviewer_qualified APL-2021/58.2
王磊 passes 法制审核
then refused rule_broken
  wrong-role APL-2021/58.2
then review is none
何平 passes 法制审核
then review is passed
