# 审核人不在岗，由法制部门或者负责人改派；办案人员不能选定审核人，没有资格的人不能受派。
story 审核人休假，改派另一名有资格的审核人员审核
basis PAC-2020/170, APL-2021/58.1, APL-2021/58.2
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
given 何平 is away 2026-03-19 to 2026-03-25
at 2026-03-19 09:00
then reviewer is 何平
何平 passes 法制审核
then refused rule_broken
  not_on_leave PAC-2020/170
王磊 assigns review to 许静: 何平休假
then refused rule_broken
  wrong-role APL-2021/58.1
  handler-chooses-reviewer APL-2021/58.1
曹正 assigns review to 许静:
then refused rule_broken
  reasons-missing APL-2021/58.1
曹正 assigns review to 何平: 何平休假
then refused rule_broken
  not-changed
曹正 assigns review to 王磊: 何平休假
then refused rule_broken
  wrong-role APL-2021/58.2 “王磊不是法制审核人员”
曹正 assigns review to 吕洋: 何平休假
then refused rule_broken
  reviewer_qualified APL-2021/58.2
# 谭阳的法律职业资格到2026年2月28日为止。
曹正 assigns review to 谭阳: 何平休假
then refused rule_broken
  reviewer_qualified APL-2021/58.2
then reviewer is 何平
曹正 assigns review to 许静: 何平休假至3月25日
then reviewer is 许静

# 回来以后，本案已经不由其审核。
at 2026-03-26 09:00
何平 passes 法制审核
then refused rule_broken
  assigned-to-another APL-2021/58.1 “已分配给许静审核”
许静 passes 法制审核
then review is passed
许静 assigns review to 何平: 已经审核
then refused out_of_order
  nothing-under-review APL-2021/58.1
