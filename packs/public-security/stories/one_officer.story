story 一名民警不能单独询问，带一名辅警也不算两人
basis APL-2021/42.1, PAC-2020/52.1
continues venue_walk.story to 已立案

at 2026-03-03 10:00
王磊 does 询问
  被询问人 = 钱多多
  被询问人与本案的关系 = 单位负责人或者授权人员
  第几次询问 = 1
  询问地点 = 云岭县公安局治安管理大队
  询问开始时间 = 50 minutes ago
  询问结束时间 = 5 minutes ago
  已告知权利义务并出示证件 = 是
  询问内容 = 问：录像留存多少天？答：三天。
  核对方式 = 本人阅读核对，确认无误
then refused rule_broken
  two_officers APL-2021/42.1
  too-few-officers APL-2021/42.1 “不少于2人”

王磊 does 询问 with 郑凯
  被询问人 = 钱多多
  被询问人与本案的关系 = 单位负责人或者授权人员
  第几次询问 = 1
  询问地点 = 云岭县公安局治安管理大队
  询问开始时间 = 50 minutes ago
  询问结束时间 = 5 minutes ago
  已告知权利义务并出示证件 = 是
  询问内容 = 问：录像留存多少天？答：三天。
  核对方式 = 本人阅读核对，确认无误
then refused rule_broken
  two_officers APL-2021/42.1
  not_auxiliary PAC-2020/52.1
  certificate_valid APL-2021/42.1
then not possible 调查终结
