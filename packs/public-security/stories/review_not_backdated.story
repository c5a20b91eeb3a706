# 审核、审批、异议以提交时为准：补录为以前的时间，就绕过了当日的资格、委托、在岗和期限。
story 审核、审批和异议不能补录为以前的时间
basis APL-2021/58.1, APL-2021/57.1
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
given 何平 is away 2026-03-19 to 2026-03-20
at 2026-03-19 10:00
何平 passes 法制审核
  happened at = 2026-03-18 16:00
then refused rule_broken
  backdated APL-2021/58.1 “不能补录为其他时间”
  not_on_leave PAC-2020/170
at 2026-03-21 10:00
何平 passes 法制审核
  happened at = 2026-03-21 09:55
then review is passed
陈斌 does 办案部门负责人审核
given 曹正 lets 吴婷 approve 2026-03-21 to 2026-03-22
at 2026-03-23 10:00
吴婷 does 作出处罚决定
  happened at = 2026-03-21 16:00
then refused rule_broken
  backdated APL-2021/57.1
  level-too-low APL-2021/57.1
曹正 does 作出处罚决定
  happened at = 2026-03-22 16:00
then refused rule_broken
  backdated APL-2021/57.1
曹正 does 作出处罚决定
then case is decided
