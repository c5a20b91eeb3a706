// SPDX-License-Identifier: Apache-2.0
// A list of things in the server's text: a line each, cells divided by a bar.

export type Row = string[];

const bar = "\uff5c";
/** What the server writes into a cell that has nothing to say. */
const struckOut = "\uff0f";

const dividers = /[\uff5c|\t]/;

/** As many cells as there are columns: none is lost, what is over joins the last one. */
function fitted(cells: readonly string[], columns: number): Row {
  const over = cells.slice(columns - 1).filter(Boolean).join(" ");
  return Array.from({ length: columns }, (_, at) => (at === columns - 1 ? over : cells[at] ?? ""));
}

const cellsOf = (line: string): string[] => line.split(dividers).map((cell) => (cell.trim() === struckOut ? "" : cell.trim()));

export function rowsOf(text: string, columns: number): Row[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "").map((line) => fitted(cellsOf(line), columns));
}

export const isBlank = (row: Row): boolean => row.every((cell) => cell.trim() === "");

/** Blank rows are left out: they are there to be written into. */
export const textOf = (rows: readonly Row[]): string => rows.filter((row) => !isBlank(row)).map((row) => row.join(bar)).join("\n");

/** What one cell may hold: a bar or a line end typed into it would be another cell. */
export const cellText = (typed: string): string => typed.replace(/[\uff5c|]/g, "/").replace(/[\t\r\n]+/g, " ");

/** Whether what is pasted is more than one cell. */
export const isTable = (pasted: string): boolean => /\t/.test(pasted) || /\n/.test(pasted.trimEnd());

/** Pasted over the cells from (row, column) on; rows are added as they are needed. */
export function pasted(rows: readonly Row[], text: string, row: number, column: number, columns: number): Row[] {
  const lines = text.split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  const out = rows.map((each) => [...each]);
  lines.forEach((line, at) => {
    const target = out[row + at] ?? fitted([], columns);
    const cells = (line.includes("\t") ? line.split("\t") : line.split(dividers)).map((cell) => cellText(cell.trim()));
    out[row + at] = fitted([...target.slice(0, column), ...cells, ...target.slice(column + cells.length)], columns);
  });
  return out;
}

/** The number of the first row that has something and does not say what. */
export function namelessRow(text: string): number | undefined {
  const at = text.split("\n").findIndex((line) => line.trim() !== "" && (cellsOf(line)[0] ?? "") === "");
  return at < 0 ? undefined : at + 1;
}
