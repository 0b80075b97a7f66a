// Reads a query that is being written: its prefixes, its triples, and where in it a place is.
// It must understand halves, which no parser of whole queries does.

import { RDF_TYPE } from "./vocabulary";

export interface Token {
  kind: "iri" | "name" | "var" | "literal" | "word" | "mark";
  text: string;
  from: number;
  to: number;
}

export interface Triple {
  subject: string;
  /** The path as written, such as `a/rdfs:subClassOf*`, by tokens. */
  path: Token[];
  object: Token;
}

/** What may stand at a place. */
export type Place =
  | "prologue"
  | "prefix"
  | "select"
  | "subject"
  | "predicate"
  | "object"
  | "expression"
  | "after";

export interface Scan {
  prefixes: Map<string, string>;
  tokens: Token[];
  triples: Triple[];
  place: Place;
  subject: string;
  path: Token[];
  variables: Set<string>;
  /** Just after the last PREFIX line, where another one goes. */
  endOfPrologue: number;
}

const TOKEN =
  /#[^\r\n]*|<[^<>"{}|^`\\\x00-\x20]*>|"""(?:[^"\\]|\\.|"(?!""))*(?:"""|$)|'''(?:[^'\\]|\\.|'(?!''))*(?:'''|$)|"(?:[^"\\\r\n]|\\.)*"?|'(?:[^'\\\r\n]|\\.)*'?|[?$][\p{L}\p{N}_]*|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|(?:[\p{L}_][\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:-]|%[0-9A-Fa-f]{2}|\\.|\.(?=[\p{L}\p{N}_:.-]))*|[\p{L}_][\p{L}\p{N}_-]*|[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\^\^|&&|\|\||[!<>]=|[^\s]/gsu;

export const CLAUSES = new Set(
  "SELECT CONSTRUCT DESCRIBE ASK WHERE FROM NAMED OPTIONAL UNION MINUS GRAPH SERVICE FILTER BIND VALUES GROUP ORDER HAVING LIMIT OFFSET BY AS DISTINCT REDUCED EXISTS NOT PREFIX BASE SILENT ASC DESC UNDEF IN".split(
    " ",
  ),
);

export function tokenize(query: string): Token[] {
  const found: Token[] = [];
  for (const match of query.matchAll(TOKEN)) {
    const text = match[0];
    if (text.startsWith("#")) continue;
    found.push({ kind: kindOf(text), text, from: match.index, to: match.index + text.length });
  }
  return found;
}

function kindOf(text: string): Token["kind"] {
  const first = text[0] ?? "";
  if (first === "<" && text.endsWith(">") && text.length > 1) return "iri";
  if ((first === "?" || first === "$") && text.length > 1) return "var";
  if (first === '"' || first === "'" || first === "@" || /^[+-]?\d/.test(text)) return "literal";
  if (/^[\p{L}_]?[\p{L}\p{N}_.-]*:/u.test(text)) return "name";
  return /^[\p{L}_]/u.test(text) ? "word" : "mark";
}

interface Level {
  closer: string;
  place: Place;
  subject: string;
  path: Token[];
}

/** Walk over the tokens that end before a place, as far as the place is from the start. */
export function scan(query: string, at: number = query.length): Scan {
  const tokens = tokenize(query);
  const state = new Walk();
  const whole = new Walk();
  for (const token of tokens) {
    if (token.to <= at) state.take(token);
    whole.take(token);
  }
  return {
    prefixes: whole.prefixes,
    tokens: tokens.filter((token) => token.to <= at),
    triples: whole.triples,
    place: state.now.place,
    subject: state.now.subject,
    path: state.now.path,
    variables: whole.variables,
    endOfPrologue: whole.endOfPrologue,
  };
}

class Walk {
  readonly prefixes = new Map<string, string>();
  readonly triples: Triple[] = [];
  readonly variables = new Set<string>();
  endOfPrologue = 0;
  now: Level = { closer: "", place: "prologue", subject: "", path: [] };
  private readonly stack: Level[] = [];
  private blanks = 0;
  private declares: string | null = null;
  private clause = "";

  take(token: Token): void {
    if (token.kind === "var") this.variables.add(token.text.slice(1));
    if (this.now.place === "prefix") this.declare(token);
    else if (token.kind === "word") this.word(token);
    else if (token.kind === "mark") this.mark(token);
    else this.term(token);
  }

  private declare(token: Token): void {
    if (token.kind === "name") this.declares = token.text.slice(0, -1);
    if (token.kind !== "iri") return;
    if (this.declares !== null) this.prefixes.set(this.declares, token.text.slice(1, -1));
    this.declares = null;
    this.endOfPrologue = token.to;
    this.now.place = "prologue";
  }

