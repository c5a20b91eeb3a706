# 扣押涉案财物。
story 扣押{party}涉案财物

at {start} 09:30
{officer} opens seizure with {second}
  measure.for_case = {party}{found}案
  party.kind = person
  party.name = {party}
  party.sex = {sex}
  party.birth = {birth}
  party.minor = {minor}
  party.id_number = {code}
  party.address = {address}
  party.phone = {phone}
  measure.kind = seize
  measure.reason = 该物品与案件有关，需要作为证据。
  measure.related = 是
  measure.urgent = 否
  measure.goods |
    | 自动麻将机 | 云雀牌T8 | 1台 | 桌面有划痕
    | 现金人民币 | | 3200元 | 百元券32张
  measure.term = 三十日
  case.public_interest = 否
  case.difficult = 否
{officer} attaches 现场照片说明 = 照片.txt: 涉案物品照片。
{officer} does draft
at 10:30
{approver} does decision
mark 批准
at 14:00
{officer} does scene with {second}
  measure.place = {address}
  measure.present = party
  measure.told = 是
  measure.statement = 无
  measure.recorded = 是
  measure.course = 会同当事人清点清楚，当场开列清单。
{officer} does service with {second}
  service.method = direct
  service.receiver = {party}
  service.place = {address}
mark 扣押
{pace} working days later at 10:00
{manager} does disposal
  measure.outcome = lifted
  measure.outcome_reason = 经查与违法行为无关。
{officer} does return with {second}
  measure.returned |
    | 自动麻将机 | 云雀牌T8 | 1台 | 完好
    | 现金人民币 | | 3200元 |
  measure.receiver = {party}
{officer} does closing
  closing.summary = 财物已退还。
mark 结案
