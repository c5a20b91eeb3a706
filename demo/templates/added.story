story {party}：负责人增列法制审核，等待审核
continues venue_warning.story to 草稿

1 working days later at 10:00
唐伟 does review_addition
  review.added_reason = 当事人多次信访，可能引发争议。
{officer} does review_submission
  review.cure = 负责人要求审核，报送草稿和证据材料。
mark 增列
