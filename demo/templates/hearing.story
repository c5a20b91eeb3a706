story {party}：要求听证，等待听证
continues venue_suspension.story to 告知

2 working days later at 10:00
{officer} does defence
  defence.kind = waived
  hearing.requested = 是
{officer} does hearing_request
  hearing.asked_by = party
1 working days later at 10:00
吕洋 does hearing_acceptance
  hearing.in_time = 是
  hearing.admission = accepted
吕洋 does hearing_notice
  hearing.at = {hearing}
  hearing.place = 云岭县公安局第一会议室
  hearing.manner = open
  hearing.host = 沈岩
  hearing.clerk = 许静
  hearing.others_told = 已通知办案人民警察{officer}、{second}
mark 通知听证
