story 许可：利害关系人要求听证，听证前不得决定；听证后的决定须经法制审核
basis LPL-2019/47.1, LPL-2019/48.2, SC-2018-118
continues licence_granted.story to 已审查

王磊 does 听取申请人、利害关系人意见
  申请人、利害关系人的陈述和申辩 = 邻近住户认为扰民，要求听证。
  申请人、利害关系人是否要求听证 = 是
then due 组织听证期限 2026-06-17
王磊 does 拟处理意见
  许可决定 = 准予行政许可
  理由 = 符合法定条件。
  许可内容 = 旅馆业经营
  有效期自 = 2026-06-15
  有效期至 = 2029-06-14
  是否涉及重大公共利益 = 否
  是否疑难复杂、涉及多个法律关系 = 否
王磊 does 拟制许可决定
then refused rule_broken
  requirement LPL-2019/47.1
陈斌 does 通知听证
  听证时间 = 2026-06-05 09:00
  听证地点 = 云岭县公安局第一会议室
  听证主持人 = 吴婷
at 2026-06-05 11:00
吴婷 does 举行听证
  听证笔录 = 听证笔录全文附卷。
  听证报告意见 = 采取隔音措施后可以准予。
then done
王磊 does 拟制许可决定
then draft says 根据听证笔录作出本决定
then case is major
曹正 does 作出许可决定
then refused rule_broken
  review-missing APL-2021/58.1(2)
何平 passes 法制审核
曹正 does 作出许可决定
then case is decided
