# 审批人看的是旧稿的，不能批准，也不能退回现在的草稿。
story 审批人打开以后草稿已经改动，须重新核对
basis APL-2021/57.1
continues venue_walk.story to 已审核

at 2026-03-20 09:00
王磊 does 调查终结
  违法事实 = 星河量贩歌厅未按照规定将营业期间的监控录像资料留存30日，仅留存4日，且一年内曾因同类行为受过警告。
王磊 does 拟制处罚决定
陈斌 does 办案部门负责人审核
  having read the earlier draft
then refused conflict
  draft-changed
陈斌 does 办案部门负责人审核
何平 returns 法制审核
  having read the earlier draft
  point.law = fail: 停业整顿三十日过重
  reasons = 建议改为警告。
then refused conflict
  draft-changed
何平 passes 法制审核
  reasons =
then refused rule_broken
  reasons-missing APL-2021/58.1
何平 passes 法制审核
曹正 does 作出处罚决定
  having read the earlier draft
then refused conflict
  draft-changed
曹正 does 作出处罚决定
  having read the earlier draft
  opinion = return
  reasons = 请修改。
then refused
  draft-changed
曹正 does 作出处罚决定
then case is decided
