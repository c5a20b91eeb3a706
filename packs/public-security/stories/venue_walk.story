# 主线：一家歌厅没有留存监控录像，情节严重，责令停业整顿。
# 经法制审核的草稿改了一个字，审核即失效；重新审核后才能作出决定；决定七个工作日内公示。
story 歌舞娱乐场所未留存监控录像，经法制审核后责令停业整顿并公示
basis REL-2020/15.2, REL-2020/44(3), APL-2021/58.1, APL-2021/63.1, SC-2018-118

at 2026-03-02 09:10
王磊 opens 未按规定留存监控录像资料 with 李娜
  案件来源 = 工作中发现
  接报时间 = 2026-03-02 08:30
  案发地点 = 云岭县城关镇星河路18号
  简要案情 |
    | 日常检查中发现，星河量贩歌厅营业场所的监控录像仅留存3日，
    | 该场所去年曾因同类行为受到警告。
  接受证据情况 = 无
then done
then case is open
then next includes 立案

at 09:40
王磊 does 立案
  受理意见 = 属本单位管辖的行政案件，立案调查
  立案理由 = 有违法事实，属于本机关管辖，尚未超过处罚时效
  当事人类型 = 单位
  当事人姓名或者名称 = 星河量贩歌厅
  统一社会信用代码 = 92999922MA0000015F
  法定代表人 = 钱多多
  住址或者住所 = 云岭县城关镇星河路18号
  联系电话 = 0999-5550201
then due 办案期限 2026-06-01
mark 已立案

at 14:00
王磊 does 检查 with 李娜
  检查场所 = 星河量贩歌厅
  检查开始时间 = 40 minutes ago
  检查结束时间 = 10 minutes ago
  见证人 = 无
  检查情况 = 监控系统运行正常，录像资料仅能回放最近3日。
王磊 attaches 现场检查照片 = 照片说明.txt: 监控主机回放界面，最早可回放日期为2026年2月27日。
then done

at 2026-03-03 10:00
王磊 does 询问 with 李娜
  被询问人 = 钱多多
  被询问人与本案的关系 = 单位负责人或者授权人员
  第几次询问 = 1
  询问地点 = 云岭县公安局治安管理大队
  询问开始时间 = 50 minutes ago
  询问结束时间 = 5 minutes ago
  已告知权利义务并出示证件 = 是
  询问内容 |
    | 问：你场所的监控录像留存多少天？
    | 答：硬盘不够，只存了三天。
    | 问：去年是否因此受过处罚？
    | 答：受过一次警告。
  核对方式 = 本人阅读核对，确认无误
then paper says 询问笔录 硬盘不够，只存了三天

at 2026-03-05 16:00
王磊 does 证据收集与审查
  证据清单 |
    | 1. 现场检查照片，证明录像最早回放日期；
    | 2. 询问笔录，证明当事人陈述；
    | 3. 去年的处罚决定书，证明一年内再次违法。
mark 已查证

at 2026-03-06 09:30
王磊 does 调查终结
  违法行为发生日期 = 2026-03-02
  违法行为发生地点 = 云岭县城关镇星河路18号
  违法事实 = 星河量贩歌厅未按照规定将营业期间的监控录像资料留存30日，仅留存3日，且一年内曾因同类行为受过警告。
  认定事实的证据 = 现场检查照片、询问笔录、处罚决定书等证据证实。
  情节 = 严重
  从重、从轻、减轻等情节 = 一年内再次违法，从重。
  是否依法减轻处罚 = 否
  是否涉及重大公共利益 = 否
  是否疑难复杂、涉及多个法律关系 = 否
  是否情节复杂或者重大违法 = 否
  处罚种类 = 责令停业整顿
  停业整顿天数 = 30
  处罚理由 = 再次违反规定，情节严重。
  裁量基准的适用 = 一年内再次违法，按停业整顿一个月的档次适用。
  责令改正的要求 = 立即将录像留存时间恢复为30日以上
  履行方式和期限 = 自收到本决定书之日起停业整顿三十日。
