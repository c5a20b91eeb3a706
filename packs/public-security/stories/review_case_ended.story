story 送审以后终止调查的，不再审核
basis APL-2021/58.1
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
then review is submitted
陈斌 does 不予处罚或者移送
  不予处罚或者移送的事由 = 终止案件调查
  事由说明 = 该场所已经依法终止，没有权利义务的承受人。
曹正 assigns review to 许静: 何平事多
then refused out_of_order
  nothing-under-review APL-2021/58.1
at 2026-03-19 09:00
then next lacks 法制审核
何平 passes 法制审核
then refused out_of_order
  not-needed APL-2021/58.1
何平 returns 法制审核
  point.facts = fail: 去年处罚决定书没有附卷
  reasons = 请补充证据。
then refused out_of_order
  not-needed APL-2021/58.1
then review is none
曹正 does 作出处罚决定
then refused out_of_order
  not-needed APL-2021/57.1
