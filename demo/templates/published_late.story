story {party}：迟延公示
continues venue_warning.story to 送达

9 working days later at 10:00
龚丽 prepares publication
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
