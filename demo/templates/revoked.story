story {party}：决定被撤销，尚未撤回公示
continues venue_warning.story to 公示

8 working days later at 10:00
丁宁 notes revocation: 复议机关认为事实不清，撤销了该处罚决定
  ground = revoked
  organ = 云岭县人民政府
  document = 云政复决字〔2026〕{days}号
mark 应撤下
