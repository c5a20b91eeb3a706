# 审批人不同意草稿的，写明理由退回；没有修改的，不能再报；修改后的草稿重新审核。
story 审批人退回草稿，修改后再报审批
basis APL-2021/57.1, PAC-2020/171
continues venue_walk.story to 已审核

at 2026-03-19 15:00
曹正 does 作出处罚决定
  opinion = return
then refused rule_broken
  reasons-missing APL-2021/57.1
吴婷 does 作出处罚决定
  opinion = return
  reasons = 请修改。
then refused rule_broken
  level-too-low APL-2021/57.1
曹正 does 作出处罚决定
  opinion = return
  reasons = 违法事实没有写明去年处罚的时间，请补充。
then done
then case is not decided
曹正 does 作出处罚决定
then refused rule_broken
  draft-sent-back APL-2021/57.1 “没有写明去年处罚的时间”
陈斌 does 办案部门负责人审核
then refused rule_broken
  draft-sent-back

at 2026-03-20 09:00
王磊 does 调查终结
  违法事实 = 星河量贩歌厅未按照规定将营业期间的监控录像资料留存30日，仅留存3日；该场所曾于2025年7月1日因同类行为受到警告。
王磊 does 拟制处罚决定
then review is void
# 办案部门负责人也可以退回。
陈斌 does 办案部门负责人审核
  opinion = return
  reasons = 履行期限请写明起止日期。
then done
王磊 does 调查终结
  履行方式和期限 = 自收到本决定书之次日起停业整顿三十日，期满经复查恢复营业。
王磊 does 拟制处罚决定
陈斌 does 办案部门负责人审核
then done
at 2026-03-23 10:00
何平 passes 法制审核
曹正 does 作出处罚决定
then case is decided
then paper says penalty_decision 曾于2025年7月1日因同类行为受到警告
