story 强制执行：没有催告不得申请法院，当事人履行或者达成执行协议的结案
basis ACL-2011/42.1, ACL-2011/54
continues enforcement_court.story to 已确认

吴婷 does 申请人民法院强制执行
  强制执行的理由 = 未履行。
then refused rule_broken
  requirement ACL-2011/54
  requirement ACL-2011/36
赵敏 does 结案
  结案说明 = 未办
then refused rule_broken
  requirement ACL-2011/37.1
赵敏 does 当事人履行
  履行情况 = 催告前当事人主动缴清罚款。
赵敏 does 结案
  结案说明 = 当事人已履行。
then case is closed
