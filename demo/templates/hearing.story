story {party}：要求听证，等待听证
continues venue_suspension.story to 告知

2 working days later at 10:00
{officer} does defence
  defence.kind = waived
  hearing.requested = 是
1 working days later at 10:00
陈斌 does hearing_notice
  hearing.at = {hearing}
  hearing.place = 云岭县公安局第一会议室
  hearing.host = 沈岩
mark 通知听证
