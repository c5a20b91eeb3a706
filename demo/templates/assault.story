# 殴打他人：作出决定后记录依法封存。
story {party}殴打他人

at {start} 20:30
{officer} opens assault with {second}
  report.source = command_centre
  report.received_at = 30 minutes ago
  report.place = {address}
  report.summary = 接110指令，{party}{found}。
  report.material = 无
at 21:00
{officer} does filing
  filing.opinion = own_case
  filing.reasons = 有违反治安管理的事实
  party.kind = person
  party.name = {party}
  party.sex = {sex}
  party.birth = {birth}
  party.minor = {minor}
  party.guardian = {guardian}
  party.id_number = {code}
  party.workplace = 无
  party.record = 无
  party.address = {address}
  party.phone = {phone}
mark 立案
at 21:05
{officer} does summons
  summons.person = {party}
  summons.reason = 涉嫌殴打他人，需要接受询问。
  summons.place = 派出所
  summons.due = {start} 21:30
at 22:30
{officer} does inquiry with {second}
  inquiry.person = {party}
  inquiry.relation = suspect
  inquiry.round = 1
  inquiry.place = 派出所询问室
  inquiry.started = 50 minutes ago
  inquiry.ended = 5 minutes ago
  inquiry.rights_told = 是
  inquiry.attendant = {guardian}
  inquiry.text |
    | 问：你为什么动手？
    | 答：一时气愤。
  inquiry.checked = read
{officer} attaches 监控录像说明 = 监控录像说明.txt: {start} 记录到{party}{found}的过程。
{officer} does evidence
  evidence.list = 询问笔录、监控录像，相互印证。
mark 调查
{pace} working days later at 09:30
{officer} does proposal
  facts.occurred = {start}
  facts.place = {address}
  facts.found = {party}{found}。
  facts.evidence = 询问笔录、监控录像。
  facts.gravity = lighter
  facts.circumstances = 无
  facts.mitigated = 否
  case.public_interest = 否
  case.difficult = 否
  case.grave = 否
  victim.present = 否
  penalty.kind = fine
  penalty.fine_yuan = {fine}
  penalty.reasons = 殴打他人，情节较轻。
  penalty.benchmark = 情节较轻，单处罚款。
  penalty.correction = 无
  penalty.performance = 罚款十五日内缴纳。
{officer} does notice with {second}
  notice.place = 派出所
  notice.guardian_told = {minor}
mark 告知
at 10:30
{officer} does defence
  defence.kind = waived
at 11:00
{officer} does draft
mark 草稿
1 working days later at 09:00
{approver} does decision
mark 决定
at 16:00
{officer} does service with {second}
  service.method = direct
  service.receiver = {party}
  service.place = 派出所
mark 送达
3 working days later at 10:00
{officer} does execution
  execution.result = performed
  execution.detail = 罚款已缴纳。
{officer} does closing
  closing.summary = 处罚执行完毕，予以结案。
mark 结案
