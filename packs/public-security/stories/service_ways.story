# 送达的七种方式，回证各有记载：拒收的留置送达须有事由和见证，电子送达须经同意，公告须满期限。
story 七种送达方式，送达回证逐一写明
basis PAC-2020/36, PAC-2020/36.2, PAC-2020/36.4
continues venue_walk.story to 已决定

at 2026-03-30 09:00
王磊 does 送达决定书 with 李娜
  送达方式 = 留置送达
  收件人 = 钱多多
  送达地点 = 星河量贩歌厅
then refused rule_broken
  missing PAC-2020/36.2 “拒收事由”
王磊 does 送达决定书 with 李娜
  送达方式 = 留置送达
  收件人 = 钱多多
  送达地点 = 星河量贩歌厅
  拒收事由和见证情况 = 钱多多拒绝签收，当场宣读后将决定书留在前台，全程录音录像。
  service.witness = 街道综治办孙某
then paper says 送达回证 见证人：街道综治办孙某
then paper says 送达回证 钱多多拒绝签收
then paper says 送达回证 送达方式：留置送达
王磊 does 送达决定书 with 李娜
  送达方式 = 直接送达
  收件人 = 钱多多
  送达地点 = 星河量贩歌厅
then paper says 送达回证 送达方式：直接送达
then paper lacks 送达回证 拒收事由
王磊 does 送达决定书 with 李娜
  送达方式 = 成年家属、单位或者居（村）委会代收
  收件人 = 星河量贩歌厅收发室周某
  送达地点 = 星河量贩歌厅
then paper says 送达回证 收发室周某
王磊 does 送达决定书 with 李娜
  送达方式 = 委托送达
  收件人 = 钱多多
  送达地点 = 邻县清水镇，委托清水镇派出所送达
then paper says 送达回证 送达方式：委托送达
王磊 does 送达决定书 with 李娜
  送达方式 = 邮寄送达
  收件人 = 钱多多
  送达地点 = 星河路18号，挂号信回执附卷
then paper says 送达回证 送达方式：邮寄送达
王磊 does 送达决定书 with 李娜
  送达方式 = 电子送达
  收件人 = 钱多多
  送达地点 = 当事人确认的电子邮箱
  受送达人同意电子送达及接收方式 = 同意，电子邮箱由本人书面确认
then paper says 送达回证 受送达人同意电子送达：同意
王磊 does 送达决定书 with 李娜
  送达方式 = 公告送达
  收件人 = 钱多多
  送达地点 = 云岭县政府网站
  公告期限 = 30
then refused invalid
  out-of-range PAC-2020/36.4
王磊 does 送达决定书 with 李娜
  送达方式 = 公告送达
  收件人 = 钱多多
  送达地点 = 云岭县政府网站
  公告期限 = 60
then paper says 送达回证 公告期限：60日
