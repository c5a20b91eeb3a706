story 检查：一人检查、不出示证件的不算；没有到场的可以取消
basis SC-2018-118
continues inspection_order.story to 已立项

王磊 does 现场检查
  已出示证件并告知事由、依据 = 否
  检查地点 = 云岭县城关镇示范路10号
  在场人员 = 贾明一
  检查情况 = 监控录像｜正常｜合格
then refused rule_broken
  too-few-officers APL-2021/42.1
  requirement SC-2018-118 “没有出示证件”
陈斌 does 取消检查
  理由 = 场所已停业。
王磊 does 结案
  结案说明 = 场所停业，取消检查。
then case is closed
