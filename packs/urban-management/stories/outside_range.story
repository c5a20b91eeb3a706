# 超出法定幅度的不得告知；一人不得调查；超出裁量阶次的必须说明理由并经法制审核。
story 罚款不得超过二万元，超出裁量阶次的说明理由并经法制审核
basis CRM-2019/42, APL-2021/34, APL-2021/42.1
continues ordinary.story to 已调查

at 2026-03-03 09:00
田野 does 调查
  罚款金额 = 1500
then refused rule_broken
  two_officers APL-2021/42.1
田野 does 调查 with 林霜
  罚款金额 = 1500
  裁量情节 = 从重
田野 does 处罚前告知 with 林霜
then refused rule_broken
  benchmark-departure APL-2021/34
田野 does 调查 with 林霜
  超出裁量阶次的理由 = 当事人主动清理并赔偿。
田野 does 处罚前告知 with 林霜
then done
田野 does 听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
田野 does 拟制处罚决定
陆敏 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “超出裁量基准”
顾清 passes 法制审核
陆敏 does 作出处罚决定
then done
