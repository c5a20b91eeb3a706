story {party}：法制审核退回，等待补正
continues venue_suspension.story to 草稿

1 working days later at 14:00
审核人 returns legal_review
  opinion = return
  point.facts = fail: 去年的处罚决定书没有附卷
  reasons = 认定一年内再次违法，须有去年的处罚决定书。
mark 退回
