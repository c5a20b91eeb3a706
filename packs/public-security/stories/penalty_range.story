# 处罚幅度：法定档次以外的不得告知；超出裁量阶次的说明理由，并且必须经法制审核；一事不二罚款。
story 处罚不得超出法定幅度；超出裁量阶次的说明理由，列为重大执法决定；同一行为不得两次罚款
basis PSPL-2025/51.1, APL-2021/34, APL-2021/29
continues assault_sealed.story to 已调查

at 2026-04-15 09:00
# 一般情形五日以上十日以下拘留：十一日不行。
赵敏 does 调查终结
  拘留天数 = 11
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
then refused rule_broken
  penalty-outside-law PSPL-2025/51.1 “五日以上十日以下拘留”
# 应当并处罚款，只拘留不行。
赵敏 does 调查终结
  拘留天数 = 5
  处罚种类 = 行政拘留
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
then refused rule_broken
  penalty-outside-law PSPL-2025/51.1 “并处五百元以上一千元以下罚款”
# 情节较轻的，拘留和罚款择一；罚款一千元以下，一般阶次到七百元。
赵敏 does 调查终结
  情节 = 较轻
  处罚种类 = 罚款
  罚款金额 = 1001
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
then refused rule_broken
  penalty-outside-law PSPL-2025/51.1 “一千元以下罚款”
赵敏 does 调查终结
  罚款金额 = 701
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
then refused rule_broken
  benchmark-departure APL-2021/34 “没有说明理由”
赵敏 does 调查终结
  罚款金额 = 700
then case is not major
赵敏 does 调查终结
  罚款金额 = 701
  超出裁量阶次的理由 = 当众殴打，围观群众众多，影响较大。
then case is major
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
then done
赵敏 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
at 10:00
赵敏 does 拟制处罚决定
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “超出裁量基准”
# 认定从重的，阶次随之上移，不再是超出；但已经送审的，不因此免于审核。
赵敏 does 调查终结
  裁量情节 = 从重
then case is major
# 同一个违法行为已经受过罚款的，不得再次罚款。
赵敏 does 调查终结
  同一个违法行为是否已受过罚款 = 是
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
then refused rule_broken
  requirement APL-2021/29 “不得再次罚款”
