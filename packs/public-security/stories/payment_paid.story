story 民用爆炸物品违法举报奖励：受理后二十个工作日内核查并决定，送达后办结
basis CEM-2014/8

at 2026-05-11 09:00
王磊 opens 民用爆炸物品违法举报奖励
  当事人类型 = 单位
  当事人姓名或者名称 = 云上文化有限公司
  统一社会信用代码 = 92999922MA0000015F
  法定代表人 = 贾明一
  住址或者住所 = 云岭县城关镇示范路10号
  联系电话 = 0999-5550201
  申请或者确认事项 = 申请办理
  材料 |
    | 单位基本情况 | 1 |
  材料是否齐全 = 是
mark 已登记
王磊 does 受理
then due 办理期限 2026-06-08
王磊 attaches 核查说明 = 核查.txt: 核查情况。
王磊 does 核查 with 李娜
  核查情况 = 经核查属实。
mark 已核查
王磊 does 拟处理意见
  处理决定 = 予以确认或者给付
  决定内容 = 按规定办理
  理由 = 符合条件。
  给付金额 = 2000
王磊 does 拟制决定
王磊 does 作出决定
then refused rule_broken
  wrong-role
曹正 does 作出决定
then number 云公（治）给付决字〔2026〕1号
then limit 办理期限 met
王磊 does 送达决定
  送达方式 = 直接送达
  收件人 = 贾明一
  送达地点 = 本机关
王磊 does 结案
  结案说明 = 尚未发放
then refused rule_broken
  step-unfinished CEM-2014/8
王磊 does 发放
  发放凭证 = 转账凭证第9号
王磊 does 结案
  结案说明 = 办结。
then case is closed
