// SPDX-License-Identifier: Apache-2.0
// Recordings in the console: sending them in, watching, where they belong, devices, destruction and
// the supervision wall.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, expect } from "@playwright/test";
import { button, filing, headersOf, opened, ordinary, place, post, signIn, test, wishKey } from "./console.ts";
import { start } from "./program.ts";
import { expectFitForAll, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: "reduce" } });
test.setTimeout(150_000);

const folder = mkdtempSync(join(tmpdir(), "mingcha-recordings-"));
let films = 0;
/** A small film that no other test has: the same bytes are one recording. */
function film(name = "", padding = 0, seconds = 6): string {
  const mark = `${process.pid}-${Date.now()}-${++films}`;
  const path = join(folder, name || `film-${mark}.mp4`);
  // A long one needs no more than a picture a second.
  const shape = seconds > 10 ? "size=64x36:rate=1" : "size=320x180:rate=25";
  execFileSync("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", `testsrc=${shape}:duration=${seconds}`, "-f", "lavfi", "-i", `sine=frequency=440:sample_rate=8000:duration=${seconds}`,
    "-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "25", "-c:a", "aac", "-metadata", `comment=${mark}`, "-movflags", "+faststart", path]);
  if (padding) {
    // A box that players pass over.
    const box = Buffer.alloc(padding);
    box.writeUInt32BE(padding, 0);
    box.write("free", 4);
    appendFileSync(path, box);
  }
  return path;
}

const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

interface Told { device?: string; unit?: string; from?: number; seconds?: number; sha256?: string }
/** Over the API, whole, as an upload station does it. */
async function sent(login: string, told: Told = {}): Promise<string> {
  const path = film("", 0, told.seconds);
  const body = readFileSync(path);
  const said: Record<string, string> = { filename: path.split("/").pop() as string, filetype: "video/mp4", sha256: told.sha256 ?? createHash("sha256").update(body).digest("hex") };
  if (told.device) said["device"] = told.device;
  if (told.unit) said["unit"] = told.unit;
  if (told.from) Object.assign(said, { started_at: iso(told.from), ended_at: iso(told.from + (told.seconds ?? 6) * 1000) });
  const metadata = Object.entries(said).map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`).join(",");
  const headers = { ...(await headersOf(login)), "Tus-Resumable": "1.0.0", "Upload-Length": String(body.length), "Upload-Metadata": metadata, "Content-Type": "application/offset+octet-stream" };
  const answer = await fetch(url("/api/v1/uploads"), { method: "POST", headers, body });
  expect(answer.status, await answer.text()).toBeLessThan(300);
  const known = await fetch(new URL(answer.headers.get("Location") as string, url("")), { headers: { Cookie: headers.Cookie } });
  const { recording } = await known.json() as { recording: string };
  expect(recording).toBeTruthy();
  return recording;
}

let questionings = 0;
/** A night of its own for each worker, in which nobody else is questioned: an officer does one at a time. */
const firstNight = Math.floor(Date.now() / 86_400_000 - 1 - Number(process.env["TEST_WORKER_INDEX"] ?? 0)) * 86_400_000 + 17 * 3_600_000 - 86_400_000;
/** A case in which a suspect was questioned for ten minutes, and when that began. */
async function questioned(): Promise<{ id: string; began: number }> {
  const began = firstNight + ++questionings * 15 * 60_000;
  const id = await opened();
  await post("wanglei", `/api/v1/cases/${id}/steps/filing`, filing(ordinary));
  await post("wanglei", `/api/v1/cases/${id}/steps/inquiry`, { performers: ["lina"], values: { "inquiry.person": "贾流萤", "inquiry.relation": "suspect", "inquiry.round": 1,
    "inquiry.place": "治安管理大队询问室", "inquiry.started": iso(began), "inquiry.ended": iso(began + 600_000), "inquiry.rights_told": true,
    "inquiry.text": "问：监控录像留存多少天？\n答：硬盘不够，只存了三天。", "inquiry.checked": "read" } });
  return { id, began };
}

let devices = 0;
async function registered(): Promise<string> {
  const number = `DSJ-${process.pid}-${++devices}`;
  await post("majun", "/api/v1/devices", { number, kind: "body_camera", model: "明镜一号", serial: `S${Date.now()}`, unit: await unitOf() });
  return number;
}
let unit: Promise<string> | undefined;
const unitOf = () => (unit ??= (async () => {
  const { colleagues } = await (await fetch(url("/api/v1/colleagues"), { headers: await headersOf("majun") })).json() as { colleagues: { person: string; unit: string }[] };
  return colleagues.find((each) => each.person === "wanglei")?.unit as string;
})());

async function watch(page: Page, id: string): Promise<void> {
  await page.goto(place(`/recordings/${id}`));
  await page.getByRole("button", { name: "办理案件，核对事实" }).click();
  await button(page, "开始查看").click();
  await expect(page.locator("video")).toBeVisible();
}
const dialog = (page: Page) => page.getByRole("dialog");

test("a file goes in with its device and time recognised, and its line leads to the recording", async ({ page }) => {
  const number = await registered();
  const path = film(`${number}_20261103-091500-${Date.now()}.mp4`);
  await signIn(page, "majun", "/recordings");
  await button(page, "上传").first().click();
  await page.locator("input[type=file]").first().setInputFiles(path);
  const line = page.locator(".files li");
  await expect(line).toContainText("待上传");
  await expect(line.locator(".el-select").first()).toContainText(number);
  await expect(line.getByRole("combobox", { name: /录制开始时间/ })).toHaveValue("2026-11-03 09:15:00");
  await expectFitForAll(page, "console-recordings-upload");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "开始上传（1个）").click();
  await expect(line).toContainText("已入库");
  await line.getByRole("link", { name: "查看记录" }).click();
  await expect(page.locator("h1")).toContainText(number);
  await expect(page.locator("main aside")).toContainText("2026-11-03 09:15");
  await expect(page.locator("main aside")).toContainText("6秒");
  await expect(page.locator("main aside")).toContainText(number);
  await page.goto(place("/recordings?only=unassigned"));
  await expect(page.locator("tbody tr", { hasText: number }).first()).toContainText("待关联");
  await expectFitForAll(page, "console-recordings");
});

test("an upload is paused, goes on when the network is back, and after a reload goes on from where it was", async ({ page }) => {
  const path = film("", 16_000_000);
  await signIn(page, "wanglei", "/recordings?upload=1");
  const network = await page.context().newCDPSession(page);
  const slowly = (perSecond: number, offline = false) => network.send("Network.emulateNetworkConditions", { offline, latency: 0, downloadThroughput: -1, uploadThroughput: perSecond });
  await slowly(1_500_000);
  await page.locator("input[type=file]").first().setInputFiles(path);
  await button(page, "开始上传（1个）").click();
  const line = page.locator(".files li");
  await expect(line).toContainText("上传中");
  await expect(line.locator(".el-progress__text").first()).toHaveText(/^([5-9]|[1-9]\d)%$/);
  await line.getByRole("button", { name: /^暂停/ }).click();
  await expect(line).toContainText("已暂停");
  await line.getByRole("button", { name: /^继续/ }).click();
  await expect(line).toContainText("上传中");
  await expect(line.locator(".el-progress__text").first()).toHaveText(/^([2-9]\d)%$/);
  await slowly(1_500_000, true);
  await expect(line).toContainText("连接中断，恢复后自动继续");
  await slowly(1_000_000);
  await expect(line).toContainText("上传中");
  await line.getByRole("button", { name: /^暂停/ }).click();
  await expect(line).toContainText("已暂停");
  await page.reload();
  await expect(page.locator(".broken")).toContainText(path.split("/").pop() as string);
  await page.locator("input[type=file]").first().setInputFiles(path);
  const asked: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") asked.push(Number(request.headers()["upload-offset"]));
  });
  await slowly(-1);
  await button(page, "开始上传（1个）").click();
  await expect(line).toContainText("已入库");
  expect(asked[0], "not from the beginning").toBeGreaterThan(100_000);
});

test("an upload waits for a server that was killed, and goes on when it is back", async ({ page }) => {
  test.skip(!process.env.MINGCHA_PROGRAM, "needs a program of its own");
  test.setTimeout(300_000);
  const program = await start(process.env.MINGCHA_PROGRAM as string);
  try {
    await signIn(page, "wanglei", "/recordings?upload=1", program.url);
    const network = await page.context().newCDPSession(page);
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_000_000 });
    await page.locator("input[type=file]").first().setInputFiles(film("", 12_000_000));
    await button(page, "开始上传（1个）").click();
    const line = page.locator(".files li");
    await expect(line.locator(".el-progress__text").first()).toHaveText(/^([2-9]\d)%$/);
    await program.kill();
    await expect(line).toContainText("连接中断，恢复后自动继续", { timeout: 40_000 });
    await program.startAgain();
    await expect(line).toContainText("已入库", { timeout: 60_000 });
    await line.getByRole("link", { name: "查看记录" }).click();
    await expect(page.locator("main aside")).toContainText("11.5 MB");
  } finally {
    await page.goto("about:blank");
    await program.stop();
  }
});

test("a recording is watched for a stated purpose, noted, and who looked is on record", async ({ page }) => {
  const id = await sent("wanglei", { from: Date.now() - 7_200_000 });
  await signIn(page, "wanglei", `/recordings/${id}`);
  await expect(page.locator("video")).toHaveCount(0);
  await button(page, "开始查看").click();
  await expect(page.locator("main")).toContainText("请写明查看目的");
  await expectFitForAll(page, "console-recording-purpose");
  await page.setViewportSize({ width: 1280, height: 900 });
  await watch(page, id);
  await expect(page.locator("[data-position]")).toHaveText("0:00 / 0:06");
  await expect(page.locator(".stamp")).toContainText("王磊");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-position]")).toHaveText("0:05 / 0:06");
  await page.keyboard.press(",");
  await expect.poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.currentTime)).toBeCloseTo(4.96, 1);
  await page.getByLabel("标注内容").fill("在这里交付现金");
  await button(page, "保存标注").click();
  await expect(page.locator("main")).toContainText("在这里交付现金");
  await expect(page.locator(".marks .note")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "跳到 0:05" }).click();
  await expect(page.locator("main")).toContainText("办理案件，核对事实");
  await expect(page.locator("main")).toContainText("做标注");
  await expectFitForAll(page, "console-recording");
});

test("a recording that fits in time is confirmed with one press and unlinked with a reason", async ({ page }) => {
  const { id: caseId, began } = await questioned();
  // Nobody said who made it: what an officer made himself is matched without asking.
  const id = await sent("majun", { from: began - 30_000, seconds: 400, unit: await unitOf() });
  await signIn(page, "wanglei", `/recordings/${id}`);
  await expect(page.locator("main aside")).toContainText("时间吻合的环节");
  await page.locator(`[data-suggestion="${caseId}"]`).getByRole("button").click();
  await expect(page.locator(`[data-match="${caseId}"]`)).toContainText("人工关联");
  await expect(page.locator("main aside")).toContainText("作为案件证据");
  await page.locator(`[data-match="${caseId}"]`).getByRole("button", { name: /^取消关联/ }).click();
  await dialog(page).locator("button[type=submit]").click();
  await expect(dialog(page)).toContainText("请写明理由");
  await dialog(page).getByLabel("取消关联的理由").fill("不是这次询问的录像");
  await dialog(page).locator("button[type=submit]").click();
  await expect(page.locator(`[data-match="${caseId}"]`)).toHaveCount(0);
  await expect(page.locator("main")).toContainText("不是这次询问的录像");
});

test("a case shows what of a questioning was recorded; a gap is explained, and somebody outside let in", async ({ page }) => {
  const { id: caseId, began } = await questioned();
  const number = await registered();
  const id = await sent("majun", { from: began - 10_000, seconds: 310, unit: await unitOf(), device: number });
  const { duties } = await (await fetch(url(`/api/v1/cases/${caseId}/recordings`), { headers: await headersOf("wanglei") })).json() as { duties: { occasion: number }[] };
  await post("wanglei", `/api/v1/recordings/${id}/matches`, { case: caseId, occasion: duties[0]?.occasion });
  await signIn(page, "wanglei", `/cases/${caseId}?tab=recordings`);
  const duty = page.locator('[data-duty="inquiry"]').first();
  await expect(duty).toContainText("有中断未说明");
  await expect(duty).toContainText("已录 5分00秒，共 10分00秒（50%）");
  await duty.getByRole("button", { name: /^说明原因/ }).click();
  await dialog(page).getByLabel("具体情况").fill("存储卡已满，换卡后没有继续录制");
  await expectFitForAll(page, "console-case-gap");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog(page).locator("button[type=submit]").click();
  await expect(duty).toContainText("中断已说明");
  await expect(duty).toContainText("存储卡已满");
  await expect(page.locator(".lane .part")).toHaveCount(1);
  await expectFitForAll(page, "console-case-recordings");
  await page.setViewportSize({ width: 1280, height: 900 });

  await signIn(page, "chenbin", `/cases/${caseId}?tab=recordings`);
  await button(page, "开通链接").click();
  for (const [name, value] of [["viewer", "沈律师"], ["organ", "云岭县示范律师事务所"], ["basis", "行政诉讼代理"], ["letter", "云律函〔2026〕8号"]] as const) {
    await dialog(page).locator(`input[name=${name}]`).fill(value);
  }
  await dialog(page).getByLabel("有效期至").fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10) + " 10:00");
  await page.keyboard.press("Enter");
  await dialog(page).locator("button[type=submit]").click();
  await expect(dialog(page)).toContainText("/watch/");
  const address = await dialog(page).locator("code").innerText();
  expect((await page.request.get(address)).status()).toBe(200);
  await expectFitForAll(page, "console-viewing-granted");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog(page).getByRole("button", { name: "关闭" }).last().click();
  await page.locator("[data-viewing]").getByRole("button", { name: /^收回/ }).click();
  await dialog(page).getByLabel("收回的理由").fill("已经看完");
  await dialog(page).locator("button[type=submit]").click();
  await expect(page.locator("[data-viewing]")).toContainText("已收回");
  expect((await page.request.get(address)).status()).toBe(410);
});

test("a device is registered, issued, checked and taken back, and who had it stays on record", async ({ page }) => {
  await signIn(page, "majun", "/devices");
  const number = `DSJ-${process.pid}-页${Date.now() % 100_000}`;
  await button(page, "登记设备").click();
  await dialog(page).locator("input[name=number]").fill(number);
  await dialog(page).locator("input[name=serial]").fill(`S-${Date.now()}`);
  await dialog(page).locator("input[name=model]").fill("明镜一号");
  await dialog(page).locator(".el-select").last().click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "治安管理大队" }).click();
  await dialog(page).locator("button[type=submit]").click();
  const row = page.locator(`[data-device="${number}"]`);
  await expect(row).toContainText("在库");
  await row.getByRole("button", { name: /^办理/ }).click();
  const act = async (name: string) => {
    await dialog(page).locator(".el-radio-button", { hasText: name }).click();
  };
  await act("领用");
  await dialog(page).locator(".act .el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "王磊" }).click();
  await dialog(page).locator("button[type=submit]").click();
  await expect(dialog(page)).toContainText("至今");
  await act("检查");
  await dialog(page).getByLabel("时钟比标准时间快几秒").fill("95");
  await expectFitForAll(page, "console-device");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog(page).locator("button[type=submit]").click();
  await expect(row).toContainText("时钟差95秒");
  await act("交还");
  await dialog(page).locator("button[type=submit]").click();
  await expect(dialog(page).locator("h3", { hasText: "办理经过" }).locator("..")).toContainText("交还");
  await expect(dialog(page).locator("h3", { hasText: "领用经过" }).locator("..")).toContainText("王磊");
  await page.keyboard.press("Escape");
  await expect(row).toContainText("在库");
  await expectFitForAll(page, "console-devices");
});

test("destruction takes two people, and what is evidence is refused with its article", async ({ page }) => {
  const { id: caseId, began } = await questioned();
  const evidence = await sent("wanglei", { from: began, seconds: 60 });
  await post("wanglei", `/api/v1/recordings/${evidence}/matches`, { case: caseId, occasion: 0 });
  const old = await sent("wanglei", { from: Date.now() - 400 * 86_400_000 });
  await post("majun", `/api/v1/recordings/${old}/classes`, { retention: "ordinary", reason: "日常巡逻" });
  const refused = await fetch(url("/api/v1/destructions"), { method: "POST", headers: { ...(await headersOf("majun")), "Idempotency-Key": wishKey(), "Content-Type": "application/json" },
    body: JSON.stringify({ recordings: [evidence], reason: "到期" }) });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(await refused.text()).toContain("不得销毁");

  await signIn(page, "majun", "/retention");
  await expect(page.locator(`[data-recording="${evidence}"]`)).toHaveCount(0);
  await page.locator(`[data-recording="${old}"] .el-checkbox`).click();
  await button(page, "提出销毁").click();
  await dialog(page).getByLabel("销毁的理由").fill("保存期已满，不涉及案件");
  await dialog(page).locator("button[type=submit]").click();
  const batch = page.locator("[data-batch]").first();
  await expect(batch).toContainText("待另一人处理");
  await batch.getByRole("button", { name: "查看清单" }).click();
  await expect(batch).toContainText("您提出的由另一人处理");
  await expectFitForAll(page, "console-retention");

  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "caozheng", "/retention");
  await batch.getByRole("button", { name: "查看清单" }).click();
  await batch.getByRole("button", { name: "同意销毁" }).click();
  await dialog(page).getByLabel("核对情况和理由").fill("逐一核对，同意");
  await dialog(page).locator("button[type=submit]").click();
  await expect(batch).toContainText("已同意并销毁");
  await page.goto(place(`/recordings/${old}`));
  await expect(page.locator("main")).toContainText("已销毁，只保留登记的情况和校验值");
});

test("a class is taken away by two people, and a hold keeps a recording until it is lifted", async ({ page }) => {
  const id = await sent("wanglei", { from: Date.now() - 300 * 86_400_000 });
  await signIn(page, "majun", `/recordings/${id}`);
  const keeping = page.locator("section.panel", { has: page.getByRole("heading", { name: "保存类别" }) });
  const reasoned = async (label: string, reason: string) => {
    await dialog(page).getByLabel(label).fill(reason);
    await dialog(page).locator("button[type=submit]").click();
    await expect(dialog(page)).toHaveCount(0);
  };
  await keeping.getByRole("button", { name: "增加保存类别" }).click();
  await dialog(page).locator(".el-select").click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: "重大突发事件" }).click();
  await reasoned("理由", "误认为群体性事件");
  await expect(keeping).toContainText("永久保存");
  await keeping.getByRole("button", { name: "暂停销毁" }).click();
  await reasoned("为什么不得销毁", "有投诉正在处理");
  await expect(keeping).toContainText("有投诉正在处理");
  await keeping.getByRole("button", { name: "提出缩短" }).click();
  await reasoned("缩短保存期限的理由", "核实后不是群体性事件");
  await expect(keeping).toContainText("马骏提出缩短：核实后不是群体性事件");
  // Not by the one who proposed it.
  await keeping.getByRole("button", { name: "同意缩短" }).click();
  await dialog(page).getByLabel("理由").fill("同意");
  await dialog(page).locator("button[type=submit]").click();
  await expect(dialog(page)).toContainText("缩短保存期限应当由另一人同意");
  await expect(dialog(page).locator(".problem")).toContainText("请另一名有权限的人员办理");

  await signIn(page, "caozheng", `/recordings/${id}`);
  await keeping.getByRole("button", { name: "同意缩短" }).click();
  await reasoned("理由", "核对过现场情况，同意");
  await expect(keeping).not.toContainText("重大突发事件");
  await signIn(page, "majun", `/recordings/${id}`);
  await keeping.getByRole("button", { name: "解除", exact: true }).click();
  await reasoned("解除的理由", "投诉已经办结");
  await expect(keeping).not.toContainText("有投诉正在处理");
  await expect(page.locator("main")).toContainText("投诉已经办结");
});

test("a file that is not the one declared is in quarantine until its administrator settles it", async ({ page }) => {
  const id = await sent("wanglei", { sha256: "0".repeat(64) });
  await signIn(page, "majun", "/recordings?only=quarantined");
  await page.locator(`[data-recording="${id}"] a`).first().click();
  await expect(page.locator(".quarantine")).toContainText("不得作为证据");
  await expectFitForAll(page, "console-recording-quarantine");
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(page, "解除隔离").click();
  await dialog(page).getByLabel("核对结果").fill("与设备原件一致，是采集站登记有误");
  await dialog(page).locator("button[type=submit]").click();
  await expect(page.locator(".quarantine")).toHaveCount(0);
  await expect(page.locator("main")).toContainText("采集站登记有误");
});

test("the wall counts what was not recorded, and each number leads to the list behind it", async ({ page }) => {
  const { id: caseId } = await questioned();
  await signIn(page, "luojing", "/recording-wall");
  await expect(page.locator(".matrix tbody tr").first()).toBeVisible();
  const figure = page.locator('[data-figure="questioning"]');
  expect(Number(await figure.locator("strong").innerText())).toBeGreaterThan(0);
  await expect(page.locator(".matrix td.red").first()).toContainText(/缺\d+/);
  await expectFitForAll(page, "console-recording-wall");
  await page.setViewportSize({ width: 1280, height: 900 });
  await figure.click();
  await expect(page).toHaveURL(/recording-duties\?.*item=questioning/);
  await page.goBack();
  await button(page, "全屏").click();
  await expect(button(page, "退出全屏")).toBeVisible();
  await picture(page, "console-recording-wall-full");
  await button(page, "退出全屏").click();
  await figure.click();
  await expect(page.locator(`[data-case="${caseId}"]`)).toContainText("没有录制");
  await expectFitForAll(page, "console-recording-duties");
});

test("a clip and a redacted copy are made from where the player stands, and are files of their own", async ({ page }) => {
  const id = await sent("wanglei", { from: Date.now() - 3_600_000 });
  await signIn(page, "wanglei");
  await watch(page, id);
  const panel = page.locator("section", { has: page.getByRole("heading", { name: "制作片段或者遮挡副本" }) });
  // Once the server has looked through it.
  await expect(panel).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByRole("button", { name: "开始制作" })).toBeDisabled();
  await page.getByRole("slider").first().fill("1000");
  await panel.getByRole("button", { name: "从当前位置开始" }).click();
  await page.getByRole("slider").first().fill("3000");
  await panel.getByRole("button", { name: "到当前位置结束" }).click();
  await expect(panel).toContainText("0:01 至 0:03");
  await panel.getByLabel("副本名称").fill("交付现金");
  await panel.getByLabel("制作目的").fill("案卷评查");
  await panel.getByRole("button", { name: "开始制作" }).click();
  await expect(panel).toContainText("已制作完成", { timeout: 60_000 });
  await expect(page.getByRole("link", { name: "交付现金" })).toBeVisible();

  await panel.getByText("遮挡副本", { exact: true }).click();
  const surface = await panel.locator(".surface").boundingBox();
  if (!surface) throw new Error("nothing to draw on");
  await page.mouse.move(surface.x + surface.width * 0.2, surface.y + surface.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(surface.x + surface.width * 0.6, surface.y + surface.height * 0.7);
  await page.mouse.up();
  await expect(panel.locator(".surface .box")).toHaveCount(1);
  await panel.getByRole("button", { name: "从当前位置消音" }).click();
  await panel.getByLabel("副本名称").fill("遮挡号牌");
  await expectFitForAll(page, "console-recording-copy");
  await page.setViewportSize({ width: 1280, height: 900 });
  await panel.getByRole("button", { name: "开始制作" }).click();
  await expect(page.getByRole("link", { name: "遮挡号牌" })).toBeVisible({ timeout: 60_000 });
});