then case is major
then next includes 法制审核
mark 调查终结

at 2026-03-10 10:00
王磊 does 处罚前告知 with 李娜
  告知地点 = 云岭县公安局治安管理大队
  已告知听证权利 = 是
then paper says 行政处罚告知笔录 你（单位）有权要求举行听证
then due 要求听证的期限 2026-03-17
then not possible 拟制处罚决定
mark 已告知

at 2026-03-17 15:00
王磊 does 听取陈述申辩
  陈述申辩情况 = 提出陈述、申辩
  陈述申辩内容 = 已购置硬盘，请求从轻。
  复核意见 = 整改是法定义务，不影响对情节的认定，维持拟作出的处罚。
  意见是否采纳 = 否
  是否要求听证 = 否
then limit 要求听证的期限 met

at 2026-03-18 09:00
王磊 does 拟制处罚决定
then draft says 责令停业整顿30日
then draft says 仅留存3日
then possible 法制审核
then next includes 办案部门负责人审核
mark 已拟制

# 草稿拟制后自动送审。重大执法决定，未经办案部门负责人审核和法制审核不得作出。
at 2026-03-18 11:00
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “尚未经过法制审核”
  requirement APL-2021/58.1
  requirement PAC-2020/171 “未经办案部门负责人审核”
then case is not decided
王磊 does 办案部门负责人审核
then refused rule_broken
  wrong-role
at 15:00
陈斌 does 办案部门负责人审核
then done

at 2026-03-19 10:00
何平 passes 法制审核
then review is passed
then paper says 法制审核意见书 通过
mark 已审核

# 事实改了一个字（3日改为4日）：草稿与事实不一致，先不能决定；
# 重新拟制后，原来的审核都失效。
at 2026-03-20 09:00
王磊 does 调查终结
  违法事实 = 星河量贩歌厅未按照规定将营业期间的监控录像资料留存30日，仅留存4日，且一年内曾因同类行为受过警告。
曹正 does 作出处罚决定
then refused rule_broken
  draft-stale “与案件现有事实不一致”

at 09:30
王磊 does 拟制处罚决定
then review is void
then draft says 仅留存4日
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “原法制审核因草稿变更已失效”
  requirement PAC-2020/171
陈斌 does 办案部门负责人审核

# 审核员手里还是旧稿，也不行。
何平 passes 法制审核
  having read the earlier draft
then refused conflict
  draft-changed

at 2026-03-23 10:00
何平 passes 法制审核
then review is passed

at 2026-03-27 09:00
曹正 does 作出处罚决定
then done
then number 云公（治）行罚决字〔2026〕1号
then limit 办案期限 met
then publication is due
# 4月4日至6日清明放假：七个工作日到4月8日为止。
then publication due 2026-04-08
then publication because APL-2021/48.1
曹正 does 作出处罚决定
then refused out_of_order
  already-done
mark 已决定

at 2026-03-30 15:00
王磊 does 送达决定书 with 李娜
  送达方式 = 直接送达
  收件人 = 钱多多
  送达地点 = 星河量贩歌厅
then paper says 送达回证 云公（治）行罚决字〔2026〕1号
then limit 送达期限 met
mark 已送达

at 2026-04-01 10:00
丁宁 publishes publication
then refused out_of_order
  publication-order
龚丽 prepares publication
then publication is prepared
then public text says 责令停业整顿30日
then public text says 名称：星河量贩歌厅
then public text lacks 钱多多
then public text lacks 0999-5550201
龚丽 publishes publication
then refused rule_broken
  same-person
at 2026-04-02 09:00
丁宁 publishes publication
then publication is published
mark 已公示

at 2026-05-06 10:00
王磊 does 执行
  执行结果 = 已履行完毕
  执行情况 = 停业整顿期满，复查录像留存已达30日以上。
at 2026-05-07 10:00
王磊 does 结案
  结案说明 = 处罚执行完毕，予以结案。
then case is closed
王磊 does 执行
  执行结果 = 已履行完毕
  执行情况 = 再次登记
then refused out_of_order
  case-closed
