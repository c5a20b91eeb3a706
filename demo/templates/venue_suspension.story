# 娱乐场所，情节严重，责令停业整顿：重大执法决定，经法制审核。
story {party}：{item}，责令停业整顿{days}日

at {start} 09:10
{officer} opens {item} with {second}
  report.source = found_at_work
  report.received_at = 30 minutes ago
  report.place = {address}
  report.summary = 日常检查中发现，{party}{found}。
  report.material = 无
at 10:00
{officer} does filing
  filing.opinion = own_case
  filing.reasons = 有违法事实，属于本机关管辖，尚未超过处罚时效
  party.kind = organisation
  party.name = {party}
  party.credit_code = {code}
  party.legal_representative = {representative}
  party.address = {address}
  party.phone = {phone}
mark 立案
at 15:00
{officer} does inspection with {second}
  inspection.place = 当事人营业场所
  inspection.started = 40 minutes ago
  inspection.ended = 10 minutes ago
  inspection.witness = 无
  inspection.result = {party}{found}。
{officer} attaches 现场检查照片 = 现场检查照片说明.txt: {start} 在{party}拍摄，反映该场所{found}。
{officer} does evidence_call
  called.holder = {party}
  called.evidence = 监控系统的安装合同和硬盘容量说明。
  called.until = {start}
{officer} does evidence_taken with {second}
  called.goods = 安装合同｜1份｜共6页｜复印件
{officer} does correction_order
  order.immediate = 是
  order.content = 立即改正{found}的行为。
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
    | 答：属实，去年也因为这个受过警告。
  inquiry.checked = read
{officer} does evidence
  evidence.list = 现场检查照片、询问笔录、去年的处罚决定书，相互印证。
mark 调查
{pace} working days later at 09:30
{officer} does proposal
  facts.occurred = {start}
  facts.place = {address}
  facts.found = {party}{found}，且一年内曾因同类行为受过警告。
  facts.evidence = 现场检查照片、询问笔录、处罚决定书。
  facts.gravity = serious
  facts.circumstances = 一年内再次违法，从重。
  facts.mitigated = 否
  case.public_interest = 否
  case.difficult = 否
  case.grave = 否
  penalty.kind = suspend_business
  penalty.suspend_days = {days}
  penalty.reasons = 一年内再次违反规定，情节严重。
  penalty.benchmark = 一年内再次违法，按停业整顿相应档次适用。
  penalty.correction = 立即改正违法行为
  penalty.performance = 自收到本决定书之日起停业整顿。
2 working days later at 10:00
{officer} does notice with {second}
  notice.place = 办案单位
  notice.hearing_told = 是
mark 告知
4 working days later at 15:00
{officer} does defence
  defence.kind = stated
  defence.statement = 已经整改，请求从轻。
  defence.recheck = 整改是法定义务，不影响对情节的认定。
  defence.accepted = 否
  hearing.requested = 否
1 working days later at 09:00
{officer} does draft
mark 草稿
at 15:00
{manager} does unit_approval
1 working days later at 10:00
审核人 passes legal_review
mark 审核
1 working days later at 09:00
{approver} does decision
mark 决定
2 working days later at 15:00
{officer} does service with {second}
  service.method = direct
  service.receiver = {representative}
  service.place = 当事人营业场所
mark 送达
1 working days later at 10:00
龚丽 prepares publication
mark 待复核
1 working days later at 09:00
丁宁 publishes publication
mark 公示
{days} days later at 10:00
{officer} does execution
  execution.result = performed
  execution.detail = 停业整顿期满，复查已经改正。
1 working days later at 10:00
{officer} does closing
  closing.summary = 处罚执行完毕，予以结案。
mark 结案
