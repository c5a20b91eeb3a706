story {party}：决定被撤销，撤回公示
continues venue_warning.story to 公示

15 working days later at 10:00
丁宁 withdraws publication: 该处罚决定已被依法撤销
  ground = revoked
  organ = 云岭县人民政府
  document = 云政复决字〔2026〕5号
mark 撤回
