# 许静既是民警又是法制审核员，参加了本案的补充询问。
story 审核不能改派给办过本案的人；没有人能审核的，等待有资格的人到岗
basis SC-2018-118, APL-2021/58.2
continues venue_walk.story to 已告知

at 2026-03-16 10:00
王磊 does 询问 with 许静
  第几次询问 = 2
  询问开始时间 = 30 minutes ago
  询问结束时间 = 5 minutes ago
  询问内容 |
    | 问：整改情况如何？
    | 答：硬盘已经订购。
given 何平 is away 2026-03-17 to 2026-03-20
at 2026-03-17 15:00
王磊 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
  是否要求听证 = 否
王磊 does 拟制处罚决定
then review is submitted
then reviewer is nobody
at 2026-03-18 09:00
曹正 assigns review to 许静: 何平休假
then refused rule_broken
  reviewer_not_handler SC-2018-118
曹正 assigns review to 何平: 由何平审核
then refused rule_broken
  not_on_leave PAC-2020/170
# 许静办理过本案，不能选定审核人。
许静 assigns review to 何平: 由何平审核
then refused rule_broken
  handler-chooses-reviewer APL-2021/58.1
at 2026-03-23 09:00
曹正 assigns review to 何平: 何平已经到岗
then reviewer is 何平
何平 passes 法制审核
then review is passed
