story {party}：审批人退回草稿，等待修改
continues venue_suspension.story to 审核

at 16:00
{approver} does decision
  opinion = return
  reasons = 违法事实没有写明去年处罚的时间，请补充后再报。
mark 退回修改
