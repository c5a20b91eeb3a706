# 治安案件：听证期间不计入办案期限。
story 治安案件举行听证，听证的日子不计入办案期限，必要时经批准延长
basis PSPL-2025/118.1
continues assault_sealed.story to 已调查

then due 办案期限 2026-05-13
陈斌 suspends 办案期限 for nothing: 没有这种事由
then refused rule_broken
  suspension-unknown PSPL-2025/118.1
王磊 suspends 办案期限 for hearing: 民警无权变更期限
then refused forbidden
陈斌 suspends 办案期限 for hearing: 当事人要求听证
then done
陈斌 suspends 办案期限 for hearing: 再停一次
then refused rule_broken
  suspended-already
at 2026-04-24 10:00
陈斌 resumes 办案期限: 听证结束
# 停了十日：4月15日至24日。
then due 办案期限 2026-05-25
陈斌 resumes 办案期限: 又恢复一次
then refused rule_broken
  not-suspended
陈斌 extends 办案期限 for complex: 案情复杂，经上一级公安机关批准
then due 办案期限 2026-06-22
