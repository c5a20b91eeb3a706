# 3月18日的审核意见，三个工作日到3月23日为止；复审限两个工作日。
story 第三个工作日提出的异议成立，由他人复审
basis SC-2018-118
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
何平 returns 法制审核
  opinion = correct
  point.law = fail: 停业整顿三十日过重
  reasons = 建议改为警告。
then due 提出异议期限 2026-03-23
at 2026-03-23 17:30
then possible 对审核意见提出异议
王磊 does 对审核意见提出异议
  异议内容和理由 = 一年内再次违法属于情节严重，停业整顿三十日已是下限。
then limit 提出异议期限 met
then reviewer is 许静
then due 复审期限 2026-03-25
王磊 does 对审核意见提出异议
  异议内容和理由 = 再提一次。
then refused rule_broken
  submitted-already SC-2018-118
# 不能改派回原审核人。
曹正 assigns review to 何平: 许静事多
then refused rule_broken
  same-reviewer SC-2018-118 “应当由其他人员复审”
at 2026-03-25 17:00
许静 passes 法制审核
then limit 复审期限 met
then review is passed
