# 发现录入错误的，更正事实并写明理由；写着旧内容的文书逐一标出，直到重新制作、作废或者说明理由确认。
story 更正地址：草稿随之重拟，已制作的文书逐一标出，作废的文号不再使用
basis APL-2021/75.2, APL-2021/47
continues venue_walk.story to 已拟制

at 2026-03-18 10:00
孙浩 corrects party.address: 门牌号录入有误
  party.address = 云岭县城关镇星河路81号
then refused rule_broken
  not-handler
王磊 corrects party.address: 门牌号录入有误
  party.address = 云岭县城关镇星河路81号
then fact party.address = 云岭县城关镇星河路81号
then flagged penalty_notice “云岭县城关镇星河路18号”，现更正为“云岭县城关镇星河路81号”
then not flagged filing_register
曹正 does 作出处罚决定
then refused rule_broken
  draft-stale
王磊 keeps penalty_notice: 仅更正门牌号，不影响告知的内容和当事人行使权利。
then not flagged penalty_notice
王磊 corrects 法定代表人: 姓名录入有误
  party.legal_representative = 钱多
then flagged penalty_notice 钱多
王磊 corrects 法定代表人: 经再次核对证件，原录入无误
  party.legal_representative = 钱多多
then not flagged penalty_notice
王磊 does 拟制处罚决定
then draft says 星河路81号
陈斌 does 办案部门负责人审核
何平 passes 法制审核
at 2026-03-19 09:00
曹正 does 作出处罚决定
then number 云公（治）行罚决字〔2026〕1号

# 送达前发现：审批人作废，文号留在登记里，重新作出的决定取下一个号。
王磊 voids penalty_decision: 印制错误
then refused rule_broken
  wrong-role
曹正 voids penalty_decision: 印章压盖正文，重新制作
then case is not decided
then case is with a void paper
# 作废的决定所依据的审核随之失效：再次作出以前须再审核。
曹正 does 作出处罚决定
then refused rule_broken
  review-missing SC-2018-118 “原法制审核已失效”
王磊 does 再次送审
  补正情况说明 = 决定书印制错误，内容没有变化。
何平 passes 法制审核
曹正 does 作出处罚决定
then number 云公（治）行罚决字〔2026〕2号
at 15:00
王磊 does 送达决定书 with 李娜
  送达方式 = 直接送达
  收件人 = 钱多多
  送达地点 = 星河量贩歌厅
曹正 voids penalty_decision: 又一处错误
then refused rule_broken
  served APL-2021/75.2
何平 voids legal_review_opinion: 换一份
then refused rule_broken
  stands-for-itself
# 送达之后又更正的，已送达的决定书一直标出。
王磊 corrects 联系电话: 当事人换号
  party.phone = 0999-5550209
then flagged penalty_decision “0999-5550201”，现更正为“0999-5550209”
王磊 keeps penalty_decision: 联系电话不影响决定的效力。
then not flagged penalty_decision
