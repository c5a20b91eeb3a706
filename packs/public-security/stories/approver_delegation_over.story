story 委托期满，受托人不能再审批，负责人回来后作出决定
basis APL-2021/57.1
continues venue_walk.story to 已审核

at 2026-03-20 09:00
given 曹正 is away 2026-03-23 to 2026-03-25
given 曹正 lets 吴婷 approve 2026-03-23 to 2026-03-25
at 2026-03-26 09:00
吴婷 does 作出处罚决定
then refused rule_broken
  level-too-low APL-2021/57.1 “吴婷的审批权限不够”
吴婷 does 作出处罚决定
  opinion = return
  reasons = 请修改。
then refused rule_broken
  level-too-low APL-2021/57.1
then case is not decided
曹正 does 作出处罚决定
then case is decided
