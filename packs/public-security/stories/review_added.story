# 不属于审核目录的案件，负责人可以要求审核；增列以后，未经审核不得决定。
story 负责人增列法制审核：警告也须审核通过才能决定
basis SC-2018-118, APL-2021/58.1
continues warning_without_review.story to 警告已拟制

at 2026-03-09 15:00
王磊 does 再次送审
  补正情况说明 = 请审核。
then refused out_of_order
  not-needed SC-2018-118
陈斌 does 增列法制审核
  增列法制审核的理由 = 当事人多次信访。
then refused rule_broken
  wrong-role
吴婷 does 增列法制审核
  增列法制审核的理由 = 当事人多次信访。
then refused rule_broken
  level-too-low SC-2018-118
唐伟 does 增列法制审核
then refused rule_broken
  missing SC-2018-118 “增列法制审核的理由”
唐伟 does 增列法制审核
  增列法制审核的理由 = 当事人多次信访，可能引发争议。
then case is major
at 2026-03-10 10:00
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “负责人认为应当审核而增列”
何平 passes 法制审核
then refused rule_broken
  not-submitted SC-2018-118
王磊 does 再次送审
  补正情况说明 = 负责人要求审核。
何平 passes 法制审核
then review is passed
then paper says 法制审核意见书 第1次
唐伟 does 增列法制审核
  增列法制审核的理由 = 再次要求。
then refused out_of_order
  already-done
曹正 does 作出处罚决定
then case is decided
