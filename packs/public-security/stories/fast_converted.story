story 快速办理：违法嫌疑人不同意，转为一般程序
basis PAC-2020/40, PAC-2020/41, PAC-2020/48
continues fast_theft.story to 已立案

赵敏 does 告知并征得同意 with 周强
  不适用快速办理的情形 = 没有
  自愿认错认罚，对违法事实和法律适用没有异议 = 是
  同意快速办理 = 是
then refused rule_broken
  requirement PAC-2020/47
赵敏 does 违法嫌疑人到案
  到案时间 = 2026-06-08 10:00
赵敏 does 告知并征得同意 with 周强
  不适用快速办理的情形 = 没有
  自愿认错认罚，对违法事实和法律适用没有异议 = 是
  同意快速办理 = 否
then refused rule_broken
  requirement PAC-2020/40
赵敏 does 告知并征得同意 with 周强
  不适用快速办理的情形 = 可能作出十日以上行政拘留
  自愿认错认罚，对违法事实和法律适用没有异议 = 是
  同意快速办理 = 是
then refused rule_broken
  requirement PAC-2020/41
吴婷 does 不予处罚、移送或者转为一般程序
  不予处罚或者移送的事由 = 不适宜快速办理，转为一般程序
  事由说明 = 当事人不同意快速办理，依法收集的证据转入一般程序使用。
赵敏 does 结案
  结案说明 = 没有告知当事人
then refused rule_broken
  step-unfinished PAC-2020/172.1
赵敏 does 送达不予处罚、终止或者移送文书
  送达方式 = 直接送达
  收件人 = 史无例
  送达地点 = 城关派出所
赵敏 does 结案
  结案说明 = 转为一般程序。
then case is closed
