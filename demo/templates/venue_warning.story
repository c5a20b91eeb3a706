# 娱乐场所，情节一般，警告：不属于重大执法决定。
story {party}：{item}，警告

at {start} 09:30
{officer} opens {item} with {second}
  report.source = found_at_work
  report.received_at = 30 minutes ago
  report.place = {address}
  report.summary = 日常检查中发现，{party}{found}。
  report.material = 无
at 10:30
{officer} does filing
  filing.opinion = own_case
  filing.reasons = 有违法事实，属于本机关管辖，尚未超过处罚时效
  party.kind = organisation
  party.name = {party}
  party.credit_code = {code}
  party.legal_representative = {representative}
  party.address = {address}
  party.phone = {phone}
{officer} attaches 现场检查照片 = 现场检查照片说明.txt: {start} 在{party}拍摄，反映该场所{found}。
mark 立案
1 working days later at 10:00
{officer} does inquiry with {second}
  inquiry.person = {representative}
  inquiry.relation = representative
  inquiry.round = 1
  inquiry.place = 办案单位询问室
  inquiry.started = 50 minutes ago
  inquiry.ended = 5 minutes ago
  inquiry.rights_told = 是
  inquiry.text |
    | 问：检查中发现的情况是否属实？
    | 答：属实，现在已经改正。
  inquiry.checked = read
{officer} does evidence
  evidence.list = 现场检查照片、询问笔录，相互印证。
mark 调查
{pace} working days later at 09:30
{officer} does proposal
  facts.occurred = {start}
  facts.place = {address}
  facts.found = {party}{found}。
  facts.evidence = 现场检查照片、询问笔录。
  facts.gravity = ordinary
  facts.circumstances = 初次违法，已经改正。
  facts.mitigated = 否
  case.public_interest = 否
  case.difficult = 否
  case.grave = 否
  penalty.kind = warning
  penalty.reasons = 初次违法，情节一般。
  penalty.benchmark = 初次违法，给予警告。
  penalty.correction = 立即改正违法行为
  penalty.performance = 警告自送达时生效。
1 working days later at 10:00
{officer} does notice with {second}
  notice.place = 办案单位
mark 告知
at 10:30
{officer} does defence
  defence.kind = waived
at 15:00
{officer} does draft
mark 草稿
1 working days later at 10:00
{manager} does unit_approval
1 working days later at 09:00
{approver} does decision
mark 决定
1 working days later at 15:00
{officer} does service with {second}
  service.method = direct
  service.receiver = {representative}
  service.place = 当事人营业场所
mark 送达
2 working days later at 10:00
龚丽 prepares publication
mark 待复核
1 working days later at 09:00
丁宁 publishes publication
mark 公示
5 working days later at 10:00
{officer} does execution
  execution.result = performed
  execution.detail = 复查已经改正。
{officer} does closing
  closing.summary = 处罚执行完毕，予以结案。
mark 结案
