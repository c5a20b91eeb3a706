story 冻结延长一次并书面告知，决定书逾期交付的标明逾期，届满前解除
basis ACL-2011/31, ACL-2011/32.1, ACL-2011/32.2, ACL-2011/33.1
continues freezing_lifted.story to 已冻结

4 working days later at 09:00
then limit 交付冻结决定书期限 overdue
赵敏 does 交付冻结决定书 with 周强
  送达方式 = 直接送达
  收件人 = 杜子虚
  送达地点 = 本机关
then limit 交付冻结决定书期限 late
at 2026-06-08 09:00
吴婷 extends 冻结期限 for complex: 案情复杂，经负责人批准
then due 冻结期限 2026-07-10
吴婷 extends 冻结期限 for complex: 再延长一次
then refused rule_broken
  extension-too-often ACL-2011/32.1
赵敏 does 告知延长冻结
  延长冻结的理由 = 款项来源涉及多人，尚未查清
then paper says freezing_extension 经本机关负责人批准，决定自原冻结期限届满之日起延长三十日
then paper says freezing_extension_notice 延长期限：三十日
at 2026-07-06 09:00
吴婷 does 作出处理或者解除冻结决定
  冻结的处理结果 = 解除冻结
  处理冻结的理由 = 已作出行政处罚决定，罚款已缴纳。
then refused rule_broken
  missing ACL-2011/33.1
吴婷 does 作出处理或者解除冻结决定
  冻结的处理结果 = 解除冻结
  解除冻结的情形 = 对违法行为已经作出处理决定，不再需要冻结
  处理冻结的理由 = 已作出行政处罚决定，罚款已缴纳。
赵敏 does 告知延长冻结
  延长冻结的理由 = 再延长
then refused rule_broken
  requirement ACL-2011/32.1
赵敏 does 通知解除冻结 with 周强
  通知金融机构的时间和签收人 = 2026年7月6日10时，贾小一
  通知当事人的时间和方式 = 2026年7月6日11时，当面交付
赵敏 does 结案
  结案说明 = 已解除冻结。
then case is closed
