// SPDX-License-Identifier: Apache-2.0
// Lengths of time as people write them, and recordings beside one another under one axis of time.
import { t } from "../words/spans";

const two = (n: number) => String(n).padStart(2, "0");

function partsOf(ms: number): { h: number; m: number; s: number } {
  const whole = Math.max(0, Math.round(ms / 1000));
  return { h: Math.floor(whole / 3600), m: Math.floor((whole % 3600) / 60), s: whole % 60 };
}

/** In words: hours, minutes and seconds, leaving out what leads with nought. */
export function lengthOf(ms: number): string {
  const { h, m, s } = partsOf(ms);
  if (h > 0) return t("hours", { h, m: two(m), s: two(s) });
  return m > 0 ? t("minutes", { m, s: two(s) }) : t("seconds", { s });
}

/** How late something is: nobody counts the seconds of a day. */
export function roughly(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [d, h] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (d > 0) return h > 0 ? t("days_hours", { d, h }) : t("days", { d });
  return h > 0 ? t("hours_only", { h }) : t("minutes_only", { m: minutes });
}

/** "1:02:03", for players and axes. */
export function clockOf(ms: number): string {
  const { h, m, s } = partsOf(ms);
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Between two moments of the server; 0 where one is unknown. */
export const between = (from: string | null, to: string | null): number =>
  (from && to ? Math.max(0, Date.parse(to) - Date.parse(from)) : 0);

/** A percentage of the whole, within it. */
export function percentOf(at: number, from: number, to: number): number {
  if (to <= from) return 0;
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}

export interface Laned {
  recording: string;
  device: string;
  device_number: string;
  from: string | null;
  to: string | null;
}
export interface LanePart<T> { of: T; left: number; width: number }
export interface Lane<T> { id: string; title: string; parts: LanePart<T>[] }
export interface Lanes<T> { from: number; to: number; lanes: Lane<T>[] }

/** A lane for each camera; what overlaps within one gets a second. Nothing where no time is known. */
export function lanesOf<T extends Laned>(recordings: readonly T[], moments: readonly string[] = []): Lanes<T> | undefined {
  const timed = recordings.filter((each) => each.from && each.to)
    .sort((one, other) => Date.parse(one.from as string) - Date.parse(other.from as string));
  if (timed.length === 0) return undefined;
  const ends = [...timed.flatMap((each) => [each.from as string, each.to as string]), ...moments].map(Date.parse);
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const lanes: (Lane<T> & { camera: string; until: number })[] = [];
  for (const each of timed) {
    const [start, end] = [Date.parse(each.from as string), Date.parse(each.to as string)];
    const camera = each.device || each.device_number;
    let lane = lanes.find((known) => known.camera === camera && known.until <= start);
    if (!lane) {
      lane = { id: `${camera} ${lanes.length}`, title: each.device_number, camera, until: 0, parts: [] };
      lanes.push(lane);
    }
    const left = percentOf(start, from, to);
    lane.parts.push({ of: each, left, width: Math.max(percentOf(end, from, to) - left, 0.4) });
    lane.until = end;
  }
  lanes.sort((one, other) => one.camera.localeCompare(other.camera));
  return { from, to, lanes };
}

/** Round moments along an axis, at most so many. */
export function ticksOf(from: number, to: number, most = 6): number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 7200, 14_400, 43_200].map((minutes) => minutes * 60_000);
  const step = steps.find((each) => (to - from) / each <= most) ?? (to - from) / most;
  const ticks: number[] = [];
  // The bureau's midnight, not Greenwich's.
  const shift = 8 * 3_600_000;
  for (let at = Math.ceil((from + shift) / step) * step - shift; at <= to; at += step) ticks.push(at);
  return ticks;
}

/** "09:05" and "12-01 09:05" of a moment in numbers, in the bureau's time. */
export const hourOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);
export const dayHourOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(5, 16).replace("T", " ");
