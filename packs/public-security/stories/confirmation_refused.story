story 治安保卫重点单位的提出和确定：不符合条件的不予办理，说明理由
basis IUS-2004/13.1
continues confirmation_confirmed.story to 已核查

王磊 does 拟处理意见
  处理决定 = 不予确认或者给付
  决定内容 = 不予办理
  理由 = 不符合规定的范围。
王磊 does 拟制决定
then draft says 决定不予确认
曹正 does 作出决定
王磊 does 送达决定
  送达方式 = 直接送达
  收件人 = 贾明一
  送达地点 = 本机关
王磊 does 结案
  结案说明 = 不予办理。
then case is closed
