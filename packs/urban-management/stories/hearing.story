# 较大数额罚款：告知听证权利，要求听证的举行听证。
story 个人罚款二千元，当事人要求听证
basis APL-2021/63.1, APL-2021/64(1)
continues ordinary.story to 已调查

at 2026-03-03 09:00
田野 does 调查 with 林霜
  罚款金额 = 2000
田野 does 处罚前告知 with 林霜
then refused rule_broken
  missing APL-2021/63.1 “已告知听证权利”
田野 does 处罚前告知 with 林霜
  已告知听证权利 = 是
田野 does 听取陈述申辩
  陈述申辩情况 = 提出陈述、申辩
  陈述申辩内容 = 只占用了半天。
  是否要求听证 = 是
田野 does 拟制处罚决定
then refused rule_broken
  requirement APL-2021/63.1 “没有举行”
石坚 does 举行听证
  听证笔录 = 双方到场，当事人陈述后由主持人宣布结束。
田野 does 拟制处罚决定
then done
then case is major
