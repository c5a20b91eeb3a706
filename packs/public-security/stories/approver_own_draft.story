# 办案部门负责人自己办案、自己拟稿的，不能审核这份草稿，也不能受托决定。
story 拟稿人不能审核自己拟制的草稿
basis PAC-2020/171, APL-2021/57.1
continues venue_walk.story to 已告知

at 2026-03-16 10:00
陈斌 does 询问 with 王磊
  第几次询问 = 2
  询问开始时间 = 30 minutes ago
  询问结束时间 = 5 minutes ago
  询问内容 |
    | 问：整改情况如何？
    | 答：硬盘已经订购。
at 2026-03-17 15:00
陈斌 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
  是否要求听证 = 否
陈斌 does 拟制处罚决定
given 曹正 lets 陈斌 approve 2026-03-18 to 2026-03-18
at 2026-03-18 10:00
陈斌 does 办案部门负责人审核
then refused rule_broken
  approver_not_drafter PAC-2020/171 “拟稿人”
# 也不能委托他人审核自己的草稿。
given 陈斌 lets 李娜 approve 2026-03-18 to 2026-03-18
李娜 does 办案部门负责人审核
then refused rule_broken
  approver_not_drafter PAC-2020/171 “拟稿人”
何平 passes 法制审核
陈斌 does 作出处罚决定
then refused rule_broken
  approver_not_handler APL-2021/57.1
  requirement PAC-2020/171
# 由办理本案的另一名民警拟稿，陈斌才能审核。
王磊 does 拟制处罚决定
陈斌 does 办案部门负责人审核
then done
then review is passed
曹正 does 作出处罚决定
then case is decided
