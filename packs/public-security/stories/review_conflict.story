# 申请回避的审核人不能审核、也不能指定由谁审核；案件自动改由其他人员审核。
story 审核人申请回避，改由他人审核
basis APL-2021/43, APL-2021/58.1
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
then reviewer is 何平
何平 declares conflict:
then refused rule_broken
  reasons-missing APL-2021/58.1
何平 declares conflict: 与当事人的负责人是近亲属
then reviewer is 许静
何平 passes 法制审核
then refused rule_broken
  no_conflict APL-2021/43 “已经回避”
  assigned-to-another APL-2021/58.1 “已分配给许静审核”
何平 declares conflict: 与当事人的负责人是近亲属
then refused rule_broken
  recused-already
何平 assigns review to 谭阳: 许静事多
then refused rule_broken
  recused-already APL-2021/58.1
曹正 assigns review to 何平: 许静事多
then refused rule_broken
  no_conflict APL-2021/43

# 再没有可以审核的人，案件等待指定。
许静 declares conflict: 与当事人的负责人是同学
then reviewer is nobody
许静 passes 法制审核
then refused rule_broken
  no_conflict APL-2021/43
then review is submitted
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118
