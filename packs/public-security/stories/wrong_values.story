story 将来的日期、错误的信用代码、没有的栏目和缺少的栏目都当场指出
basis APL-2021/47, PAC-2020/175.1(1)

at 2026-06-01 09:00
王磊 opens 未按规定留存监控录像资料 with 李娜
  案件来源 = 工作中发现
  接报时间 = 2026-06-01 09:30
  案发地点 = 云岭县城关镇
  简要案情 = 检查发现录像留存不足
  接受证据情况 = 无
then refused invalid
  in-the-future PAC-2020/60 “晚于当前时间”
王磊 opens 未按规定留存监控录像资料 with 李娜
  happened at = 2026-06-02 09:00
  案件来源 = 工作中发现
  接报时间 = 2026-06-01 08:30
  案发地点 = 云岭县城关镇
  简要案情 = 检查发现录像留存不足
  接受证据情况 = 无
then refused rule_broken
  not_in_future APL-2021/47
王磊 opens 未按规定留存监控录像资料 with 李娜
  案件来源 = 路过看到
then refused invalid
  unknown-choice PAC-2020/60
王磊 opens 未按规定留存监控录像资料 with 李娜
  案件来源 = 报案、控告、举报
  接报时间 = 2026-06-01 08:30
  案发地点 = 云岭县城关镇
  简要案情 = 群众反映录像留存不足
  接受证据情况 = 无
then refused rule_broken
  missing PAC-2020/60 “报案人”
龚丽 opens 未按规定留存监控录像资料
then refused forbidden

王磊 opens 未按规定留存监控录像资料 with 李娜
  案件来源 = 报案、控告、举报
  接报时间 = 2026-06-01 08:30
  报案人 = 匿名
  案发地点 = 云岭县城关镇
  简要案情 = 群众反映录像留存不足
  接受证据情况 = 无
then done
王磊 does 立案
  受理意见 = 属本单位管辖的行政案件，立案调查
  立案理由 = 有违法事实
  当事人类型 = 单位
  当事人姓名或者名称 = 月光歌舞厅
  统一社会信用代码 = 92999922MA0000015G
  法定代表人 = 吴有
  住址或者住所 = 云岭县城关镇月光路2号
  联系电话 = 12345
then refused invalid
  check-digit PAC-2020/175.1(1) “统一社会信用代码”
  check-digit PAC-2020/73.1 “联系电话”
# 别的派出所的民警看不到本单位的案件。
赵敏 does 立案
  受理意见 = 属本单位管辖的行政案件，立案调查
then refused not_found
王磊 does 立案
  受理意见 = 属本单位管辖的行政案件，立案调查
  立案理由 = 有违法事实
  当事人类型 = 单位
  当事人姓名或者名称 = 月光歌舞厅
  统一社会信用代码 = 92999922MA0000023A
  法定代表人 = 吴有
  住址或者住所 = 云岭县城关镇月光路2号
  联系电话 = 0999-5550202
  停业整顿天数 = 30
then refused invalid
  field-not-asked
then not possible 询问
