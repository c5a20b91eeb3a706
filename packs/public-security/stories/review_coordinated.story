# 复审仍未通过的，不能再提异议，也不能原样再送；协调或者集体讨论以后，按结论修改再审。
story 两次审核未通过，协调分歧后修改草稿，再审通过
basis SC-2018-118, APL-2021/58.1
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
何平 returns 法制审核
  opinion = correct
  point.law = fail: 从重的理由没有写明去年处罚的时间
  reasons = 请写明去年处罚的时间和内容。
王磊 does 对审核意见提出异议
  异议内容和理由 = 去年的处罚决定书已经附卷，不必在决定书中重复。
at 2026-03-19 10:00
许静 returns 法制审核
  opinion = correct
  point.law = fail: 决定书没有写明从重的事实
  reasons = 同意原审核意见。
then review is correct
王磊 does 对审核意见提出异议
  异议内容和理由 = 坚持原意见。
then refused rule_broken
  objected-already SC-2018-118 “复审仍未通过”
王磊 does 再次送审
  补正情况说明 = 坚持原意见。
then refused rule_broken
  review-unchanged APL-2021/58.1 “第2次法制审核未通过”

at 2026-03-20 09:00
吴婷 does 协调或者集体讨论审核分歧
  协调或者集体讨论参加人员 = 吴婷、陈斌、何平
  协调或者集体讨论记录 = 各方陈述意见。
  协调或者集体讨论结论 = 写明去年处罚。
then refused rule_broken
  level-too-low SC-2018-118 “须由县级公安机关分管负责人办理”
曹正 does 协调或者集体讨论审核分歧
  协调或者集体讨论参加人员 = 曹正、陈斌、王磊、何平、许静
  协调或者集体讨论记录 |
    | 王磊：去年的处罚决定书已经附卷。
    | 何平、许静：决定书应当载明从重的事实。
    | 曹正：从重须有事实支持，应当写入决定书。
  协调或者集体讨论结论 = 决定书写明去年处罚的时间和内容，其余不变，修改后再送审核。
then done
then paper says 审核分歧协调（集体讨论）记录 决定书写明去年处罚的时间和内容
# 协调不代替审核。
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “法制审核未通过”

王磊 does 调查终结
  违法事实 = 星河量贩歌厅未按照规定将营业期间的监控录像资料留存30日，仅留存3日；该场所曾于2025年7月1日因同类行为受到警告。
王磊 does 拟制处罚决定
then review is none
then draft says 曾于2025年7月1日因同类行为受到警告
# 上次审核的人继续审核。
at 2026-03-23 10:00
许静 passes 法制审核
then review is passed
then paper says 法制审核意见书 第3次
陈斌 does 办案部门负责人审核
曹正 does 作出处罚决定
then case is decided
