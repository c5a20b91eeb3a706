# 大型群众性活动安全许可。
story {party}申请大型群众性活动安全许可

at {start} 09:30
{officer} opens large_event
  licence.kind = new
  party.kind = organisation
  party.name = {party}
  party.credit_code = {code}
  party.legal_representative = {representative}
  party.address = {address}
  party.phone = {phone}
  licence.subject = {found}。
  event.day = 2026-12-26
  event.place = {address}
  event.people = 3000
  licence.materials |
    | 安全工作方案 | 1 |
    | 场所同意证明 | 1 |
{officer} does reception
  licence.reception = accepted
{officer} does acceptance
  licence.third_party = 无
mark 受理
