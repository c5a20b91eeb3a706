story 收费：依法减免的不再收缴
basis LPL-2019/58.1
continues fee_paid.story to 已通知

王磊 does 减免或者退费
  减免、退费的理由 = 政策减免
then refused rule_broken
  wrong-role
陈斌 does 减免或者退费
  减免、退费的理由 = 按优惠政策免收。
王磊 does 缴费并出具财政票据
  财政票据号 = 1
then refused out_of_order
  not-needed
王磊 does 结案
  结案说明 = 已减免。
then case is closed
