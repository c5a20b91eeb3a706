story 许可：送审后申请人撤回申请的，不再审核，也不再决定
basis LPL-2019/29.1, SC-2018-118
continues licence_granted.story to 已审查

王磊 does 拟处理意见
  许可决定 = 准予行政许可
  理由 = 符合法定条件。
  许可内容 = 旅馆业经营
  有效期自 = 2026-05-25
  有效期至 = 2029-05-24
  是否涉及重大公共利益 = 否
  是否疑难复杂、涉及多个法律关系 = 否
王磊 does 拟制许可决定
唐伟 does 增列法制审核
  增列法制审核的理由 = 邻近住户反映强烈。
王磊 does 再次送审
  补正情况说明 = 负责人要求审核。
then review is submitted
王磊 does 申请人撤回申请
  撤回申请的情况 = 申请人书面撤回。
何平 passes 法制审核
then refused out_of_order
  not-needed
何平 returns 法制审核
  point.facts = fail: 客房平面图没有附卷
  reasons = 请补正材料。
then refused out_of_order
  not-needed
then review is none
曹正 does 作出许可决定
then refused out_of_order
  not-needed
王磊 does 结案
  结案说明 = 申请人撤回。
then case is closed
