// SPDX-License-Identifier: Apache-2.0
// What a device's condition lets people do, and what there is to warn of.
import type { DeviceRow } from "../api/types";

export type DeviceAct = "issue" | "take_back" | "check" | "move" | "lose" | "find" | "send_for_repair" | "repaired" | "scrap";

const possible: Record<DeviceRow["condition"], readonly DeviceAct[]> = {
  in_store: ["issue", "check", "move", "send_for_repair", "lose", "scrap"],
  issued: ["take_back", "check", "move", "send_for_repair", "lose"],
  lost: ["find", "scrap"],
  in_repair: ["repaired", "scrap"],
  scrapped: [],
};
export const actsOn = (condition: DeviceRow["condition"]): readonly DeviceAct[] => possible[condition];

const msPerDay = 86_400_000;
export interface DeviceLimits { idleDays: number; checkDays: number }

/** Days without a recording, of a device that somebody has; 0: not worth a warning. */
export function silentDays(row: Pick<DeviceRow, "condition" | "since" | "last_recording">, limits: DeviceLimits, now = Date.now()): number {
  if (row.condition !== "issued") return 0;
  const heard = Math.max(...[row.since, row.last_recording].map((at) => (at ? Date.parse(at) : 0)));
  const days = heard ? Math.floor((now - heard) / msPerDay) : 0;
  return days >= limits.idleDays ? days : 0;
}

/** Nothing: in time; -1: never checked. */
export function uncheckedDays(row: Pick<DeviceRow, "condition" | "checked_at">, limits: DeviceLimits, now = Date.now()): number {
  if (row.condition === "scrapped") return 0;
  if (!row.checked_at) return -1;
  const days = Math.floor((now - Date.parse(row.checked_at)) / msPerDay);
  return days >= limits.checkDays ? days : 0;
}
