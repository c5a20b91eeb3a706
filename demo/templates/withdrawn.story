story {party}：决定被撤销，撤回公示
continues venue_warning.story to 公示

15 working days later at 10:00
丁宁 withdraws publication: 该处罚决定已被依法撤销
  article = APL-2021/48.2
mark 撤回
