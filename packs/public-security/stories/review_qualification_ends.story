story 送审以后审核人的法律职业资格失效，不能再审核，改派他人
basis APL-2021/58.2
continues venue_walk.story to 已拟制

at 2026-03-18 15:00
given 何平 qualification ends 2026-03-18
at 2026-03-19 09:00
何平 passes 法制审核
then refused rule_broken
  reviewer_qualified APL-2021/58.2
何平 assigns review to 许静: 本人资格已经失效
then reviewer is 许静
曹正 assigns review to 何平: 仍由何平审核
then refused rule_broken
  reviewer_qualified APL-2021/58.2
许静 passes 法制审核
then review is passed
