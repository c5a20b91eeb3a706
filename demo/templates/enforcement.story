# 逾期不缴纳罚款，催告。
story 催告{party}履行

at {start} 09:30
{officer} opens enforcement
  party.kind = person
  party.name = {party}
  party.sex = {sex}
  party.birth = {birth}
  party.minor = {minor}
  party.id_number = {code}
  party.address = {address}
  party.phone = {phone}
  enforce.decision = 行政处罚决定
  enforce.duty = 缴纳罚款五百元。
  enforce.principal_yuan = 500
  enforce.surcharge_yuan = 500
  enforce.remedy_ended = {start}
  enforce.way = court
  case.public_interest = 否
  case.difficult = 否
{officer} does demand
  demand.until = 2026-12-10
  demand.way = 到指定银行缴纳
{officer} does demand_service with {second}
  service.method = direct
  service.receiver = {party}
  service.place = {address}
mark 催告
