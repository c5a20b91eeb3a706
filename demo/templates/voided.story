story {party}：审核通过后事实修改，审核失效，等待重新审核
continues venue_suspension.story to 审核

1 working days later at 09:00
{officer} does proposal
  facts.found = {party}{found}，且一年内曾因同类行为受过警告，受警告后仍未改正。
{officer} does draft
mark 失效
