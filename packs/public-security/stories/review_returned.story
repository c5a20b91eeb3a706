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
# 结论须与要点相合：移送以涉嫌犯罪为前提；不符合的要点要说明问题；结论只有规定的几种。
何平 returns 法制审核
  opinion = transfer
  point.facts = fail: 去年处罚决定书没有附卷
  reasons = 拟移送。
then refused rule_broken
  point-not-failed APL-2021/27.1 “是否涉嫌犯罪”
何平 returns 法制审核
  opinion = return
  point.facts = fail:
  reasons = 退回。
then refused rule_broken
  note-missing APL-2021/58.1
何平 returns 法制审核
  opinion = shelve
  point.facts = fail: 去年处罚决定书没有附卷
  reasons = 搁置。
then refused rule_broken
  opinion-unknown
何平 returns 法制审核
  opinion = return
  point.facts = fail: 去年处罚决定书没有附卷
  reasons = 认定一年内再次违法，须有去年的处罚决定书。
then done
then review is returned
then review is return
then paper says 法制审核意见书 退回补充调查
then paper says 法制审核意见书 不符合（去年处罚决定书没有附卷）
then paper says 法制审核意见书 云公（治）法审字〔2026〕1号
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “法制审核未通过”

# 没有任何补正，不能原样再送一次。
at 2026-03-19 09:00
何平 passes 法制审核
then refused rule_broken
  review-unchanged APL-2021/58.1 “第1次法制审核未通过”
王磊 does 再次送审
  补正情况说明 = 请再审核一次。
then refused rule_broken
  review-unchanged APL-2021/58.1 “草稿、证据和事实都没有变化”

at 2026-03-20 09:00
王磊 attaches 去年的处罚决定书 = 处罚决定书.txt: 2025年7月1日因录像留存不足给予警告。
王磊 does 证据收集与审查
  证据清单 |
    | 1. 现场检查照片；
    | 2. 询问笔录；
    | 3. 去年的处罚决定书（已附卷）。
at 2026-03-23 10:00
何平 passes 法制审核
then refused rule_broken
  not-submitted SC-2018-118
王磊 does 再次送审
  补正情况说明 = 去年的处罚决定书已附卷，证明一年内再次违法。
何平 passes 法制审核
then review is passed
then paper says 法制审核意见书 第2次
陈斌 does 办案部门负责人审核
曹正 does 作出处罚决定
then case is decided
