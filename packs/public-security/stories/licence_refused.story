story 许可：不符合条件的不得准予，应当不予并说明理由；延长一次十个工作日并告知
basis LPL-2019/38.1, LPL-2019/38.2, LPL-2019/42.1
continues licence_granted.story to 已受理

陈斌 extends 许可决定期限 for head: 需要补充核查，经负责人批准
then due 许可决定期限 2026-06-29
王磊 does 告知延长期限
  延长期限的理由 = 需要补充核查消防设施。
then paper says licence_extension 需要补充核查消防设施
王磊 attaches 现场核查照片说明 = 照片.txt: 出口被封堵。
王磊 does 审查与核查 with 李娜
  审查和核查情况 = 安全出口被封堵。
  是否符合法定条件、标准 = 否
王磊 does 拟处理意见
  许可决定 = 准予行政许可
  理由 = 拟准予。
  许可内容 = 旅馆业经营
  有效期自 = 2026-05-25
  有效期至 = 2029-05-24
  是否涉及重大公共利益 = 否
  是否疑难复杂、涉及多个法律关系 = 否
王磊 does 拟制许可决定
then refused rule_broken
  requirement LPL-2019/38.1 “不符合法定条件、标准”
王磊 does 拟处理意见
  许可决定 = 不予行政许可
  理由 = 安全出口被封堵，不符合治安和安全条件。
王磊 does 拟制许可决定
then draft says 不予行政许可决定书
曹正 does 作出许可决定
王磊 does 送达决定和证件
  送达方式 = 直接送达
  收件人 = 贾明一
  送达地点 = 本机关
王磊 does 结案
  结案说明 = 不予许可，已送达。
then case is closed
