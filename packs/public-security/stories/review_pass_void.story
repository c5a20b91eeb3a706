# 审核通过只对审核人看到的内容有效，审核人事后回避或者参与办案的也失效。
story 审核通过以后又有新证据、审核人回避的，原审核失效
basis APL-2021/58.1, APL-2021/43
continues venue_walk.story to 已审核

at 2026-03-20 09:00
王磊 attaches 当事人补交的说明 = 说明.txt: 录像实际留存了十日。
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “原法制审核已失效”
王磊 does 再次送审
  补正情况说明 = 当事人补交了说明，不影响认定。
then reviewer is 何平
何平 passes 法制审核
then review is passed
何平 declares conflict: 与当事人的负责人是近亲属
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “原法制审核已失效”
王磊 does 再次送审
  补正情况说明 = 原审核人回避。
then reviewer is 许静
许静 passes 法制审核
曹正 does 作出处罚决定
then case is decided
# 决定只能由有权作出它的人作废。
吴婷 voids penalty_decision: 换一份
then refused rule_broken
  wrong-role
then case is decided
