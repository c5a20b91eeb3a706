// SPDX-License-Identifier: Apache-2.0
// What the tests of the console have in common: signing in, the API as an officer, cases at a
// certain stage, and the parts of a form.
import { readFileSync } from "node:fs";
import { type Page, expect } from "@playwright/test";
import { url } from "./support.ts";

export { consoleTest as test } from "./support.ts";

export const password = (JSON.parse(readFileSync(new URL("../../demo/logins.json", import.meta.url), "utf8")) as { password: string }[])[0]?.password as string;

/** The server that a test talks to: the common one, or one of its own. */
export const place = (path: string, base = url("")) => `${base}/console${path}`;

/** From one address so many sign in at once, then one more every two seconds. */
async function inTurn<T>(ask: () => Promise<T>, status: (answer: T) => number): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (status(answer) !== 429) return answer;
    await new Promise((resolve) => setTimeout(resolve, 2100));
  }
}

export async function signIn(page: Page, login: string, path = "/", base = url("")): Promise<void> {
  const answer = await inTurn(() => page.request.post(`${base}/api/v1/session`, { data: { login, password } }), (each) => each.status());
  expect(answer.status(), login).toBe(201);
  await page.goto(place(path, base));
  await expect(page.locator(".frame-top .who")).toBeVisible();
}

/** In the dialog that stands over a page. */
export async function signInAgain(page: Page, login: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("登录已失效");
  await dialog.locator("input[name=login]").fill(login);
  await dialog.locator("input[name=password]").fill(password);
  await page.keyboard.press("Enter");
}

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z");
let minutesTaken = 0;
const firstMinute = Date.now() - (60 + Math.floor(Math.random() * 200)) * 86_400_000 - process.pid * 1000;
/** A minute in which nobody questions anybody else: an officer does one at a time, in whatever case. */
export function freeMinute(): { "inquiry.started": string; "inquiry.ended": string } {
  const began = firstMinute + 120_000 * ++minutesTaken;
  const at = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
  return { "inquiry.started": at(began), "inquiry.ended": at(began + 60_000) };
}
export const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

let wishes = 0;
export const wishKey = () => `e2e-${process.pid}-${Date.now()}-${++wishes}`;

interface Session { cookie: string; csrf: string }
/** One for each officer: the server does not let anybody sign in again and again. */
const sessions = new Map<string, Promise<Session>>();

async function newSession(login: string, base: string): Promise<Session> {
  const answer = await inTurn(() => fetch(`${base}/api/v1/session`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ login, password }) }), (each) => each.status);
  expect(answer.status, `${login} signs in`).toBe(201);
  return { cookie: (answer.headers.get("Set-Cookie") ?? "").split(";")[0] as string, csrf: (await answer.json() as { csrf: string }).csrf };
}

function sessionOf(login: string, base: string): Promise<Session> {
  const key = `${login} ${base}`;
  const found = sessions.get(key) ?? newSession(login, base);
  sessions.set(key, found);
  return found;
}

/** Of requests that a test makes itself, as somebody. */
export async function headersOf(login: string, base = url("")): Promise<{ Cookie: string; "X-CSRF-Token": string }> {
  const { cookie, csrf } = await sessionOf(login, base);
  return { Cookie: cookie, "X-CSRF-Token": csrf };
}

/** Over the API, as somebody. */
export async function post(login: string, path: string, data: unknown, type = "application/json", base = url("")): Promise<{ case: string }> {
  const { cookie, csrf } = await sessionOf(login, base);
  const answer = await fetch(base + path, {
    method: "POST", headers: { Cookie: cookie, "X-CSRF-Token": csrf, "Idempotency-Key": wishKey(), "Content-Type": type },
    body: typeof data === "string" ? data : JSON.stringify(data),
  });
  const text = await answer.text();
  expect(answer.status, `${path}: ${text}`).toBeLessThan(300);
  return JSON.parse(text) as { case: string };
}

export async function caseOf(page: Page, stage: string): Promise<string> {
  const { cases } = await (await page.request.get(url("/api/v1/cases?limit=200"))).json() as { cases: { case: string; stage: string }[] };
  const found = cases.find((each) => each.stage === stage);
  expect(found, stage).toBeTruthy();
  return (found as { case: string }).case;
}

export const input = (page: Page, field: string) => page.locator(`[data-field="${field}"]`).locator("input, textarea").first();

export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.locator(`[data-field="${field}"] .el-select`).click();
  await page.locator(".el-select-dropdown:visible .el-select-dropdown__item", { hasText: option }).first().click();
}

/** Of a few choices that all stand there. */
export const pick = (page: Page, field: string, value: string) =>
  page.locator(`[data-field="${field}"] .el-radio`, { has: page.locator(`input[value="${value}"]`) }).click();

export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const saved = (page: Page) => expect(page.locator(".kept")).toContainText("草稿已保存");
export const unsent = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));

// ---- a case, as far as a test needs it ----

export interface Party {
  name: string;
  representative: string;
  place: string;
}
export const ordinary: Party = { name: "流萤量贩歌厅", representative: "贾流萤", place: "云岭县城关镇示范路88号" };

