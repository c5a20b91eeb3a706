// SPDX-License-Identifier: Apache-2.0
// Starts the program with its fictional data, or takes the one at BASE_URL, and reads from it, as
// an officer would, what stands on the papers that the tests hold in hand.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, start } from "./program.ts";

/** A decision on paper: what its QR code holds, and what is printed, by field. */
export interface Paper {
  link: string;
  values: Record<string, string>;
}

/** What the tests know beforehand. */
export interface Known {
  /** Papers of a decision after legal review, of one that needs none, and of a sealed one. */
  major: Paper;
  minor: Paper;
  sealed: Paper;
  /** Addresses of the two published decisions, and of a withdrawn one. */
  majorPage: string;
  minorPage: string;
  withdrawnPage: string;
  /** A receipt file. */
  receipt: string;
}

class Officer {
  private readonly base: string;
  private cookie = "";
  constructor(base: string) {
    this.base = base;
  }

  async signIn(login: string): Promise<this> {
    const logins = JSON.parse(readFileSync(join(root, "demo/logins.json"), "utf8")) as { login: string; password: string }[];
    const password = logins.find((each) => each.login === login)?.password;
    const answer = await fetch(`${this.base}/api/v1/session`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ login, password }),
    });
    if (!answer.ok) throw new Error(`${login} cannot sign in: ${answer.status}`);
    this.cookie = (answer.headers.get("Set-Cookie") ?? "").split(";")[0] as string;
    return this;
  }

  async text(path: string): Promise<string> {
    const answer = await fetch(this.base + path, { headers: { Cookie: this.cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.text();
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse(await this.text(path)) as T;
  }
}

interface CaseLine { case: string; item: string; number: string; major: boolean }
interface PublicationLine { case: string; publication: string; state: string }

function found<T>(what: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`the fictional data has no ${what}`);
  return value;
}

/** Reads the printed text as a person would: nothing comes from the record itself. */
function printed(text: string): Record<string, string> {
  const at = (what: string, pattern: RegExp) => found(what, pattern.exec(text)?.[1]);
  const [, year, month, day] = found("date", /^(\d{4})年(\d+)月(\d+)日$/m.exec(text) ?? undefined);
  const values: Record<string, string> = {
    "document.number": at("number", /^(\S+字〔\d{4}〕\d+号)$/m),
    decided_on: `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`,
    "party.name": at("party", /^(?:名称|姓名)：(.+)$/m),
  };
  const penalty = at("penalty", /现决定给予(.+?)的行政处罚/);
  const kinds: [RegExp, string, string?][] = [
    [/^警告$/, "警告"], [/^责令停业整顿(\d+)日$/, "责令停业整顿", "penalty.suspend_days"],
    [/^罚款人民币(\d+)元/, "罚款", "penalty.fine_yuan"],
  ];
  const [pattern, label, amount] = found("known penalty", kinds.find(([one]) => one.test(penalty)));
  values["penalty.kind"] = label;
  if (amount) values[amount] = pattern.exec(penalty)?.[1] as string;
  return values;
}

async function paperOf(officer: Officer, line: CaseLine, document: string): Promise<Paper> {
  const { link } = await officer.json<{ link: string }>(`/api/v1/cases/${line.case}/verification`);
  const text = await officer.text(`/api/v1/cases/${line.case}/documents/${document}`);
  return { link: `/v${new URL(link).hash}`, values: printed(text) };
}

async function read(base: string): Promise<Known> {
  const officer = await new Officer(base).signIn("zhaomin");
  const { cases } = await officer.json<{ cases: CaseLine[] }>("/api/v1/cases?limit=100");
  const editor = await new Officer(base).signIn("gongli");
  const { publications } = await editor.json<{ publications: PublicationLine[] }>("/api/v1/publications?limit=100");
  const pageOf = (id: string) => publications.find((line) => line.case === id && line.state === "published")?.publication;
  const publicOne = (major: boolean) =>
    found(major ? "major decision" : "other decision", cases.find((line) => line.major === major && pageOf(line.case)));
  const [major, minor] = [publicOne(true), publicOne(false)];
  const sealed = found("sealed decision", cases.find((line) => line.item === "assault" && line.number));
  const { seq } = await officer.json<{ seq: number }>(`/api/v1/cases/${major.case}/verification`);
  return {
    major: await paperOf(officer, major, "penalty_decision"),
    minor: await paperOf(officer, minor, "penalty_decision"),
    sealed: await paperOf(officer, sealed, "public_security_decision"),
    majorPage: `/decisions/${pageOf(major.case)}`,
    minorPage: `/decisions/${pageOf(minor.case)}`,
    withdrawnPage: `/decisions/${found("withdrawn decision", publications.find((line) => line.state === "withdrawn")).publication}`,
    receipt: await officer.text(`/api/v1/receipts/${seq}`),
  };
}

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const program = process.env.MINGCHA_PROGRAM;
  if (!process.env.BASE_URL && !program) {
    throw new Error("set MINGCHA_PROGRAM to the program mingcha, or BASE_URL to a running demo");
  }
  const running = process.env.BASE_URL || !program
    ? undefined : await start(program);
  if (running) process.env.BASE_URL = running.url;
  try {
    process.env.KNOWN = JSON.stringify(await read(process.env.BASE_URL as string));
  } catch (error) {
    await running?.stop();
    throw error;
  }
  return running?.stop;
}
