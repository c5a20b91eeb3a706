story 先行登记保存：不得用来扣押，没有现场笔录不得交付
basis PAC-2020/111.1, ACL-2011/18.1(7)
continues preservation.story to 已呈报

赵敏 does 呈报强制措施 with 周强
  措施种类 = 扣押
赵敏 does 拟制强制措施决定
then refused rule_broken
  requirement PAC-2020/111.1
赵敏 does 呈报强制措施 with 周强
  措施种类 = 抽样取证
赵敏 does 拟制强制措施决定
曹正 does 批准并作出决定
赵敏 does 交付决定书和清单 with 周强
  送达方式 = 直接送达
  收件人 = 本人
  送达地点 = 本机关
then refused rule_broken
  requirement ACL-2011/18.1(7)
