# 旅馆业特种行业许可。
story {party}申请旅馆业特种行业许可

at {start} 09:30
{officer} opens hotel_licence
  licence.kind = new
  party.kind = organisation
  party.name = {party}
  party.credit_code = {code}
  party.legal_representative = {representative}
  party.address = {address}
  party.phone = {phone}
  licence.subject = 在{address}开办旅馆。
  licence.materials |
    | 申请书 | 1 |
    | 营业执照复印件 | 1 |
    | 消防安全检查合格证明 | 1 |
mark 收件
1 working days later at 09:00
{officer} does reception
  licence.reception = accepted
{officer} does acceptance
  licence.third_party = 无
mark 受理
{officer} attaches 现场核查照片说明 = 照片.txt: 客房、出口、登记系统。
{pace} working days later at 10:00
{officer} does examination with {second}
  licence.examination = 经现场核查，{found}。
  licence.qualified = 是
mark 审查
{officer} does proposal
  licence.outcome = granted
  licence.reasons = 申请材料齐全，{found}。
  licence.content = 旅馆业经营
  licence.from = today
  licence.until = 2029-10-31
  case.public_interest = 否
  case.difficult = 否
{officer} does draft
mark 草稿
at 16:00
{approver} does decision
mark 决定
1 working days later at 10:00
{officer} does service
  service.method = direct
  service.receiver = {party}
  service.place = {address}
{officer} does closing
  closing.summary = 许可证已颁发。
mark 结案
