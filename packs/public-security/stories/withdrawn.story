# 决定被撤销的，三个工作日内撤回公示并公开说明理由。
story 行政复议撤销决定后，撤回已经公示的决定
basis APL-2021/48.2
continues venue_walk.story to 已公示

at 2026-04-20 10:00
丁宁 withdraws publication
then refused rule_broken
  reasons-missing
王磊 withdraws publication: 民警无权撤回
then refused forbidden
丁宁 withdraws publication: 该决定已被依法撤销
  ground = revoked
then refused rule_broken
  organ-missing APL-2021/48.2
  document-missing APL-2021/48.2
丁宁 notes revocation: 该决定已被依法撤销
  ground = revoked
  organ = 云岭县人民政府
  document = 云政复决字〔2026〕3号
  day = 2026-04-17
then publication is published
丁宁 withdraws publication
then publication is withdrawn
丁宁 withdraws publication: 再撤回一次
then refused out_of_order
  publication-order
