// SPDX-License-Identifier: Apache-2.0
// Shares and times as people in an office write them.
import { t } from "../words/quality";

/** "5.2%"; a whole number stands without its nought. */
export function share(part: number, whole: number): string {
  if (whole === 0) return "—";
  return `${Number(((part / whole) * 100).toFixed(1))}%`;
}

/** "1.3" */
export const mean = (sum: number, count: number): string => (count === 0 ? "—" : String(Number((sum / count).toFixed(1))));

/** "2天3小时": days and hours; hours and minutes of what took less than a day. */
export function lasted(minutes: number): string {
  const whole = Math.round(minutes);
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
  if (days > 0) return hours > 0 ? t("days_hours", { d: days, h: hours }) : t("days", { d: days });
  if (hours > 0) return rest > 0 ? t("hours_minutes", { h: hours, m: rest }) : t("hours", { h: hours });
  return t("minutes", { m: whole });
}
