story 检查：没有发现问题的，告知结果后结案；有隐患没有复查的不得结案
basis REL-2020/33
continues inspection_order.story to 已检查

王磊 attaches 检查照片说明 = 照片.txt: 大厅。
王磊 does 提出处理意见
  检查结果 = 未发现问题
王磊 does 拟制决定
王磊 does 审批检查结果
then refused rule_broken
  wrong-role
陈斌 does 审批检查结果
王磊 does 结案
  结案说明 = 未送达
then refused rule_broken
  requirement REL-2020/33
王磊 does 送达检查结果
  送达方式 = 直接送达
  收件人 = 贾明一
  送达地点 = 本机关
王磊 does 结案
  结案说明 = 未发现问题。
then case is closed
