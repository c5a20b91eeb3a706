# 行政拘留由县级公安机关决定：派出所负责人只能审核，不能决定。
story 派出所办理的拘留案件，派出所负责人审核，县级公安机关负责人决定
basis PAC-2020/171, PAC-2020/173, PSPL-2025/109
continues assault_sealed.story to 拘留已拟制

赵敏 does 办案部门负责人审核
then refused rule_broken
  wrong-role
# 别的派出所的负责人不能审核本所的案件。
沈岩 does 办案部门负责人审核
then refused rule_broken
  level-too-low PAC-2020/171 “须由办案部门负责人办理”
吴婷 does 办案部门负责人审核
then done
何平 passes 法制审核
then paper says 法制审核意见书 行政拘留5日，并处罚款人民币500元
then paper says 法制审核意见书 云公（城）法审字〔2026〕1号
at 16:00
吴婷 does 作出处罚决定
then refused rule_broken
  level-too-low PAC-2020/173 “须由县级公安机关分管负责人办理”
  checker_does_not_decide PAC-2020/44
then case is not decided
唐伟 does 作出处罚决定
then case is decided
then case is sealed
