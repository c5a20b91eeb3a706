// SPDX-License-Identifier: Apache-2.0
// Text that breaks careless programs: too long, rare characters, marks that turn the direction of
// writing, scripts. It is kept, shown, found and printed as it is, or refused in words.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, expect } from "@playwright/test";
import { type Party, decided, drafted, filing, input, opened, ordinary, pick, place, post, saved, signIn, test, unsent } from "./console.ts";
import { expectWithinWidth, picture, url } from "./support.ts";

test.use({ locale: "zh-CN", viewport: { width: 1280, height: 844 }, contextOptions: { reducedMotion: "reduce" } });

test("a pasted text of 100,000 characters is kept as a draft, counted, and refused in words", async ({ page }) => {
  await signIn(page, "lina", "/cases/new/assault");
  await input(page, "report.place").fill("案".repeat(100_000));
  await expect(page.locator("[data-field='report.place'] .fault")).toContainText("100000");
  await expectWithinWidth(page);
  await saved(page);
  await page.reload();
  await expect(input(page, "report.place")).toHaveValue(/^案{100000}$/, { timeout: 30_000 });
  await page.getByRole("button", { name: "登记并建立案件" }).click();
  await expect(page.locator("[data-field='report.place'].faulty")).toBeVisible();
  await expect(page).toHaveURL(/\/cases\/new\/assault$/);
  await page.getByRole("button", { name: "不要草稿" }).click();
  await expect(input(page, "report.place")).toHaveValue("");
});

test("what is too long even for a draft is said, and is not left behind at sign-out", async ({ page }) => {
  await signIn(page, "zhouqiang", "/cases/new/venue_room_fittings");
  await input(page, "report.place").fill(`不该留下${"案".repeat(400_000)}`);
  await expect(page.locator(".kept")).toContainText("草稿未能保存", { timeout: 30_000 });
  expect(await unsent(page)).toContain("不该留下");
  await page.locator(".leave").click();
  await expect(page.locator("input[name=login]")).toBeVisible();
  expect(await unsent(page)).not.toContain("不该留下");
});

const rare: Party = { name: "龘𠮷野家量贩歌厅😀", representative: "𠮷田龘", place: "云岭县䶮街8号" };

