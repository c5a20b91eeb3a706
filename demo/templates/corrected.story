story {party}：公示后更正
continues venue_suspension.story to 公示

6 working days later at 10:00
龚丽 amends publication: 该处涉及当事人的经营情况，与处罚结论无关，公示时漏遮
  what = 遮盖正文“情节”一栏中的一处内容
  hide = 一年内曾因同类行为受过警告: 涉及另案
mark 更正待复核
1 working days later at 09:00
丁宁 publishes publication
mark 更正
{days} days later at 10:00
{officer} does execution
  execution.result = performed
  execution.detail = 停业整顿期满，复查已经改正。
1 working days later at 10:00
{officer} does closing
  closing.summary = 处罚执行完毕，予以结案。
mark 结案
