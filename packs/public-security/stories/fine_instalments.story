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
赵敏 does 收取保证金
  代收保证金的银行 = 云岭县农村商业银行
  保证金交款人 = 杜子虚
  保证金交纳期限 = 2026-04-17
then paper says 收取保证金通知书 壹仟元整
then not possible 担保人出具保证书
曹正 does 暂缓执行行政拘留
  申请暂缓的事由 = 子女出生
  担保方式 = 担保人
  suspended.guarantor = 杜乌有
  不致发生社会危险，没有可能逃跑等情形 = 是
赵敏 does 担保人出具保证书
  担保人与被担保人的关系 = 兄弟
  担保人身份证号码 = 999922199511300378
  担保人住址 = 云岭县城关镇柳树巷5号
  担保人联系电话 = 0999-5550302
  担保人未签名的原因 = 右手受伤，由其按指印，值班民警周强在场见证。
then paper says 担保人保证书 本人自愿为杜子虚
