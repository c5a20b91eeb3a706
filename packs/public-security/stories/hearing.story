# 当事人要求听证：没有举行听证不得决定；听证由没有办过本案的人主持；决定写明听证。
story 当事人要求听证，听证后根据听证笔录作出决定
basis APL-2021/63.1, APL-2021/64(2), APL-2021/64(4), APL-2021/58.1(2)
continues venue_walk.story to 已告知

at 2026-03-13 15:00
王磊 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
  是否要求听证 = 是
then next includes 通知听证
then not possible 拟制处罚决定
王磊 does 拟制处罚决定
then refused rule_broken
  requirement APL-2021/63.1 “要求听证而没有举行”
王磊 does 通知听证
  听证时间 = 2026-03-27 09:00
  听证地点 = 云岭县公安局第一会议室
  听证主持人 = 吴婷
then refused rule_broken
  wrong-role
陈斌 does 通知听证
  听证时间 = 2026-03-27 09:00
  听证地点 = 云岭县公安局第一会议室
  听证主持人 = 吴婷
then done

at 2026-03-27 11:30
陈斌 does 举行听证
  听证笔录 = 听证笔录全文略
  听证报告意见 = 维持
then refused rule_broken
  host_not_investigator APL-2021/64(4)
吴婷 does 举行听证
  听证笔录 |
    | 主持人：现在开始听证。
    | 当事人：对事实没有异议，请求从轻。
    | 调查人员：一年内再次违法，情节严重。
  听证报告意见 = 事实清楚，建议维持拟作出的处罚。
then done
then case is major

at 2026-03-30 09:00
王磊 does 拟制处罚决定
then draft says 本机关于2026年3月27日举行听证，并根据听证笔录作出本决定
何平 passes 法制审核
at 2026-03-31 09:00
曹正 does 作出处罚决定
then case is decided
then paper says penalty_decision 根据听证笔录作出本决定
