story 大型活动：不予受理的说明理由后结案，七日是自然日，逾期看得见
basis LPL-2019/32.1, MAS-2007/14
continues event_granted.story to 已申请

王磊 does 收件处理
  收件处理 = 不属于本机关职权或者依法不需要许可，不予受理
then refused rule_broken
  missing LPL-2019/32.1
王磊 does 收件处理
  收件处理 = 不属于本机关职权或者依法不需要许可，不予受理
  不予受理的理由和应当申请的机关 = 活动属营业性演出，应向文化主管部门申请。
then paper says licence_reception 应向文化主管部门申请
王磊 does 受理
  利害关系人 = 无
then refused out_of_order
  not-needed
王磊 does 结案
  结案说明 = 不予受理。
then case is closed
