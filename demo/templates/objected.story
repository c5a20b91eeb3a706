story {party}：对审核意见提出异议，等待复审
continues venue_suspension.story to 草稿

1 working days later at 14:00
审核人 returns legal_review
  opinion = correct
  point.law = fail: 停业整顿的天数过重
  reasons = 当事人已经整改，建议减轻。
1 working days later at 10:00
{officer} does review_objection
  review.objection = 停业整顿的天数在法定幅度和裁量阶次之内，事后整改不影响对情节的认定。
mark 异议
