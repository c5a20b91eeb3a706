story 涉嫌犯罪：批准后二十四小时内移送，附清单；不移送不得结案
basis PAC-2020/172.1, TCC-2020/5, TCC-2020/6
continues assault_sealed.story to 已调查

吴婷 does 不予处罚或者移送
  不予处罚或者移送的事由 = 涉嫌犯罪，移送司法机关
  事由说明 = 伤情鉴定为轻伤，涉嫌故意伤害罪。
then paper says case_end 移送案件通知书
then due 移送期限 2026-04-15
赵敏 does 送达不予处罚、终止或者移送文书
  送达方式 = 直接送达
  收件人 = 杜子虚
  送达地点 = 城关派出所
赵敏 does 结案
  结案说明 = 未移送
then refused rule_broken
  step-unfinished TCC-2020/5
at 2026-04-15 16:00
赵敏 does 移送案件
  接收机关 = 云岭县公安局刑侦大队
  随案移送的材料和物品 |
    | 案卷材料 | 1册 | 共45页
    | 监控录像光盘 | 1张
then refused invalid
  row-incomplete TCC-2020/6
赵敏 does 移送案件
  接收机关 = 云岭县公安局刑侦大队
  随案移送的材料和物品 |
    | 案卷材料 | 1册 | 共45页
    | 监控录像光盘 | 1张 |
  接收回执 = 刑侦大队收案回执第8号
then limit 移送期限 late
then paper says transfer_letter 监控录像光盘｜1张｜／
赵敏 does 结案
  结案说明 = 已移送。
then case is closed
