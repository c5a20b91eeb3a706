story 法制审核退回，补正后再审通过
basis APL-2021/58.1
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
# 有一项不符合，就不能得出通过的结论；每一项都要作答；要写明理由。
何平 passes 法制审核
  point.facts = fail: 去年处罚决定书没有附卷
then refused rule_broken
  point-failed APL-2021/58.1 “事实清楚，证据合法充分”
何平 passes 法制审核
  point.crime = unanswered
then refused rule_broken
  point-unanswered APL-2021/58.1
何平 returns 法制审核
  point.facts = fail: 去年处罚决定书没有附卷
then refused rule_broken
  reasons-missing APL-2021/58.1
何平 returns 法制审核
  point.facts = fail: 去年处罚决定书没有附卷
  reasons = 认定一年内再次违法，须有去年的处罚决定书。
then done
then review is returned
then paper says 法制审核意见书 不符合（去年处罚决定书没有附卷）
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “法制审核未通过”

at 2026-03-20 09:00
王磊 attaches 去年的处罚决定书 = 处罚决定书.txt: 2025年7月1日因录像留存不足给予警告。
王磊 does 证据收集与审查
  证据清单 |
    | 1. 现场检查照片；
    | 2. 询问笔录；
    | 3. 去年的处罚决定书（已附卷）。
at 2026-03-23 10:00
何平 passes 法制审核
then review is passed
曹正 does 作出处罚决定
then case is decided