export async function opened(party: Party = ordinary, base = url("")): Promise<string> {
  const { case: id } = await post("wanglei", "/api/v1/cases", { item: "venue_recordings_not_kept", performers: ["lina"], values: {
    "report.source": "found_at_work", "report.received_at": ago(60), "report.place": party.place,
    "report.summary": `日常检查中发现，${party.name}的监控录像仅留存3日。`, "report.material": "无" } }, "application/json", base);
  return id;
}

export const filing = (party: Party) => ({ values: { "filing.opinion": "own_case", "filing.reasons": "有违法事实，属于本机关管辖", "party.kind": "organisation",
  "party.name": party.name, "party.credit_code": "92999922MA00002852", "party.legal_representative": party.representative,
  "party.address": party.place, "party.phone": "0999-5550288" } });

const proposal = (party: Party) => ({ values: {
  "facts.occurred": today(), "facts.place": party.place,
  "facts.found": `${party.name}未按照规定将监控录像资料留存30日，仅留存3日，且一年内曾因同类行为受过警告。`,
  "facts.evidence": "现场检查照片、询问笔录、处罚决定书。", "facts.gravity": "serious", "facts.circumstances": "一年内再次违法，从重。",
  "facts.mitigated": false, "case.public_interest": false, "case.difficult": false, "case.grave": false,
  "penalty.kind": "suspend_business", "penalty.suspend_days": 30, "penalty.reasons": "一年内再次违反规定，情节严重。",
  "penalty.benchmark": "一年内再次违法，按停业整顿一个月的档次适用。", "penalty.correction": "立即将录像留存时间恢复为30日以上",
  "penalty.performance": "自收到本决定书之日起停业整顿三十日。",
} });

type Values = Record<string, string | number | boolean>;
const written = /\.(reasons|name|legal_representative|address|person|place|text|list|found|evidence|circumstances|benchmark|correction|performance)$/;
/** Behind everything that somebody wrote himself. */
const withMark = (values: Values, mark: string): Values =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, written.test(field) ? `${String(value)}${mark}` : value]));

/** With its draft: from the report to the defence. `mark` stands behind every text; `account` goes to
    the reviewer with the draft. */
export async function drafted(party: Party = ordinary, mark = "", account = ""): Promise<string> {
  const id = await opened(party);
  const step = (name: string, body: { values?: Values; performers?: string[] }) =>
    post("wanglei", `/api/v1/cases/${id}/steps/${name}`, body.values ? { ...body, values: withMark(body.values, mark) } : body);
  await step("filing", filing(party));
  await step("inquiry", { performers: ["lina"], values: { "inquiry.person": party.representative, "inquiry.relation": "representative", "inquiry.round": 1,
    "inquiry.place": "治安管理大队询问室", ...freeMinute(), "inquiry.rights_told": true,
    "inquiry.text": "问：监控录像留存多少天？\n答：硬盘不够，只存了三天。", "inquiry.checked": "read" } });
  await post("wanglei", `/api/v1/cases/${id}/evidence?title=${encodeURIComponent("现场检查照片")}&name=check.txt`,
    `监控主机回放界面，最早可回放日期为三日前。${id}\n`, "text/plain");
  await step("evidence", { values: { "evidence.list": "现场检查照片、询问笔录、去年的处罚决定书。" } });
  await step("proposal", proposal(party));
  await step("notice", { performers: ["lina"], values: { "notice.place": "治安管理大队询问室", "notice.hearing_told": true } });
  await step("defence", { values: { "defence.kind": "waived", "hearing.requested": false } });
  await post("wanglei", `/api/v1/cases/${id}/steps/draft`, account ? { reasons: account } : {});
  return id;
}

interface Read {
  review_points: { id: string }[];
  draft: { digest: string };
  review: { submission?: { reviewer: string } };
}
export const readCase = async (id: string, login = "wanglei") =>
  await (await fetch(url(`/api/v1/cases/${id}`), { headers: { Cookie: (await sessionOf(login, url(""))).cookie } })).json() as Read;

/** To whom the review that is under way was given: the bureau's people sign in by their ids. */
export async function reviewerOf(id: string): Promise<string> {
  const { review } = await readCase(id);
  expect(review.submission?.reviewer, "somebody has the review").toBeTruthy();
  return review.submission?.reviewer as string;
}

/** With the opinion of its reviewer that it passes. */
export async function reviewed(id: string): Promise<void> {
  const { review_points, draft } = await readCase(id);
  await post(await reviewerOf(id), `/api/v1/cases/${id}/steps/legal_review`, { draft: draft.digest, opinion: "pass", reasons: "事实清楚，证据充分，程序合法。",
    points: Object.fromEntries(review_points.map((point) => [point.id, { passed: true }])) });
}

/** The name of somebody above the handlers under the draft as it is now. */
export const signed = async (login: string, id: string, step: string) =>
  post(login, `/api/v1/cases/${id}/steps/${step}`, { draft: (await readCase(id)).draft.digest });

/** Reviewed and decided, so that it can be served and published. */
export async function decided(party: Party = ordinary, mark = ""): Promise<string> {
  const id = await drafted(party, mark);
  await signed("chenbin", id, "unit_approval");
  await reviewed(id);
  await signed("caozheng", id, "decision");
  return id;
}
