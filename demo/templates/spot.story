# 当场处罚：一名民警，没有异议，全程录音录像。
story {party}饲养动物干扰他人正常生活

at {start} 09:30
{officer} opens animal_nuisance
  spot.identity_shown = 是
  spot.certain = 是
  spot.barred = 否
  spot.objection = none
  spot.recorded = 是
  party.kind = person
  party.name = {party}
  party.sex = {sex}
  party.birth = {birth}
  party.id_number = {code}
  party.address = {address}
  party.phone = {phone}
  party.minor = {minor}
  facts.occurred = {start}
  facts.place = {address}
  facts.found = {party}{found}。
  facts.evidence = 执法记录仪录像、邻居陈述。
  victim.present = 否
  facts.persisted = 否
  penalty.kind = warning
  penalty.performance = 立即改正。
{officer} attaches 执法记录仪录像说明 = 录像说明.txt: {start} 全程录音录像。
{officer} does spot_notice
  spot.told = 拟给予警告及事实、理由、依据，有权陈述、申辩。
{officer} does spot_defence
  defence.kind = waived
{officer} does spot_draft
{officer} does spot_decision
{officer} does spot_service
  spot.receipt = signed
mark 交付
at 15:00
{officer} does spot_filing
  spot.filed_with = 派出所内勤
{officer} does closing
  closing.summary = 当场警告，已备案。
mark 结案
