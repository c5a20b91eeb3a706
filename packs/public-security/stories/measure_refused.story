story 扣押：没有批准又不紧急的不得实施，一人不得实施，延长只有一次，查封须经法制审核
basis ACL-2011/18.1(1), ACL-2011/25.1, ACL-2011/25.2, SC-2018-118
continues measure_returned.story to 已呈报

赵敏 does 现场实施 with 周强
  实施地点 = 云岭县城关镇柳树巷棋牌室
  到场人 = 当事人到场
  已当场告知理由、依据、权利和救济途径 = 是
  当事人的陈述和申辩 = 无
  全程录音录像 = 是
  现场情况 = 会同当事人清点清楚，当场开列清单。
then refused rule_broken
  requirement ACL-2011/18.1(1) “未经批准”
赵敏 does 呈报强制措施 with 周强
  是否情况紧急、当场实施 = 是
  措施种类 = 查封
赵敏 does 现场实施
  实施地点 = 云岭县城关镇柳树巷棋牌室
  到场人 = 当事人到场
  已当场告知理由、依据、权利和救济途径 = 是
  当事人的陈述和申辩 = 无
  全程录音录像 = 是
  现场情况 = 会同当事人清点清楚，当场开列清单。
then refused rule_broken
  too-few-officers ACL-2011/18
赵敏 does 现场实施 with 周强
  实施地点 = 云岭县城关镇柳树巷棋牌室
  到场人 = 当事人到场
  已当场告知理由、依据、权利和救济途径 = 是
  当事人的陈述和申辩 = 无
  全程录音录像 = 否
  现场情况 = 会同当事人清点清楚，当场开列清单。
then refused rule_broken
  requirement PSPL-2025/105.3
赵敏 does 呈报强制措施 with 周强
  场所、设施、财物清单 = 只写了名称
then refused invalid
  row-incomplete ACL-2011/24.2
赵敏 attaches 现场照片说明 = 照片.txt: 照片。
赵敏 does 拟制强制措施决定
then case is major
曹正 does 批准并作出决定
then refused rule_broken
  review-missing SC-2018-118
何平 passes 法制审核
曹正 does 批准并作出决定
吴婷 extends 查封、扣押期限 for complex: 案情复杂，经负责人批准
then due 查封、扣押期限 2026-07-10
吴婷 extends 查封、扣押期限 for complex: 再延长一次
then refused rule_broken
  extension-too-often ACL-2011/25.1
赵敏 does 告知延长期限
  延长期限的理由 = 案情复杂，需要查清财物权属。
then paper says measure_extension 案情复杂
