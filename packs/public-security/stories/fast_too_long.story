story 快速办理：没有同意不得决定，十日拘留不得快速办理，超过四十八小时即为逾期
basis PAC-2020/41, PAC-2020/42, PAC-2020/47
continues fast_theft.story to 已告知

赵敏 does 调查终结
  处罚种类 = 行政拘留
  罚款金额 =
  拘留天数 = 10
  裁量情节 = 从重
  履行方式和期限 = 拘留由公安机关执行。
赵敏 does 处罚前告知 with 周强
  告知地点 = 城关派出所
赵敏 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
赵敏 does 拟制处罚决定
then refused rule_broken
  requirement PAC-2020/41 “十日以上行政拘留”
at 2026-06-10 10:30
then limit 快速办理期限 overdue