  private word(token: Token): void {
    const word = token.text.toUpperCase();
    const { now } = this;
    if (now.place === "predicate" && token.text === "a") {
      this.term(token);
      return;
    }
    if (!CLAUSES.has(word)) {
      // A function, or the first letters of something.
      return;
    }
    this.clause = word;
    if (word === "PREFIX" || word === "BASE") now.place = "prefix";
    else if (["SELECT", "DESCRIBE"].includes(word)) now.place = "select";
    else if (["FILTER", "BIND", "HAVING", "ORDER", "GROUP", "LIMIT", "OFFSET"].includes(word)) {
      now.place = "expression";
    } else if (["VALUES", "GRAPH", "FROM", "NAMED"].includes(word)) now.place = "after";
    else if (["WHERE", "OPTIONAL", "UNION", "MINUS", "CONSTRUCT", "ASK"].includes(word)) {
      now.place = "subject";
    }
  }

  private mark(token: Token): void {
    const { now } = this;
    switch (token.text) {
      case "{":
        // After VALUES stands data, not a pattern.
        this.push("}", now.place === "after" && this.clause === "VALUES" ? "object" : "subject");
        break;
      case "[":
        this.push("]", "predicate");
        this.now.subject = `[${this.blanks++}`;
        break;
      case "(":
        this.push(")", this.inBrackets());
        this.now.subject = now.subject;
        this.now.path = now.path;
        break;
      case "}":
        this.pop("}");
        this.now.place = "subject";
        break;
      case "]":
        this.pop("]");
        this.term({ ...token, kind: "var" });
        break;
      case ")": {
        const inside = this.now;
        this.pop(")");
        const wasPath = inside.place === "predicate" || inside.place === "object";
        if (this.now.place === "predicate" && wasPath) {
          this.now.path = [...inside.path, token];
          this.now.place = "object";
        } else if (this.now.place === "expression" && this.now.closer === "}") {
          this.now.place = "subject";
        } else if (this.now.place === "object") this.now.place = "after";
        break;
      }
      case ".":
        if (now.closer !== ")") now.place = "subject";
        break;
      case ";":
        now.place = "predicate";
        now.path = [];
        break;
      case ",":
        if (now.place === "after") now.place = "object";
        break;
      case "/":
      case "|":
      case "^":
      case "!":
        if (now.place === "object" && now.path.length > 0) {
          now.path = [...now.path, token];
          now.place = "predicate";
        } else if (now.place === "predicate") now.path = [...now.path, token];
        break;
      case "*":
      case "+":
      case "?":
        if (now.place === "object") now.path = [...now.path, token];
        break;
    }
  }

  private inBrackets(): Place {
    const { place } = this.now;
    return place === "predicate" || place === "object" ? place : "expression";
  }

  private term(token: Token): void {
    const { now } = this;
    if (now.place === "subject") {
      now.subject = token.text === "]" ? `[${this.blanks - 1}` : token.text;
      now.place = "predicate";
      now.path = [];
    } else if (now.place === "predicate") {
      now.path = [...now.path, token];
      now.place = "object";
    } else if (now.place === "object" && now.closer !== ")") {
      // The data of VALUES have no property, and more of them follow.
      if (now.path.length === 0) return;
      this.triples.push({ subject: now.subject, path: now.path, object: token });
      now.place = "after";
    }
  }

  private push(closer: string, place: Place): void {
    this.stack.push(this.now);
    this.now = { closer, place, subject: "", path: [] };
  }

  private pop(closer: string): void {
    // Unclosed brackets inside are closed with the outer one.
    while (this.stack.length > 0) {
      const done = this.now.closer === closer;
      this.now = this.stack.pop() ?? this.now;
      if (done) return;
    }
  }
}

/** The IRI that a token stands for, with the prefixes of its query. */
export function iriOf(token: Token, prefixes: ReadonlyMap<string, string>): string | null {
  if (token.text === "a") return RDF_TYPE;
  if (token.kind === "iri") return token.text.slice(1, -1);
  if (token.kind !== "name") return null;
  const colon = token.text.indexOf(":");
  const base = prefixes.get(token.text.slice(0, colon));
  return base === undefined ? null : base + token.text.slice(colon + 1);
}

/** The change that declares a prefix, below the ones there are; null if the query has it. */
export function declaration(
  found: Scan,
  name: string,
  base: string,
): { from: number; insert: string } | null {
  if (found.prefixes.has(name)) return null;
  const from = found.endOfPrologue;
  const line = `PREFIX ${name}: <${base}>`;
  return { from, insert: from === 0 ? `${line}\n` : `\n${line}` };
}
