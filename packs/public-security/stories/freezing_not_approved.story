story 冻结：款项已被其他机关冻结，不予批准，结案
basis ACL-2011/18.1(1), ACL-2011/29.2
continues freezing_lifted.story to 已呈报

曹正 does 不予批准冻结
  不予批准冻结的理由 = 该账户已被人民法院冻结，不得重复冻结。
赵敏 does 拟制冻结决定
then refused out_of_order
  not-needed
then next lacks 向金融机构交付冻结通知书
赵敏 does 结案
  结案说明 = 未获批准，没有冻结。
then case is closed
