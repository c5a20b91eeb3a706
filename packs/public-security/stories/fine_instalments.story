story 罚款分期缴纳、行政拘留暂缓执行：经批准，有担保，有逃跑可能的不得暂缓
basis APL-2021/66.2, PSPL-2025/126.1, PAC-2020/224
continues assault_sealed.story to 已封存

曹正 does 延期或者分期缴纳罚款
  延期或者分期缴纳的安排 = 分两期，每月二百五十元。
then paper says instalment_notice 分两期
赵敏 does 暂缓执行行政拘留
  申请暂缓的事由 = 子女出生
  担保方式 = 保证金
  保证金 = 1000
  不致发生社会危险，没有可能逃跑等情形 = 是
then refused rule_broken
  wrong-role
曹正 does 暂缓执行行政拘留
  申请暂缓的事由 = 子女出生
  担保方式 = 保证金
  保证金 = 1000
  不致发生社会危险，没有可能逃跑等情形 = 否
then refused rule_broken
  requirement PAC-2020/224
曹正 does 暂缓执行行政拘留
  申请暂缓的事由 = 子女出生
  担保方式 = 保证金
  保证金 = 1000
  不致发生社会危险，没有可能逃跑等情形 = 是
then paper says detention_suspended 1000元
