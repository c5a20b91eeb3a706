# 是否疑难复杂是办案人员自己的判断：审核不同意以后再改成“否”，不能绕过审核。
story 已经送审的，不能靠更正事实免于审核
basis APL-2021/58.1
continues venue_walk.story to 已查证

at 2026-03-06 09:30
王磊 does 调查终结
  违法行为发生日期 = 2026-03-02
  违法行为发生地点 = 云岭县城关镇星河路18号
  违法事实 = 星河量贩歌厅未按照规定将营业期间的监控录像资料留存30日，仅留存25日。
  认定事实的证据 = 现场检查照片、询问笔录等证据证实。
  情节 = 一般
  从重、从轻、减轻等情节 = 初次违法，已经改正。
  是否依法减轻处罚 = 否
  是否涉及重大公共利益 = 否
  是否疑难复杂、涉及多个法律关系 = 是
  是否情节复杂或者重大违法 = 否
  处罚种类 = 警告
  处罚理由 = 初次违法，情节一般。
  裁量基准的适用 = 初次违法，给予警告。
  责令改正的要求 = 录像留存不少于30日
  履行方式和期限 = 警告自送达时生效。
then case is major
at 2026-03-09 10:00
王磊 does 处罚前告知 with 李娜
  告知地点 = 星河量贩歌厅
王磊 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
王磊 does 拟制处罚决定
陈斌 does 办案部门负责人审核
then review is submitted
at 2026-03-10 10:00
何平 returns 法制审核
  opinion = refuse
  point.facts = fail: 是否一年内再次违法没有查清
  reasons = 不同意给予警告。
王磊 corrects 是否疑难复杂、涉及多个法律关系: 认定有误
  case.difficult = 否
then case is major
曹正 does 作出处罚决定
then refused rule_broken
  review-missing APL-2021/58.1 “不因事实更正而免于审核，法制审核未通过”
王磊 does 再次送审
  补正情况说明 = 已核实，一年内没有同类违法。
何平 passes 法制审核
曹正 does 作出处罚决定
then case is decided
