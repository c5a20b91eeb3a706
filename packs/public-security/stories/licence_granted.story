story 许可：一次告知补正，受理后二十个工作日内准予，十个工作日内送达，可以公开
basis LPL-2019/32.1(4), LPL-2019/34.3, LPL-2019/42.1, LPL-2019/44, LPL-2019/40

at 2026-05-11 09:00
王磊 opens 旅馆业特种行业许可
  申请类型 = 首次申请
  当事人类型 = 单位
  当事人姓名或者名称 = 云上文化有限公司
  统一社会信用代码 = 92999922MA0000015F
  法定代表人 = 贾明一
  住址或者住所 = 云岭县城关镇示范路10号
  联系电话 = 0999-5550201
  申请事项 = 在城关镇示范路10号开办云上旅馆，客房三十间。
  申请材料 |
    | 申请书 | 1 |
    | 营业执照复印件 | 1 |

then due 收件处理期限 2026-05-18
mark 已申请
at 2026-05-12 09:00
王磊 does 受理
  利害关系人 = 无
then refused rule_broken
  requirement LPL-2019/32.1
王磊 does 收件处理
  收件处理 = 材料不齐全或者不符合法定形式，一次告知补正
  需要补正的全部内容 |
    | 消防安全检查合格证明 | 补交复印件
    | 客房平面图 | 标明出口
then paper says licence_reception 客房平面图｜标明出口
王磊 does 收件处理
  收件处理 = 材料不齐全或者不符合法定形式，一次告知补正
then refused out_of_order
  already-done
at 2026-05-15 09:00
王磊 does 补正材料
  补正的材料 |
    | 消防安全检查合格证明 | 1
    | 客房平面图 | 1
王磊 does 受理
  利害关系人 = 无
then due 许可决定期限 2026-06-12
then paper says licence_acceptance 二十个工作日内作出决定
mark 已受理
王磊 attaches 现场核查照片说明 = 照片.txt: 客房、出口、登记系统。
at 2026-05-20 10:00
王磊 does 审查与核查
  审查和核查情况 = 现场核查，符合条件。
  是否符合法定条件、标准 = 是
then refused rule_broken
  too-few-officers LPL-2019/34.3
王磊 does 审查与核查 with 李娜
  审查和核查情况 = 现场核查，符合条件。
  是否符合法定条件、标准 = 是
mark 已审查
王磊 does 拟处理意见
  许可决定 = 准予行政许可
  理由 = 申请材料齐全，经现场核查符合法定条件。
  许可内容 = 旅馆业经营
  有效期自 = 2026-05-25
  有效期至 = 2029-05-24
  是否涉及重大公共利益 = 否
  是否疑难复杂、涉及多个法律关系 = 否
王磊 does 拟制许可决定
then case is not major
then draft says 准予行政许可决定书
曹正 does 作出许可决定
then number 云公（治）许决字〔2026〕1号
then limit 许可决定期限 met
then publication is due
王磊 does 送达决定和证件
  送达方式 = 直接送达
  收件人 = 贾明一
  送达地点 = 本机关
then limit 颁发、送达期限 met
王磊 does 结案
  结案说明 = 许可证已颁发。
then case is closed
