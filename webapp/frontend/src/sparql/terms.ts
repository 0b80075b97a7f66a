// Terms of an answer, and how they are written for a reader.

import type { Labels } from "./labels";
import { formatDay, formatMoment, formatNumber, text } from "./texts";

export interface Term {
  type: "uri" | "literal" | "typed-literal" | "bnode" | "triple";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

interface TripleValue {
  subject: Term;
  predicate: Term;
  object: Term;
}

export type Binding = Record<string, Term | undefined>;
export type Kind = "number" | "date" | "iri" | "text";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"].map(
    (name) => XSD + name,
  ),
);
const DATES = new Set([`${XSD}date`, `${XSD}dateTime`, `${XSD}gYear`, `${XSD}gYearMonth`]);

export function kindOf(term: Term): Kind {
  if (term.type === "uri") return "iri";
  if (term.datatype !== undefined && NUMBERS.has(term.datatype)) return "number";
  if (term.datatype !== undefined && DATES.has(term.datatype)) return "date";
  return "text";
}

export function numberOf(term: Term | undefined): number | null {
  if (term === undefined || kindOf(term) !== "number") return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/** What a cell shows: the label of a thing, a number or day as written in the language. */
export function shown(term: Term | undefined, labels: Labels | null): string {
  if (term === undefined) return "";
  if (term.type === "uri") return labels?.label(term.value) ?? shorten(term.value);
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value as unknown as TripleValue;
    return [subject, predicate, object].map((one) => shown(one, labels)).join(" ");
  }
  const kind = term.datatype;
  if (kind === undefined) return term.value;
  if (NUMBERS.has(kind)) {
    const value = Number(term.value);
    // A number that a double cannot hold is shown as it was given.
    return Number.isSafeInteger(value) || (Number.isFinite(value) && term.value.length <= 15)
      ? formatNumber(value)
      : term.value;
  }
  if (kind === `${XSD}date`) return formatDay(term.value);
  if (kind === `${XSD}dateTime`) return formatMoment(term.value);
  if (kind === `${XSD}boolean`) {
    return text(term.value === "true" || term.value === "1" ? "yes" : "no");
  }
  return term.value;
}

/** The term as SPARQL and Turtle write it, for copying and for whoever looks behind a label. */
export function exact(term: Term | undefined): string {
  if (term === undefined) return "";
  return term.type === "triple" ? shown(term, null) : term.value;
}

let prefixes: [string, string][] = [];

/** Take the prefixes that IRIs are shortened with; the longest namespace that fits wins. */
export function usePrefixes(known: Record<string, string>): void {
  prefixes = Object.entries(known).sort((a, b) => b[1].length - a[1].length);
}

export function shorten(iri: string): string {
  for (const [name, base] of prefixes) {
    const local = iri.slice(base.length);
    if (iri.startsWith(base) && /^[\w][\w.-]*$/.test(local) && !local.endsWith(".")) {
      return `${name}:${local}`;
    }
  }
  return iri;
}
