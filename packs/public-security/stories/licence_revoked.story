story 许可撤销：以欺骗手段取得的，告知、申辩、法制审核后撤销并注销
basis LPL-2019/69.2, LPL-2019/70, LPL-2019/7, SC-2018-118

at 2026-05-11 09:00
王磊 opens 旅馆业特种行业许可的撤销、注销
  当事人类型 = 单位
  当事人姓名或者名称 = 云上文化有限公司
  统一社会信用代码 = 92999922MA0000015F
  法定代表人 = 贾明一
  住址或者住所 = 云岭县城关镇示范路10号
  联系电话 = 0999-5550201
  处理方式 = 撤销行政许可
  撤销的法定情形 = 以欺骗、贿赂等不正当手段取得许可
  原许可证件编号 = 云旅字2025012
  原许可决定日期 = 2025-11-03
  发现的情况 = 申请时提交的消防安全检查合格证明系伪造。
then due 决定期限 2026-06-08
王磊 attaches 消防部门复函 = 复函.txt: 未向该单位出具过合格证明。
at 2026-05-12 10:00
王磊 does 核查
  核查情况 = 消防救援机构书面答复，未出具过该证明；法定代表人承认购买。
  撤销可能对公共利益造成重大损害 = 否
then refused rule_broken
  too-few-officers LPL-2019/34.3
王磊 does 核查 with 李娜
  核查情况 = 消防救援机构书面答复，未出具过该证明；法定代表人承认购买。
  撤销可能对公共利益造成重大损害 = 否
mark 已核查
王磊 does 告知拟撤销
then paper says licence_end_notice 享有陈述权、申辩权
at 2026-05-18 10:00
王磊 does 拟处理意见
  决定 = 撤销或者注销行政许可
  理由 = 以伪造的证明取得许可，事实清楚。
王磊 does 拟制决定
then refused rule_broken
  requirement LPL-2019/7
王磊 does 听取陈述和申辩
  被许可人的陈述和申辩 = 承认材料系伪造，请求给予整改机会；理由不成立。
王磊 does 拟制决定
then draft says 决定撤销上述行政许可
then case is major
曹正 does 作出决定
then refused rule_broken
  review-missing SC-2018-118
何平 passes 法制审核
曹正 does 作出决定
then case is decided
王磊 does 办理注销手续
  证件收回和登记情况 = 证件已收回。
then refused rule_broken
  requirement LPL-2019/70
at 2026-05-20 10:00
王磊 does 送达决定
  送达方式 = 直接送达
  收件人 = 贾明一
  送达地点 = 云岭县城关镇示范路10号
王磊 does 办理注销手续
  证件收回和登记情况 = 证件已收回，登记簿已注销。
王磊 does 结案
  结案说明 = 撤销并办理注销手续。
then case is closed
