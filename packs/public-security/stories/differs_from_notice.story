# 告知三十日，决定六十日：等于没有告知。
story 决定与告知不一致的不得作出，应当重新告知
basis APL-2021/62
continues venue_walk.story to 已拟制

at 2026-03-18 14:00
王磊 does 调查终结
  停业整顿天数 = 60
王磊 does 拟制处罚决定
then refused rule_broken
  as_notified APL-2021/62 “与告知的不一致”
王磊 does 调查终结
  停业整顿天数 = 120
王磊 does 处罚前告知 with 李娜
then refused rule_broken
  penalty-outside-law REL-2020/44(3) “1个月至3个月”
王磊 does 调查终结
  停业整顿天数 = 60
王磊 does 处罚前告知 with 李娜
then done
# 对新的告知，当事人还没有陈述。
then not possible 拟制处罚决定
at 2026-03-19 10:00
王磊 does 听取陈述申辩
then done
王磊 does 拟制处罚决定
then draft says 责令停业整顿60日
