# 法制部门自己办理的案件，本部门的人员不能审核。
story 审核人员不得属于办案部门
basis SC-2018-118, ACL-2011/24.1
at 2026-03-02 09:00
许静 opens 扣押、查封涉案财物和场所 with 王磊
  所办案件 = 涉嫌赌博案
  当事人类型 = 个人
  当事人姓名或者名称 = 杜子虚
  性别 = 男
  出生日期 = 1990-03-11
  是否未满十八周岁 = 否
  身份证号码 = 999922199003110076
  住址或者住所 = 云岭县城关镇柳树巷3号
  联系电话 = 0999-5550301
  措施种类 = 查封
  采取措施的理由 = 该场所用于赌博，需要查封。
  涉案且不属于生活必需品、善意第三人财产 = 是
  是否情况紧急、当场实施 = 否
  场所、设施、财物清单 = 柳树巷3号院｜一处｜｜院门加锁
  措施期限 = 三十日
  是否涉及重大公共利益 = 否
  是否疑难复杂、涉及多个法律关系 = 否
许静 attaches 现场照片说明 = 照片说明.txt: 院内摆放赌桌。
许静 does 拟制强制措施决定
then case is major
何平 passes 法制审核
then refused rule_broken
  reviewer_not_of_handling_unit SC-2018-118 “属于本案的办案部门”
许静 passes 法制审核
then refused rule_broken
  reviewer_not_handler SC-2018-118
  reviewer_not_of_handling_unit SC-2018-118
曹正 does 批准并作出决定
then refused rule_broken
  review-missing SC-2018-118
