# 送审以后不予批准的，审核即告结束；结案以后更不能审核。
story 冻结：送审后不予批准并结案，不能再作出审核意见
basis SC-2018-118
continues freezing_lifted.story to 已呈报

赵敏 attaches 账户明细 = 明细.txt: 账户收款两笔，共20000元。
赵敏 does 拟制冻结决定
then review is submitted
曹正 does 不予批准冻结
  不予批准冻结的理由 = 该账户已被人民法院冻结，不得重复冻结。
then next lacks 法制审核
何平 passes 法制审核
then refused out_of_order
  not-needed SC-2018-118
赵敏 does 结案
  结案说明 = 未获批准，没有冻结。
何平 passes 法制审核
then refused out_of_order
  case-closed
曹正 assigns review to 许静: 何平事多
then refused out_of_order
then review is none
