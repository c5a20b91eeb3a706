# 送审时没有审核人员在岗，案件不属于任何人；两人同时打开的，先提交的有效。
story 两名审核人员同时审核，后提交的不予接受
basis APL-2021/58.1, SC-2018-118
continues venue_walk.story to 已告知

at 2026-03-16 09:00
given 何平 is away 2026-03-17 to 2026-03-17
given 许静 is away 2026-03-17 to 2026-03-17
at 2026-03-17 15:00
王磊 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
  是否要求听证 = 否
王磊 does 拟制处罚决定
then reviewer is nobody
at 2026-03-18 09:00
许静 passes 法制审核
then review is passed
何平 returns 法制审核
  point.law = fail: 停业整顿三十日过重
  reasons = 建议改为警告。
then refused rule_broken
  not-submitted SC-2018-118 “没有送审”
何平 passes 法制审核
then refused rule_broken
  not-submitted SC-2018-118
许静 passes 法制审核
then refused rule_broken
  not-submitted SC-2018-118
then review is passed
then paper says 法制审核意见书 第1次
