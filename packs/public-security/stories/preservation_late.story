story 先行登记保存：逾期不处理即为逾期，视为自动解除，应当退还
basis PAC-2020/110
continues preservation.story to 已交付

at 2026-05-21 09:00
then limit 先行登记保存处理期限 overdue
吴婷 does 作出处理决定
  处理结果 = 解除并退还
  处理理由 = 逾期未作出处理决定，视为自动解除。
then limit 先行登记保存处理期限 late
赵敏 does 解除并退还 with 周强
  退还财物清单 |
    | 自动麻将机 | 云雀牌T8 | 1台 | 完好
  领取人 = 杜子虚
赵敏 does 结案
  结案说明 = 已退还。
then case is closed
