# 休假的负责人不能审批；受其书面委托的人在委托的日期以内可以，但不得再委托。
story 负责人休假不能审批，受托人在委托期间作出决定
basis PAC-2020/170, APL-2021/57.1
continues venue_walk.story to 已审核

at 2026-03-20 09:00
given 曹正 is away 2026-03-23 to 2026-03-25
given 曹正 lets 吴婷 approve 2026-03-23 to 2026-03-25
# 委托的日期还没有到。
吴婷 does 作出处罚决定
then refused rule_broken
  level-too-low APL-2021/57.1 “须由县级公安机关分管负责人办理”

at 2026-03-23 09:00
given 吴婷 lets 沈岩 approve 2026-03-23 to 2026-03-25
曹正 does 作出处罚决定
then refused rule_broken
  not_on_leave PAC-2020/170 “当日不在岗”
曹正 does 作出处罚决定
  opinion = return
  reasons = 请修改。
then refused rule_broken
  not_on_leave PAC-2020/170
# 吴婷只能委托自己的权限，受托的权限不能再委托。
沈岩 does 作出处罚决定
then refused rule_broken
  level-too-low APL-2021/57.1
吴婷 does 作出处罚决定
then done
then case is decided
