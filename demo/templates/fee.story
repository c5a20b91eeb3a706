# 证件工本费。
story {party}缴费

at {start} 09:30
{officer} opens licence_fee
  party.kind = organisation
  party.name = {party}
  party.credit_code = {code}
  party.legal_representative = {representative}
  party.address = {address}
  party.phone = {phone}
  charge.item = 证件工本费
  charge.standard = 每证十元，省财政价格主管部门公布的标准
  charge.published = 是
  charge.amount_yuan = 10
{officer} does charge_notice
{officer} does notice_service
  service.method = direct
  service.receiver = {party}
  service.place = {address}
{officer} does paid
  charge.receipt = 云财票 00054321
1 working days later at 09:30
{officer} does treasury
  charge.treasury = 缴款书第3号
{officer} does closing
  closing.summary = 已入库。
mark 结案
