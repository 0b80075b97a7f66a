// Words of the page in its language, as the server gives them, and numbers and days as written in it.

const given = document.getElementById("sparql-texts");
const texts = JSON.parse(given?.textContent ?? "{}") as Record<string, string>;

export const language = document.documentElement.lang === "en" ? "en" : "nb";
/** British English: the day before the month, as on the other pages. */
const LOCALE = language === "en" ? "en-GB" : "nb-NO";

type Values = Record<string, string | number>;

export function text(key: string, values: Values = {}): string {
  const found = texts[key] ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A text with a count, from the forms `key.one` and `key.other`. */
export function counted(key: string, count: number): string {
  return text(`${key}.${count === 1 ? "one" : "other"}`, { n: formatNumber(count) });
}

/** CodeMirror's own phrases: their keys begin with "cm:". */
export function editorPhrases(): Record<string, string> {
  const own = Object.entries(texts).filter(([key]) => key.startsWith("cm:"));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(3), value]));
}

// Years and other numbers of four digits are written without a space.
const numbers = new Intl.NumberFormat(LOCALE, {
  maximumFractionDigits: 6,
  useGrouping: "min2",
});
const days = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const collator = new Intl.Collator(LOCALE, { numeric: true });

export function formatNumber(value: number): string {
  return numbers.format(value);
}

export function formatSeconds(value: number): string {
  // A hundredth of a second is as little as anybody wants to know.
  const digits = value < 10 ? 2 : 0;
  const shown = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits });
  return shown.format(Math.max(0.01, value));
}

export function formatDay(value: string): string {
  const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.valueOf()) ? value : days.format(date);
}

export function formatMoment(value: string | number): string {
  const date = new Date(value);
  return Number.isNaN(date.valueOf()) ? String(value) : moments.format(date);
}

export function compareTexts(left: string, right: string): number {
  return collator.compare(left, right);
}
