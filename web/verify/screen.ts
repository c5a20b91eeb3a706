// SPDX-License-Identifier: Apache-2.0
// Draws an outcome. Everything that came from outside goes through textContent.
import type { Field } from "./world.ts";
import type { Fact, Outcome, Step } from "./outcome.ts";
import { asRecorded, toYuan } from "./typed.ts";
import { type Language, absent, factWords, groundWords, moment, reasonWords, say, steps, verdicts, words } from "./words.ts";

type Child = Node | string | undefined;

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Record<string, string>, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children) if (child !== undefined) element.append(child);
  return element;
}

const marks = { passed: "✓", failed: "✗", running: "…", waiting: "·", absent: "–" };
const pauseMs = 200;
const times = new Set(["made_at", "published_at", "reviewed_at"]);

export class Screen {
  private readonly language: Language;
  private readonly telephone: string;
  private readonly place: HTMLElement;
  private readonly verdict = make("div", { class: "verdict", role: "status" });
  private readonly list = make("ol", { class: "checks" });
  private readonly below = make("div", {});
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private readonly progress = make("progress", { max: "8", value: "0" });

  constructor(place: HTMLElement) {
    this.place = place;
    this.language = place.dataset.language === "en" ? "en" : "zh";
    this.telephone = place.dataset.telephone ?? "";
    this.progress.setAttribute("aria-label", this.say(words.working));
  }

  say(pair: { zh: string; en: string }): string {
    return say(pair, this.language);
  }

  /** Empties the place for a new inquiry. */
  start(): void {
    this.verdict.className = "verdict";
    this.verdict.replaceChildren(make("h2", {}, this.say(words.working)), this.progress);
    this.list.replaceChildren();
    this.below.replaceChildren();
    this.place.replaceChildren(this.verdict, this.list, this.below);
  }

  /** In a while: a quick check is over by then, and drawing its steps would only hold it up. */
  show(outcome: Outcome): void {
    this.drawing ??= setTimeout(() => this.draw(outcome), pauseMs);
  }

  private draw(outcome: Outcome): void {
    clearTimeout(this.drawing);
    this.drawing = undefined;
    const done = outcome.steps.filter(({ state }) => state === "passed" || state === "absent");
    this.progress.value = done.length;
    this.list.replaceChildren(...outcome.steps.map((step) => this.step(step)));
  }

  /** `kept`: when what was checked was kept on this device; undefined: it is from the site now. */
  finish(outcome: Outcome, retry: (() => void) | undefined, kept?: string): void {
    this.draw(outcome);
    const { title, text } = verdicts[outcome.verdict];
    const halted = outcome.steps.find(({ reason }) => reason !== undefined);
    const tone = { genuine: "good", refuted: "bad", partial: "open", unfinished: "open" };
    this.verdict.className = `verdict ${tone[outcome.verdict]}`;
    this.verdict.replaceChildren(make("h2", {}, this.say(title)));
    if (this.say(text)) this.verdict.append(make("p", {}, this.say(text)));
    if (kept) {
      this.verdict.append(make("p", { class: "kept" }, this.say(words.kept) + moment(kept, this.language)));
    }
    if (halted?.reason) {
      const named = outcome.verdict === "refuted"
        ? this.say(words.failed_at) + this.say(steps[halted.id].name)
        : this.say(steps[halted.id].name);
      this.verdict.append(make("p", {}, make("b", {}, named)), make("p", {}, this.say(reasonWords[halted.reason])));
    }
    if (outcome.verdict === "refuted" && this.telephone) {
      const link = make("a", { href: `tel:${this.telephone}` }, this.telephone);
      this.verdict.append(make("p", {}, this.say(words.call), link));
    }
    this.below.replaceChildren();
    if (outcome.document !== undefined && outcome.verdict === "genuine") {
      this.below.append(make("details", {}, make("summary", {}, this.say(words.document)),
        make("pre", { lang: "zh-CN", tabindex: "0" }, outcome.document)));
    }
    if (retry) {
      const label = halted?.reason === "values_differ" ? words.retry : words.again;
      const button = make("button", { type: "button" }, this.say(label));
      button.addEventListener("click", retry);
      this.below.append(make("p", { class: "buttons" }, button));
    }
  }

  tellKept(): void {
    this.verdict.append(make("p", { class: "hint" }, this.say(words.kept_here)));
  }

