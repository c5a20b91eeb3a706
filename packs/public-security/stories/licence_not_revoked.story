story 许可撤销：可能对公共利益造成重大损害的，不得撤销
basis LPL-2019/69.3
continues licence_revoked.story to 已核查

王磊 does 核查 with 李娜
  核查情况 = 该旅馆承担防汛转移安置任务，安置群众一百六十人。
  撤销可能对公共利益造成重大损害 = 是
王磊 does 告知拟撤销
王磊 does 听取陈述和申辩
  被许可人的陈述和申辩 = 愿意立即整改并承担全部费用。
王磊 does 拟处理意见
  决定 = 撤销或者注销行政许可
  理由 = 以伪造的证明取得许可。
王磊 does 拟制决定
then refused rule_broken
  requirement LPL-2019/69.3
王磊 does 拟处理意见
  决定 = 不予撤销，维持行政许可
  理由 = 撤销将使安置的群众无处居住，可能对公共利益造成重大损害。
王磊 does 拟制决定
then draft says 决定不予撤销
何平 passes 法制审核
曹正 does 作出决定
then case is decided
