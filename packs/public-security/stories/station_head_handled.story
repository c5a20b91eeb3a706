# 派出所负责人参加过调查的，由县级公安机关负责人决定。
story 派出所负责人办过本案，不能决定本案
basis APL-2021/57.1, PSPL-2025/109
continues station_decides.story to 罚款已拟制

at 2026-04-15 11:00
赵敏 does 询问 with 吴婷
  第几次询问 = 2
  询问开始时间 = 30 minutes ago
  询问结束时间 = 5 minutes ago
  询问内容 |
    | 问：是否愿意赔偿？
    | 答：愿意。
at 2026-04-15 14:00
吴婷 does 作出处罚决定
then refused rule_broken
  approver_not_handler APL-2021/57.1
曹正 does 作出处罚决定
then case is decided
