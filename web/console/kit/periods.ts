// SPDX-License-Identifier: Apache-2.0
// Periods of a calendar that people look back on, by their first and last days.

export type Period = "year" | "quarter" | "month" | "all";

/** "2026-10-01" of the quarter that 2026-11-30 is in; nothing where all is asked for. */
export function firstDayOf(period: Period, today: string): string {
  const [year, month] = [today.slice(0, 4), Number(today.slice(5, 7))];
  if (period === "year") return `${year}-01-01`;
  if (period === "month") return `${today.slice(0, 7)}-01`;
  return period === "quarter" ? `${year}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, "0")}-01` : "";
}

/** The days of "2026-02" that lie between two others, either of which may be missing. */
export function daysOfMonth(month: string, from: string, to: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const last = `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, "0")}`;
  const first = `${month}-01`;
  return { from: from > first ? from : first, to: to && to < last ? to : last };
}
