# 送审时按规则确定审核人，别人不能代审；对审核意见有异议的，由另一名审核人员复审。
story 办案人员对审核意见提出异议，复审成立，按原草稿作出决定
basis SC-2018-118, APL-2021/58.1
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
许静 passes 法制审核
then refused rule_broken
  assigned-to-another APL-2021/58.1 “已分配给何平审核”
王磊 does 对审核意见提出异议
  异议内容和理由 = 尚未审核。
then refused rule_broken
  nothing-to-object-to SC-2018-118
何平 returns 法制审核
  opinion = correct
  point.law = fail: 停业整顿三十日过重
  reasons = 当事人已经购置硬盘，建议改为警告。
then review is correct
then paper says 法制审核意见书 停业整顿三十日过重

at 2026-03-20 09:00
孙浩 does 对审核意见提出异议
  异议内容和理由 = 处罚适当。
then refused rule_broken
  not-handler SC-2018-118
王磊 does 对审核意见提出异议
then refused rule_broken
  missing SC-2018-118 “异议内容和理由”
王磊 does 对审核意见提出异议
  异议内容和理由 = 一年内再次违法属于情节严重，条例规定的就是停业整顿一至三个月；事后整改不影响档次。
then done
then paper says 法制审核异议书 事后整改不影响档次
王磊 does 再次送审
  补正情况说明 = 等待复审。
then refused rule_broken
  submitted-already APL-2021/58.1 “由许静审核”

# 原审核人不能复审自己的意见。
何平 passes 法制审核
then refused rule_broken
  assigned-to-another APL-2021/58.1 “已分配给许静审核”
at 2026-03-23 10:00
许静 passes 法制审核
then review is passed
then paper says 法制审核意见书 云公（治）法审字〔2026〕2号
then paper says 法制审核意见书 第2次
陈斌 does 办案部门负责人审核
曹正 does 作出处罚决定
then case is decided
