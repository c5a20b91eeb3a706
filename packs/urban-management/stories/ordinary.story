# 一般案件：告知、申辩、决定、送达、结案；不是重大执法决定，不经法制审核。
story 擅自占用城市道路，罚款五百元
basis CRM-2019/42, APL-2021/44

at 2026-03-02 09:00
田野 opens 擅自占用城市道路 with 林霜
  当事人类型 = 个人
  当事人 = 钱某某
  住址或者住所 = 云岭县城关镇示范路20号
  违法行为发生日期 = 2026-03-02
  地点 = 云岭县城关镇示范路
  违法事实 = 未经批准占用人行道堆放货物。
  证据 = 现场照片、询问笔录。
  是否疑难复杂 = 否
  处罚种类 = 罚款
  罚款金额 = 500
  责令改正的要求 = 立即清理占用的道路
then due 办案期限 2026-06-01
田野 attaches 现场照片说明 = 照片说明.txt: 人行道上堆放货物。
mark 已调查
at 2026-03-03 09:00
田野 does 处罚前告知 with 林霜
then paper says penalty_notice 伍佰元
田野 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
田野 does 拟制处罚决定
then case is not major
mark 已拟制
陆敏 does 作出处罚决定
then draft says 擅自占用城市道路
田野 does 结案
  结案说明 = 罚款已缴
then refused rule_broken
  requirement APL-2021/61.1 “尚未送达”
田野 does 送达决定书
  送达方式 = 直接送达
then limit 送达期限 met
田野 does 结案
  结案说明 = 罚款已缴
then case is closed