/** What somebody reads who takes a paper's words out of the PDF. */
async function printed(page: Page, id: string, version: number): Promise<string> {
  const answer = await page.request.get(url(`/api/v1/cases/${id}/papers/${version}/pdf`));
  expect(answer.status()).toBe(200);
  const folder = mkdtempSync(join(tmpdir(), "mingcha-pdf-"));
  try {
    writeFileSync(join(folder, "paper.pdf"), await answer.body());
    const run = spawnSync("pdftotext", ["-enc", "UTF-8", join(folder, "paper.pdf"), "-"], { encoding: "utf8" });
    expect(run.error, "pdftotext (poppler-utils)").toBeUndefined();
    return run.stdout.replace(/\s/g, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("emoji and rare characters in names are kept, shown, found and printed", async ({ page }) => {
  const id = await opened(rare);
  await signIn(page, "wanglei", `/cases/${id}/do/filing`);
  await pick(page, "filing.opinion", "own_case");
  await pick(page, "party.kind", "organisation");
  const values = Object.entries(filing(rare).values).filter(([name]) => !["filing.opinion", "party.kind"].includes(name));
  for (const [field, value] of values) await input(page, field).fill(value);
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
  await expect(page.locator("h1")).toContainText(rare.name);
  await page.goto(place(`/cases/${id}?tab=facts`));
  await expect(page.locator("main")).toContainText(rare.representative);
  await picture(page, "console-rare-characters");
  for (const part of ["𠮷野", "龘", "😀"]) {
    await page.goto(place(`/cases?q=${encodeURIComponent(part)}`));
    await expect(page.locator(".sheet tbody tr", { hasText: rare.name }).first(), part).toBeVisible();
  }
  const { documents } = await (await page.request.get(url(`/api/v1/cases/${id}`))).json() as { documents: { document: string; version: number }[] };
  const register = documents.find((paper) => paper.document === "filing_register");
  expect(await printed(page, id, register?.version ?? 0)).toContain(rare.name);
});

test("marks that turn the direction of writing are refused at their field, and change nothing around them", async ({ page }) => {
  const id = await opened();
  await signIn(page, "wanglei", `/cases/${id}/do/filing`);
  await pick(page, "filing.opinion", "own_case");
  await pick(page, "party.kind", "organisation");
  const values = Object.entries(filing({ name: "正\u202e厅歌", representative: "贾流萤", place: "县城" }).values).filter(([name]) => !["filing.opinion", "party.kind"].includes(name));
  for (const [field, value] of values) await input(page, field).fill(value);
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page.locator("[data-field='party.name'].faulty .fault")).toBeVisible();
  await expect(page.locator(".field.faulty")).toHaveCount(1);
  await input(page, "party.name").fill("正常歌厅");
  await page.getByRole("button", { name: "提交" }).click();
  await expect(page).toHaveURL(new RegExp(`/cases/${id}$`));
});

/** Short enough for a name. */
const script = `<img src=x onerror=ran=1>'"{{ran=1}}`;
const longer = `<script>ran=1</script><a href="javascript:ran=1">`;
const partyShown = `${ordinary.name}${script}`;
const silent = async (page: Page) => expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();

test("a script in every text field is text on every page that shows it", async ({ page }) => {
  const id = await drafted(ordinary, script);
  await post("wanglei", `/api/v1/cases/${id}/evidence?title=${encodeURIComponent(`证${longer}`)}&name=${encodeURIComponent(`a${longer}.html`)}`, `<script>parent.ran=1</script>${id}`, "text/html");
  await signIn(page, "wanglei", `/cases/${id}`);
  for (const [path, words] of [["", partyShown], ["?tab=facts", `${ordinary.representative}${script}`], ["?tab=evidence", `证${longer}`], ["?tab=review", partyShown], ["?tab=timeline", `证${longer}`],
    ["?tab=documents", partyShown], ["/do/inquiry", partyShown]] as const) {
    await page.goto(place(`/cases/${id}${path}`));
    await expect(page.locator("body"), path).toContainText(words);
    await expectWithinWidth(page);
    await silent(page);
  }
  await page.goto(place(`/cases/${id}?tab=documents`));
  await page.getByRole("button", { name: "查看正文" }).first().click();
  await expect(page.locator(".el-dialog:visible .paper")).toContainText(script);
  await silent(page);
  await page.goto(place("/cases"));
  await expect(page.locator(".sheet")).toContainText(partyShown);
  await silent(page);
  await page.goto(place("/"));
  await expect(page.locator("main")).toContainText(partyShown);
  await silent(page);
  // An HTML file is kept and given out, never shown as a page.
  await page.goto(place(`/cases/${id}?tab=evidence`));
  const line = page.locator("main li", { hasText: "text/html" });
  await expect(line.locator(".link")).toHaveCount(0);
  const file = await page.request.get(url(`${await line.locator("a[download]").getAttribute("href")}?inline=1`));
  expect(file.headers()["content-type"]).toBe("application/octet-stream");
  expect(file.headers()["content-disposition"]).toBe("attachment");
  for (const [login, path] of [["heping", `/cases/${id}/review/legal_review`], ["caozheng", `/cases/${id}/decision/decision`]] as const) {
    await signIn(page, login, path);
    await expect(page.locator(".paper").first()).toContainText(partyShown);
    await silent(page);
  }
});

test("a script in a decision is text where it is served, masked and published", async ({ page }) => {
  const id = await decided(ordinary, script);
  await signIn(page, "wanglei", `/cases/${id}/service/service`);
  await expect(page.locator("main")).toContainText(partyShown);
  await silent(page);
  await signIn(page, "gongli", `/publications/${id}`);
  await expect(page.locator(".paper").first()).toContainText(script);
  await expectWithinWidth(page);
  await silent(page);
});
