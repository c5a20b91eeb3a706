story 冻结：不得超过涉案金额，不得重复冻结，未经批准不得冻结，冻结前不得告知当事人
basis ACL-2011/18.1(1), ACL-2011/18.1(2), ACL-2011/18.1(3), ACL-2011/29.1, ACL-2011/29.2, ACL-2011/30.2, SC-2018-118
continues freezing_lifted.story to 已呈报

赵敏 does 呈报冻结 with 周强
  冻结数额 = 20001
then refused rule_broken
  freezing_capped ACL-2011/29.2 “超过违法行为涉及的金额”
赵敏 does 呈报冻结
then refused rule_broken
  too-few-officers ACL-2011/18.1(2)
赵敏 does 呈报冻结 with 周强
  授权公安机关冻结的法律条文 =
then refused rule_broken
  missing ACL-2011/29.1
赵敏 attaches 账户明细 = 明细.txt: 账户收款两笔，共20000元。
赵敏 does 呈报冻结 with 周强
  财产种类 = 债券、股票、基金份额等
赵敏 does 拟制冻结决定
then refused rule_broken
  requirement ACL-2011/29.1
赵敏 does 呈报冻结 with 周强
  财产种类 = 存款
  已被其他国家机关依法冻结 = 是
赵敏 does 拟制冻结决定
曹正 does 批准并作出冻结决定
then refused rule_broken
  review-missing SC-2018-118
何平 passes 法制审核
曹正 does 批准并作出冻结决定
then refused rule_broken
  requirement ACL-2011/29.2 “不得重复冻结”
赵敏 does 呈报冻结 with 周强
  已被其他国家机关依法冻结 = 否
  与违法行为有关 = 否
赵敏 does 拟制冻结决定
曹正 does 批准并作出冻结决定
then refused rule_broken
  requirement ACL-2011/33.1(2)
赵敏 does 呈报冻结 with 周强
  与违法行为有关 = 是
赵敏 does 拟制冻结决定
赵敏 does 向金融机构交付冻结通知书 with 周强
  实施地点 = 云岭县城关镇示范路50号
  已出示执法身份证件 = 是
  实际冻结数额 = 20000
  现场情况 = 交付冻结通知书。
  金融机构经办人 = 贾小一
then refused rule_broken
  requirement ACL-2011/18.1(1) “未经批准”
at 09:30
曹正 does 批准并作出冻结决定
at 10:30
赵敏 does 交付冻结决定书 with 周强
  送达方式 = 直接送达
  收件人 = 杜子虚
  送达地点 = 本机关
then refused rule_broken
  requirement ACL-2011/30.2 “冻结以前”
赵敏 does 向金融机构交付冻结通知书 with 周强
  happened at = 2026-05-11 09:20
  实施地点 = 云岭县城关镇示范路50号
  已出示执法身份证件 = 否
  实际冻结数额 = 20001
  现场情况 = 交付冻结通知书。
  金融机构经办人 = 贾小一
then refused rule_broken
  requirement ACL-2011/18.1(3)
  frozen_after_decision ACL-2011/18.1(1)
  frozen_as_decided ACL-2011/29.2
