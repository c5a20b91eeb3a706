# 警告、一千元以下的罚款可以由派出所决定；办过本案的负责人不能决定本案。
story 情节较轻的殴打他人，派出所决定罚款七百元
basis PSPL-2025/109, APL-2021/57.1
continues assault_sealed.story to 已调查

at 2026-04-14 15:00
赵敏 does 调查终结
  情节 = 较轻
  处罚种类 = 罚款
  罚款金额 = 700
  拘留天数 =
  处罚理由 = 殴打他人，情节较轻。
  裁量基准的适用 = 情节较轻，单处罚款。
at 2026-04-15 09:00
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
赵敏 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
at 10:00
赵敏 does 拟制处罚决定
then case is not major
then next lacks 办案部门负责人审核
mark 罚款已拟制
沈岩 does 作出处罚决定
then refused rule_broken
  level-too-low PSPL-2025/109 “须由公安派出所负责人办理”
吴婷 does 作出处罚决定
then done
then number 云公（城）行罚决字〔2026〕1号
then case is sealed
吴婷 does 延期或者分期缴纳罚款
  延期或者分期缴纳的安排 = 分两期缴纳。
then done
