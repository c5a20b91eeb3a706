story 终止调查：没有调解不得以调解结案，电子送达须经同意，公告不少于六十日
basis PAC-2020/259.1, PAC-2020/185, PAC-2020/36
continues assault_sealed.story to 已调查

吴婷 does 不予处罚或者移送
  不予处罚或者移送的事由 = 达成调解或者和解协议并履行
  事由说明 = 没有协议书。
then refused rule_broken
  requirement PAC-2020/185
吴婷 does 不予处罚或者移送
  不予处罚或者移送的事由 = 终止案件调查
  事由说明 = 违法嫌疑人死亡。
then paper says case_end 终止案件调查决定书
赵敏 does 送达不予处罚、终止或者移送文书
  送达方式 = 电子送达
  收件人 = 杜某（家属）
  送达地点 = 云岭县
then refused rule_broken
  missing PAC-2020/36 “同意电子送达”
赵敏 does 送达不予处罚、终止或者移送文书
  送达方式 = 公告送达
  收件人 = 杜某（家属）
  送达地点 = 云岭县政府网站
  公告期限 = 30
then refused invalid
  out-of-range PAC-2020/36.4
赵敏 does 送达不予处罚、终止或者移送文书
  送达方式 = 成年家属、单位或者居（村）委会代收
  收件人 = 杜某（家属）
  送达地点 = 柳树巷3号
赵敏 does 结案
  结案说明 = 终止调查。
then case is closed
