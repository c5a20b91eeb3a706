# 治安保卫重点单位。
story {party}治安保卫重点单位

at {start} 09:30
{officer} opens key_unit
  party.kind = organisation
  party.name = {party}
  party.credit_code = {code}
  party.legal_representative = {representative}
  party.address = {address}
  party.phone = {phone}
  request.subject = 提出列为治安保卫重点单位。
  request.materials = 单位基本情况｜1｜
  request.complete = 是
{officer} does acceptance
mark 受理
