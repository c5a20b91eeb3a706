# 娱乐场所治安检查。
story 检查{party}

at {start} 09:30
{officer} opens venue_inspection
  check.source = random
  check.subject = 监控录像留存、警示标志、从业人员名簿
  check.approved_by = {manager}
  party.kind = organisation
  party.name = {party}
  party.credit_code = {code}
  party.legal_representative = {representative}
  party.address = {address}
  party.phone = {phone}
mark 立项
at 20:00
{officer} does visit with {second}
  check.identity_shown = 是
  check.place = {address}
  check.present = {representative}
  check.items |
    | 监控录像留存 | 可以调取30日 | 合格
    | 警示标志 | {found} | 不合格
{officer} attaches 检查照片说明 = 照片.txt: 大厅和包厢。
1 working days later at 09:30
{officer} does outcome
  check.outcome = order
  check.order = 悬挂警示标志
  check.until = 2026-11-30
{officer} does draft
{manager} does decision
{officer} does service
  service.method = direct
  service.receiver = {party}
  service.place = {address}
mark 责令整改
