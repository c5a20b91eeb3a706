story {party}：违法行为轻微，依法不予处罚
continues venue_warning.story to 调查

2 working days later at 10:00
{manager} does no_penalty
  no_penalty.ground = slight
  no_penalty.reasons = 初次违法，危害后果轻微并及时改正，依法不予处罚。
1 working days later at 10:00
{officer} does end_service
  service.method = direct
  service.receiver = {representative}
  service.place = {address}
{officer} does closing
  closing.summary = 不予处罚，予以结案。
mark 结案
