// Reads N-Triples, which has one statement a line and no prefixes.

import type { Binding, Term } from "./terms";

// IRI, blank node, literal with language or datatype, or a triple in << >> that stays as text.
const TERM = String.raw`<[^<>\s]*>|_:[^\s]+|"(?:[^"\\]|\\.)*"(?:\^\^<[^<>\s]*>|@[\w-]+)?|<<.*>>`;
const LINE = new RegExp(String.raw`^\s*(${TERM})\s+(<[^<>\s]*>)\s+(${TERM})\s*\.\s*$`);
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?$/s;
const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

export function parseTriples(body: string): Binding[] {
  const rows: Binding[] = [];
  for (const line of body.split("\n")) {
    const found = LINE.exec(line);
    if (found === null) continue;
    const [, subject = "", predicate = "", object = ""] = found;
    rows.push({
      subject: parseTerm(subject),
      predicate: parseTerm(predicate),
      object: parseTerm(object),
    });
  }
  return rows;
}

function parseTerm(written: string): Term {
  if (written.startsWith("<<")) return { type: "literal", value: written };
  if (written.startsWith("<")) return { type: "uri", value: unescape(written.slice(1, -1)) };
  if (written.startsWith("_:")) return { type: "bnode", value: written.slice(2) };
  const found = LITERAL.exec(written);
  const term: Term = { type: "literal", value: unescape(found?.[1] ?? written) };
  if (found?.[2] !== undefined) term.datatype = found[2];
  if (found?.[3] !== undefined) term["xml:lang"] = found[3];
  return term;
}

function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs,
    (_whole, short: string | undefined, long: string | undefined, one: string | undefined) => {
      const code = short ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return ESCAPES[one ?? ""] ?? one ?? "";
    },
  );
}
