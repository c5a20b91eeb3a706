# 举报奖励。
story {party}举报奖励

at {start} 09:30
{officer} opens explosives_reward
  party.kind = person
  party.name = {party}
  party.sex = {sex}
  party.birth = {birth}
  party.minor = {minor}
  party.id_number = {code}
  party.address = {address}
  party.phone = {phone}
  request.subject = 举报非法储存民用爆炸物品的奖励。
  request.materials = 举报受理登记｜1｜
  request.complete = 是
{officer} does acceptance
mark 受理
{officer} attaches 核查说明 = 核查.txt: 举报属实。
1 working days later at 10:00
{officer} does verification with {second}
  request.verified = 经核查举报属实。
mark 核查
