// Faults of a query, marked as it is typed: what cannot be read, and what the graph does not know.

import type { Action, Diagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import { SparqlLanguage } from "codemirror-lang-sparql";
import { declaration, iriOf, scan, type Scan, type Token } from "./scan";
import { text } from "./texts";
import { RDF_TYPE, type Vocabulary } from "./vocabulary";

const MOST = 20;
const PAIRS: Record<string, string> = { "{": "}", "(": ")", "[": "]" };
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const SAMSPILL = "https://w3id.org/samspill/ontology#";

interface Told {
  query: string;
  message: string;
  line: number | null;
  column: number | null;
}

export class Diagnostics {
  private accepted = "";
  private told: Told | null = null;

  constructor(private readonly vocabulary: () => Vocabulary) {}

  /** Remember what the service said of a query; it holds as long as the text stays the same. */
  tell(query: string, message: string, line: number | null, column: number | null): void {
    this.told = { query, message, line, column };
  }

  accept(query: string): void {
    this.accepted = query;
    this.told = null;
  }

  find(state: EditorState): Diagnostic[] {
    const query = state.doc.toString();
    if (query.trim() === "") return [];
    const found = scan(query);
    const syntax = query === this.accepted ? [] : this.syntax(query);
    const told = this.told?.query === query ? this.fromService(state, this.told) : [];
    // The service knows better what is wrong with the text than the grammar of the editor.
    const faults = told.length > 0 ? told : syntax;
    return [...faults, ...this.prefixes(found), ...this.terms(found)].slice(0, MOST);
  }

  private fromService(state: EditorState, told: Told): Diagnostic[] {
    if (told.line === null) return [];
    const row = state.doc.line(Math.min(told.line, state.doc.lines));
    const from = row.from + offsetOf(row.text, told.column ?? 1);
    const word = /^\S+/.exec(state.doc.sliceString(from, row.to))?.[0] ?? "";
    const to = from + word.length;
    const start = word === "" ? Math.max(row.from, from - 1) : from;
    return [{ from: start, to, severity: "error", message: told.message }];
  }

  private syntax(query: string): Diagnostic[] {
    // The grammar does not know quoted triples, and stumbles over digits in names of functions.
    if (query.includes("<<")) return [];
    const masked = query.replace(/\bSHA(256|384|512)\b/gi, "MD5   ");
    const found: Diagnostic[] = [];
    const unclosed = bracketFault(query);
    if (unclosed !== null) return [unclosed];
    SparqlLanguage.parser.parse(masked).iterate({
      enter: (node) => {
        if (!node.type.isError || found.length > 0) return;
        found.push(faultAt(query, node.from));
      },
    });
    return found;
  }

  private prefixes(found: Scan): Diagnostic[] {
    const known = this.vocabulary().prefixes;
    const seen = new Set<string>();
    const faults: Diagnostic[] = [];
    for (const token of found.tokens) {
      if (token.kind !== "name" || isDeclared(token, found)) continue;
      const name = token.text.slice(0, token.text.indexOf(":"));
      if (seen.has(name)) continue;
      seen.add(name);
      const base = known[name];
      const message =
        base === undefined ? text("unknownPrefix", { name }) : text("undeclared", { name });
      const actions = base === undefined ? [] : [declare(name, base, found)];
      faults.push({ from: token.from, to: token.to, severity: "error", message, actions });
    }
    return faults;
  }

  private terms(found: Scan): Diagnostic[] {
    const vocabulary = this.vocabulary();
    if (vocabulary.isEmpty) return [];
    const faults: Diagnostic[] = [];
    for (const { path, object } of found.triples) {
      const [first] = path;
      const isType = first !== undefined && iriOf(first, found.prefixes) === RDF_TYPE;
      for (const token of path) {
        const iri = iriOf(token, found.prefixes);
        if (!iri?.startsWith(SAMSPILL) || vocabulary.properties.has(iri)) continue;
        faults.push(warning(token, text("unknownProperty", { name: token.text })));
      }
      if (!isType || first === undefined) continue;
      const iri = iriOf(object, found.prefixes);
      if (!iri?.startsWith(SAMSPILL)) continue;
      const known = vocabulary.classes.get(iri);
      if (known === undefined) {
        faults.push(warning(object, text("unknownClass", { name: object.text })));
      } else if (path.length === 1 && known.count === 0) {
        const message = text("onlySubclasses", { name: object.text });
        faults.push({ ...warning(object, message), actions: [widen(first, found)] });
      }
    }
    return faults;
  }
}

/** Where a column is in a line: the service counts characters, JavaScript halves of some. */
export function offsetOf(line: string, column: number): number {
  return [...line].slice(0, column - 1).join("").length;
}

function isDeclared(token: Token, found: Scan): boolean {
  return found.prefixes.has(token.text.slice(0, token.text.indexOf(":")));
}

function declare(name: string, base: string, found: Scan): Action {
  return {
    name: text("declare", { name }),
    apply: (view) => {
      const declared = declaration(found, name, base);
      if (declared !== null) view.dispatch({ changes: declared });
    },
  };
}

function widen(verb: Token, found: Scan): Action {
  return {
    name: text("withSubclasses"),
    apply: (view) => {
      const declared = declaration(found, "rdfs", RDFS);
      const inserted = { from: verb.to, insert: "/rdfs:subClassOf*" };
      view.dispatch({ changes: declared === null ? [inserted] : [declared, inserted] });
    },
  };
}

function warning(token: Token, message: string): Diagnostic {
  return { from: token.from, to: token.to, severity: "warning", message };
}

function bracketFault(query: string): Diagnostic | null {
  const open: Token[] = [];
  for (const token of scan(query).tokens) {
    if (token.kind !== "mark") continue;
    if (token.text in PAIRS) open.push(token);
    else if (Object.values(PAIRS).includes(token.text)) {
      const last = open.pop();
      if (last === undefined || PAIRS[last.text] !== token.text) {
        const message = text("unopened", { mark: token.text });
        return { from: token.from, to: token.to, severity: "error", message };
      }
    }
  }
  const last = open.pop();
  if (last === undefined) return null;
  const message = text("unclosed", { mark: PAIRS[last.text] ?? "" });
  return { from: last.from, to: last.to, severity: "error", message };
}

function faultAt(query: string, from: number): Diagnostic {
  const rest = query.slice(from);
  const gap = /^\s*/.exec(rest)?.[0].length ?? 0;
  const word = /^(?:[\p{L}\p{N}_?$:.-]+|<[^<>\s]*>|\S)/u.exec(rest.slice(gap))?.[0] ?? "";
  if (word === "") {
    const end = query.trimEnd().length;
    return { from: Math.max(0, end - 1), to: end, severity: "error", message: text("endsEarly") };
  }
  const start = from + gap;
  const message = text("unexpected", { what: word });
  return { from: start, to: start + word.length, severity: "error", message };
}
