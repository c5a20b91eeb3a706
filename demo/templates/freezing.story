# 冻结涉案存款。
story 冻结{party}涉案存款

at {start} 09:30
{officer} opens freezing with {second}
  freeze.for_case = {party}{found}
  freeze.power = 《中华人民共和国反电信网络诈骗法》第二十条
  party.kind = person
  party.name = {party}
  party.sex = {sex}
  party.birth = {birth}
  party.minor = {minor}
  party.id_number = {code}
  party.address = {address}
  party.phone = {phone}
  freeze.property = deposit
  freeze.bank = 云岭示范银行双溪支行
  freeze.account = 9999000000000000{days}
  freeze.involved_yuan = {fine}
  freeze.amount_yuan = {fine}
  freeze.reason = 该账户收取{found}的报酬，不冻结可能转移。
  freeze.related = 是
  freeze.elsewhere = 否
  case.public_interest = 否
  case.difficult = 否
{officer} attaches 账户明细 = 明细.txt: 账户收款{fine}元。
{officer} does draft
at 10:30
审核人 passes legal_review
at 14:00
{approver} does decision
mark 批准
at 15:00
{officer} does freeze with {second}
  measure.place = 云岭县双溪镇示范路60号
  freeze.shown = 是
  freeze.frozen_yuan = {fine}
  measure.course = 出示证件并交付冻结通知书，银行当即冻结。
  freeze.clerk = 贾小一
1 working days later at 09:30
{officer} does service with {second}
  service.method = direct
  service.receiver = {party}
  service.place = {address}
mark 冻结
{pace} working days later at 10:00
{manager} does disposal
  freeze.outcome = lifted
  freeze.ground = unrelated
  freeze.outcome_reason = 经查收款是工资。
at 11:00
{officer} does lifting with {second}
  freeze.bank_told = 当日送达，贾小一签收
  freeze.party_told = 当日当面交付
{officer} does closing
  closing.summary = 已解除冻结。
mark 结案
