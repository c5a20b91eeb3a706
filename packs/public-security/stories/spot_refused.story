# 当场收缴有限额；缺口头告知、涉赌案件都不能当场处罚。
story 当场处罚：没有告知、超过当场收缴限额、逾期备案都看得见
basis APL-2021/44, PSPL-2025/123.1, PSPL-2025/120.4
continues spot_fine.story to 已查处

赵敏 attaches 执法记录仪录像说明 = 录像说明.txt: 全程录像。
赵敏 does 填写当场处罚决定书
then refused rule_broken
  requirement APL-2021/44
  requirement APL-2021/45.1
赵敏 does 口头告知
  口头告知的内容 = 拟罚款二百元。
赵敏 does 当场听取陈述申辩
  陈述申辩情况 = 明确放弃陈述、申辩
周强 does 填写当场处罚决定书
then refused rule_broken
  not-handler
赵敏 does 填写当场处罚决定书
赵敏 does 当场作出处罚决定
赵敏 does 当场交付决定书
  当场交付情况 = 当事人拒绝签收
then refused rule_broken
  missing APL-2021/52.1 “拒绝签收的情况”
赵敏 does 当场交付决定书
  当场交付情况 = 当事人拒绝签收
  拒绝签收的情况 = 当事人拒签，群众张某见证，录像为证。
at 2026-05-07 09:30
then limit 备案期限 overdue
赵敏 does 报所属公安机关备案
  备案单位和接收人 = 城关派出所内勤
then limit 备案期限 late
赵敏 does 罚款缴纳
  罚款缴纳方式 = 到指定银行或者通过电子支付系统缴纳
  罚款票据号 = 云财票 00012346
赵敏 does 结案
  结案说明 = 罚款已缴。
then case is closed
