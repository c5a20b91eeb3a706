# 逾期提出听证要求：不予受理须书面告知理由；在期限内提出的，不能以逾期为由拒绝；重新告知的，可以重新要求听证。
story 逾期要求听证，书面告知不予受理；重新告知以后可以重新要求
basis APL-2021/64(1), PAC-2020/135, APL-2021/63.1, APL-2021/44
continues venue_walk.story to 已告知

at 2026-03-19 10:00
王磊 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
  是否要求听证 = 是
then limit 要求听证的期限 late
吕洋 does 决定是否受理听证
  听证要求是否在告知后五个工作日内提出 = 否
  听证申请的处理 = 不予受理
  不予受理听证的情形 = 超过法定期限提出
  不予受理听证的理由 = 3月10日告知，期限至3月17日届满，3月19日才提出。
then refused rule_broken
  requirement PAC-2020/135 “尚未登记听证申请”
王磊 does 登记听证申请
  听证要求由谁提出 = 当事人本人
then due 决定是否受理听证的期限 2026-03-23

# 受理逾期的要求，须写明为什么；没有逾期的，不能以逾期为由拒绝；拒绝须有情形和理由。
吕洋 does 决定是否受理听证
  听证要求是否在告知后五个工作日内提出 = 否
  听证申请的处理 = 受理
then refused rule_broken
  missing APL-2021/64(1) “逾期提出仍予受理的理由”
吕洋 does 决定是否受理听证
  听证要求是否在告知后五个工作日内提出 = 是
  听证申请的处理 = 不予受理
  不予受理听证的情形 = 超过法定期限提出
  不予受理听证的理由 = 逾期。
then refused rule_broken
  requirement APL-2021/64(1) “不能以逾期为由不予受理”
吕洋 does 决定是否受理听证
  听证要求是否在告知后五个工作日内提出 = 否
  听证申请的处理 = 不予受理
then refused rule_broken
  missing PAC-2020/135 “不予受理听证的情形”
  missing PAC-2020/135 “不予受理听证的理由”
吕洋 does 决定是否受理听证
  听证要求是否在告知后五个工作日内提出 = 否
  听证申请的处理 = 不予受理
  不予受理听证的情形 = 超过法定期限提出
  不予受理听证的理由 = 3月10日告知，期限至3月17日届满，3月19日才提出，没有正当理由。
then limit 决定是否受理听证的期限 met
then next lacks 通知听证
then next includes 告知不予受理听证

# 没有书面告知，不能决定。
then not possible 拟制处罚决定
吕洋 does 告知不予受理听证
then paper says 不予受理听证通知书 超过法定期限提出，不符合听证条件
then paper says 不予受理听证通知书 3月19日才提出，没有正当理由
then paper says 不予受理听证通知书 听不受字〔2026〕1号
陈斌 suspends 举行听证的期限 for not_held: 不予受理，不再举行
then done
吕洋 does 决定是否受理听证
  听证要求是否在告知后五个工作日内提出 = 否
  听证申请的处理 = 受理
  逾期提出仍予受理的理由 = 改变主意。
then refused rule_broken
  requirement PAC-2020/135 “已经书面告知不予受理”
王磊 does 拟制处罚决定
then draft says 本机关已书面告知不予受理
then draft lacks 举行听证

# 重新告知：以前的不予受理不再算数，当事人可以重新要求听证。
at 2026-03-23 10:00
王磊 does 处罚前告知 with 李娜
  告知地点 = 云岭县公安局治安管理大队
  已告知听证权利 = 是
then not possible 拟制处罚决定
at 2026-03-24 10:00
王磊 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
  是否要求听证 = 是
then not possible 拟制处罚决定
王磊 does 登记听证申请
  听证要求由谁提出 = 当事人的委托代理人
then possible 决定是否受理听证
吕洋 does 决定是否受理听证
  听证要求是否在告知后五个工作日内提出 = 是
  听证申请的处理 = 受理
then next includes 通知听证
then next lacks 告知不予受理听证
then not possible 拟制处罚决定
