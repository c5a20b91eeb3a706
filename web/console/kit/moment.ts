// SPDX-License-Identifier: Apache-2.0
// The server writes moments with the bureau's own offset: their date and time are taken as they
// stand, whatever the clock of this machine thinks.

/** "2026-10-22" of "2026-10-22T09:10:00+08:00". */
export const dayOf = (moment: string): string => moment.slice(0, 10);
/** "2026-10-22 09:10" */
export const minuteOf = (moment: string): string => `${moment.slice(0, 10)} ${moment.slice(11, 16)}`;

const offsetHours = 8;
const msPerDay = 86_400_000;

/** The bureau's day of an instant. */
export const localDay = (at: Date): string => new Date(at.getTime() + offsetHours * 3_600_000).toISOString().slice(0, 10);

/** Whole days from today to the day of `due`; negative when it is over. */
export function daysUntil(due: string, now: Date = new Date()): number {
  return Math.round((Date.parse(dayOf(due)) - Date.parse(localDay(now))) / msPerDay);
}

/** "1.5 MB" */
export function sizeOf(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let at = 0;
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024;
    ++at;
  }
  return `${at === 0 ? value : value.toFixed(1)} ${units[at]}`;
}
