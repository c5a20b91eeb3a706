// SPDX-License-Identifier: Apache-2.0
import { catalogue } from "./catalogue";

export const t = catalogue({
  lawful: ["法定幅度：{range}", "The law allows: {range}"],
  benchmark: ["裁量阶次（{step}）：{range}", "Benchmark ({step}): {range}"],
  up_to: ["{to}{unit}以下", "up to {to} {unit}"],
  from_to: ["{from}{unit}以上{to}{unit}以下", "{from} {unit} to {to} {unit}"],
  missing: ["填写{fields}后显示法定幅度", "The lawful range appears once {fields} are filled in"],
  why: ["依据和推导", "Why"],
  reasons_due: ["处罚不在裁量阶次之内，必须在这里说明理由", "The penalty departs from the benchmark: reasons are required here"],
});
