# 三个工作日内可以提出异议；过期的，补正后再次送审。
story 逾期不能再提异议，补充证据后再次送审
basis SC-2018-118, APL-2021/58.1
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
何平 returns 法制审核
  opinion = return
  point.facts = fail: 去年的处罚决定书没有附卷
  reasons = 请补充证据。
at 2026-03-24 09:00
then not possible 对审核意见提出异议
王磊 does 对审核意见提出异议
  异议内容和理由 = 不需要附卷。
then refused rule_broken
  objection-late SC-2018-118 “2026年3月23日届满”
王磊 does 再次送审
  补正情况说明 = 不需要附卷。
then refused rule_broken
  review-unchanged APL-2021/58.1
王磊 attaches 去年的处罚决定书 = 处罚决定书.txt: 2025年7月1日因录像留存不足给予警告。
王磊 does 再次送审
  补正情况说明 = 去年的处罚决定书已附卷。
then done
then next includes 法制审核
王磊 does 再次送审
  补正情况说明 = 再送一次。
then refused rule_broken
  submitted-already APL-2021/58.1 “由何平审核”
何平 passes 法制审核
then review is passed
王磊 does 再次送审
  补正情况说明 = 再送一次。
then refused rule_broken
  passed-already APL-2021/58.1