  private step(step: Step): HTMLElement {
    const state = this.say(step.state === "absent"
      ? (step.id === "review" ? words.not_applicable : words.unchecked)
      : words[step.state]);
    const summary = make("summary", {},
      make("span", { class: "mark", "aria-hidden": "true" }, marks[step.state]),
      make("span", { class: "unseen" }, `${state}: `),
      make("b", {}, this.say(steps[step.id].name)),
      make("span", {}, this.line(step)));
    const item = make("li", { class: step.state, "data-step": step.id });
    item.append(make("details", {}, summary, this.facts(step.facts)));
    if (step.reason) item.append(make("p", { class: "why" }, this.say(reasonWords[step.reason])));
    return item;
  }

  private line(step: Step): string {
    if (step.state === "absent") return this.say(absent[step.id] ?? words.not_applicable);
    if (step.state !== "passed") return this.say(words[step.state]);
    if (step.ground) return this.say(groundWords[step.ground]);
    const made = step.facts.find(({ label }) => label === "made_at");
    return made ? moment(made.value, this.language) : this.say(steps[step.id].passed);
  }

  private facts(facts: Fact[]): HTMLElement {
    const rows = facts.map(({ label, value }) => make("div", {},
      make("dt", {}, this.say(factWords[label])),
      make("dd", {}, times.has(label) ? `${moment(value, this.language)} · ${value}` : value)));
    return rows.length > 0 ? make("dl", {}, ...rows) : make("p", { class: "hint" }, this.say(words.waiting));
  }

  /** A form for the values on the paper; resolves once every one of them can be read. */
  ask(fields: Field[], before: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    return new Promise((resolve) => {
      const inputs = fields.map((field) => this.input(field, before.get(field.name) ?? ""));
      const form = make("form", { class: "panel values", novalidate: "" },
        make("h2", {}, this.say(words.asking)), make("p", { class: "hint" }, this.say(words.asking_text)),
        ...inputs.map(({ row }) => row), make("button", { type: "submit" }, this.say(words.check)));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const typed = inputs.map(({ read }) => read());
        if (typed.some((value) => value === undefined)) {
          form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
          return;
        }
        this.below.replaceChildren();
        this.verdict.replaceChildren(make("h2", {}, this.say(words.working)), this.progress);
        resolve(new Map(fields.map(({ name }, at) => [name, typed[at] as string])));
      });
      this.verdict.replaceChildren(make("h2", {}, this.say(words.asking_state)), this.progress);
      this.below.replaceChildren(form);
      form.querySelector<HTMLElement>("input, select")?.focus();
    });
  }

  private input(field: Field, value: string): { row: HTMLElement; read: () => string | undefined } {
    const id = `value-${field.name}`;
    const input = field.kind === "choice" ? this.choices(field, id) : make("input", {
      id, autocomplete: "off", spellcheck: "false", type: field.kind === "date" ? "date" : "text",
      inputmode: field.kind === "fen" ? "decimal" : field.kind === "integer" ? "numeric" : "text",
    });
    input.value = field.kind === "fen" ? toYuan(value) : value;
    const problem = make("span", { class: "why", id: `${id}-problem` });
    const unit = field.kind === "fen" ? this.say(words.yuan) : "";
    const optional = field.optional ? this.say(words.if_shown) : "";
    const read = () => {
      const typed = input.value.normalize("NFC").trim();
      const empty = typed === "";
      const recorded = empty ? (field.optional ? "" : undefined) : asRecorded(field.kind, typed);
      input.setAttribute("aria-invalid", String(recorded === undefined));
      input.setAttribute("aria-describedby", problem.id);
      const wrong = empty ? words.empty : field.kind === "fen" ? words.bad_amount : words.bad_number;
      problem.textContent = recorded === undefined ? this.say(wrong) : "";
      return recorded;
    };
    const label = make("label", { for: id }, this.labelOf(field) + unit + optional);
    return { row: make("p", {}, label, input, problem), read };
  }

  private labelOf(of: { label: string; label_en: string }): string {
    return this.language === "en" ? of.label_en || of.label : of.label;
  }

  private choices(field: Field, id: string): HTMLSelectElement {
    const options = (field.choices ?? []).map((choice) =>
      // The paper is in Chinese, whatever language the reader is guided in.
      make("option", { value: choice.value },
        this.language === "en" ? `${choice.label} (${this.labelOf(choice)})` : choice.label));
    return make("select", { id }, make("option", { value: "" }, this.say(words.choose_one)), ...options);
  }
}
