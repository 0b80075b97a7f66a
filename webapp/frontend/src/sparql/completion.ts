// What the editor offers at a place: prefixes, classes, properties that fit, things by their name.

import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { fetchThings, type Thing } from "./search";
import { CLAUSES, declaration, iriOf, scan, type Scan } from "./scan";
import { counted, text } from "./texts";
import { chosen, type Class, isPlumbing, type Property, RDF_TYPE, SUBCLASS, type Vocabulary } from "./vocabulary";

/** Letters of a name before things are looked for. */
const LEAST_LETTERS = 2;
const MOST_OF_EACH = 40;

const WORDS: Record<string, string[]> = {
  prologue: ["PREFIX", "SELECT", "CONSTRUCT", "ASK", "DESCRIBE"],
  select: ["DISTINCT", "WHERE", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "AS"],
  subject: ["OPTIONAL", "FILTER", "UNION", "MINUS", "BIND", "VALUES", "GRAPH", "SELECT"],
  expression:
    "NOT EXISTS IN STR LANG BOUND CONTAINS REGEX LCASE STRSTARTS YEAR IF COALESCE CONCAT BY DESC ASC LIMIT OFFSET HAVING".split(
      " ",
    ),
  predicate: [],
  object: [],
  after: ["GROUP BY", "ORDER BY", "LIMIT", "OFFSET"],
  prefix: [],
};

export class Completions {
  constructor(
    private readonly vocabulary: () => Vocabulary,
    private readonly ready: Promise<void>,
    private readonly searchAddress: string,
  ) {}

  readonly source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    // Who types before the vocabulary has come gets its words when it is there.
    await this.ready;
    if (context.aborted) return null;
    const query = context.state.doc.toString();
    const before = query.slice(0, context.pos);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    if (insideText(line)) return null;
    const typed = /[?$]?[\p{L}\p{N}_:.-]*$/u.exec(line)?.[0] ?? "";
    const from = context.pos - typed.length;
    const found = scan(query, from);
    if (typed === "" && !context.explicit && !wantsMore(found, line)) return null;
    if (typed.startsWith("?") || typed.startsWith("$")) {
      return result(from, this.variables(found, typed));
    }
    if (found.place === "prefix") return result(from, this.declarations(found, typed));
    const options = this.terms(found, typed);
    if (found.place !== "object" || isType(found)) return result(from, options);
    return this.withThings(context, found, options, { typed, from, query });
  };

  private async withThings(
    context: CompletionContext,
    found: Scan,
    options: Completion[],
    { typed, from, query }: { typed: string; from: number; query: string },
  ): Promise<CompletionResult | null> {
    // A name has several words: those before the cursor belong to it.
    let start = from;
    for (const token of [...found.tokens].reverse()) {
      const isName = token.kind === "word" && !CLAUSES.has(token.text);
      if (!isName || query.slice(token.to, start).trim() !== "" || token.text === "a") break;
      if (query.slice(token.to, start).includes("\n")) break;
      start = token.from;
    }
    const name = query.slice(start, context.pos);
    if (name.trim().length < LEAST_LETTERS || typed.includes(":")) return result(from, options);
    const things = await fetchThings(this.searchAddress, name, context);
    if (context.aborted) return null;
    const kind = this.kindOfValues(found);
    const offered = things.map((one, at) =>
      this.thing(one, found, MOST_OF_EACH - at + (one.kind === kind ? MOST_OF_EACH : 0)),
    );
    // Things replace the whole name; terms only what stands at the cursor.
    return start === from ? result(from, [...options, ...offered]) : result(start, offered);
  }

  private terms(found: Scan, typed: string): Completion[] {
    const words = (WORDS[found.place] ?? [])
      .filter((word) => typed !== "" && word.startsWith(typed.toUpperCase()))
      .map((word) => ({ label: word, type: "keyword", apply: `${word} `, boost: -20 }));
    const variables = typed === "" ? [] : this.variables(found, `?${typed}`, -30);
    switch (found.place) {
      case "predicate":
        return [...this.properties(found, typed), ...this.prefixNames(found, typed)];
      case "object":
        return isType(found)
          ? [...this.classes(found, typed), ...this.prefixNames(found, typed)]
          : [...this.codes(found, typed), ...this.prefixNames(found, typed), ...variables];
      case "expression":
      case "select":
      case "subject":
        return [...words, ...variables, ...this.prefixNames(found, typed)];
      default:
        return words;
    }
  }

  private classes(found: Scan, typed: string): Completion[] {
    const vocabulary = this.vocabulary();
    const offered: Completion[] = [];
    for (const one of vocabulary.classes.values()) {
      const sum = vocabulary.countBelow(one.iri);
      const rank = rankOf(typed, one, shortOf(vocabulary, one.iri, found));
      if (rank === null || sum === 0) continue;
      const told = counted("things", sum);
      const note = one.count === 0 ? text("onlyBelow") : "";
      offered.push(this.term(one, found, told, rank, note));
    }
    return best(offered);
  }

  private properties(found: Scan, typed: string): Completion[] {
    const vocabulary = this.vocabulary();
    const classes = this.classesOf(found, found.subject);
    const fitting: Completion[] = [];
    const others: Completion[] = [];
    for (const one of vocabulary.properties.values()) {
      const rank = rankOf(typed, one, shortOf(vocabulary, one.iri, found));
      if (rank === null) continue;
      const uses = classes === null ? one.count : vocabulary.uses(one, classes);
      const into = uses > 0 ? fitting : others;
      const told = uses > 0 ? counted("statements", uses) : text("notHere");
      const weight = isPlumbing(one.iri) ? 0 : Math.min(20, Math.log10(uses + 1) * 4);
      into.push(this.term(one, found, told, rank + weight));
    }
    // Those that no thing of the class has are offered only when they are asked for.
    return best(fitting.length > 0 ? fitting : typed.length > 1 ? others : fitting);
  }

  /** The classes that a subject can have: as typed, else those that have all its properties. */
  private classesOf(found: Scan, subject: string): Set<string> | null {
    const vocabulary = this.vocabulary();
    const told = new Set<string>();
    let possible: Set<string> | null = null;
    for (const triple of found.triples) {
      if (triple.subject !== subject || triple.path.length === 0) continue;
      const [first, ...rest] = triple.path.map((token) => iriOf(token, found.prefixes) ?? token.text);
      if (first === RDF_TYPE) {
        const iri = iriOf(triple.object, found.prefixes);
        if (iri === null) continue;
        const below = rest.includes(SUBCLASS) ? vocabulary.below.get(iri) : undefined;
        for (const one of below ?? [iri]) told.add(one);
      } else if (rest.length === 0 && first !== undefined) {
        const having = new Set(Object.keys(vocabulary.properties.get(first)?.classes ?? {}));
        if (having.size === 0) continue;
        possible = possible === null ? having : shared(possible, having);
      }
    }
    if (told.size > 0) return told;
    return possible !== null && possible.size > 0 ? possible : null;
  }

  /** The kind of things that a property points to, from its example: actor, initiative. */
  private kindOfValues(found: Scan): string {
    const last = found.path.at(-1);
    const property = last && this.vocabulary().properties.get(iriOf(last, found.prefixes) ?? "");
    return /\/id\/([^/]+)\//.exec(property ? property.example : "")?.[1] ?? "";
  }

  private codes(found: Scan, typed: string): Completion[] {
    const vocabulary = this.vocabulary();
    const [only] = found.path.length === 1 ? found.path : [];
    const property = only && vocabulary.properties.get(iriOf(only, found.prefixes) ?? "");
    if (!property) return [];
    const offered: Completion[] = [];
    for (const { iri, label } of vocabulary.codes(property)) {
      const short = shortOf(vocabulary, iri, found);
      if (!short.toLowerCase().includes(typed.toLowerCase()) && !begins(label, typed)) continue;
      offered.push({
        label: short,
        detail: label,
        type: "constant",
        boost: 30,
        apply: applier(vocabulary, found, iri),
      });
    }
    return offered;
  }

  private thing(one: Thing, found: Scan, boost: number): Completion {
    const vocabulary = this.vocabulary();
    return {
      label: one.iri,
      displayLabel: one.label,
      detail: [vocabulary.label(one.types[0] ?? ""), shortOf(vocabulary, one.iri, found)]
        .filter(Boolean)
        .join(" · "),
      type: "thing",
      boost,
      apply: applier(vocabulary, found, one.iri),
    };
  }

  private term(
    one: Class | Property,
    found: Scan,
    told: string,
    boost: number,
    note = "",
  ): Completion {
    const vocabulary = this.vocabulary();
    const comment = [chosen(one.comment), note].filter(Boolean).join("\n");
    return {
      label: shortOf(vocabulary, one.iri, found),
      detail: [chosen(one.label), told].filter(Boolean).join(" · "),
      ...(comment === "" ? {} : { info: comment }),
      type: "classes" in one ? "property" : "class",
      boost: Math.min(99, boost),
      apply: applier(vocabulary, found, one.iri),
    };
  }

  private variables(found: Scan, typed: string, boost = 0): Completion[] {
    const start = typed.slice(1).toLowerCase();
    return [...found.variables]
      .filter((name) => name.toLowerCase().startsWith(start) && name !== typed.slice(1))
      .map((name) => ({ label: `?${name}`, type: "variable", boost }));
  }

  /** Prefixes that are known and begin as typed: the declaration comes along. */
  private prefixNames(found: Scan, typed: string): Completion[] {
    if (typed === "" || typed.includes(":")) return [];
    const known = { ...this.vocabulary().prefixes, ...Object.fromEntries(found.prefixes) };
    return Object.entries(known)
      .filter(([name]) => name !== "" && name.startsWith(typed.toLowerCase()))
      .map(([name, base]) => ({
        label: `${name}:`,
        detail: base,
        type: "namespace",
        boost: -10,
        apply: (view, completion, from, to) =>
          put(view, completion, from, to, `${name}:`, declaration(found, name, base)),
      }));
  }

  private declarations(found: Scan, typed: string): Completion[] {
    return Object.entries(this.vocabulary().prefixes)
      .filter(([name]) => name.startsWith(typed.replace(/:.*/, "")) && !found.prefixes.has(name))
      .map(([name, base]) => ({
        label: `${name}: <${base}>`,
        type: "namespace",
        apply: `${name}: <${base}>\n`,
      }));
  }
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): Set<string> {
  return new Set([...left].filter((one) => right.has(one)));
}

function applier(vocabulary: Vocabulary, found: Scan, iri: string): NonNullable<Completion["apply"]> {
  return (view, completion, from, to) => {
    const parts = vocabulary.split(iri, found.prefixes);
    if (parts === null) {
      put(view, completion, from, to, `<${iri}>`, null);
      return;
    }
    const { name, base, local } = parts;
    put(view, completion, from, to, `${name}:${local}`, declaration(found, name, base));
  };
}

function put(
  view: EditorView,
  completion: Completion,
  from: number,
  to: number,
  insert: string,
  declared: { from: number; insert: string } | null,
): void {
  const anchor = from + insert.length + (declared?.insert.length ?? 0);
  view.dispatch({
    changes: [...(declared === null ? [] : [declared]), { from, to, insert }],
    selection: { anchor },
    scrollIntoView: true,
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
  });
}

function result(from: number, options: Completion[]): CompletionResult | null {
  return options.length === 0 ? null : { from, options, filter: false };
}

function isType(found: Scan): boolean {
  const [first] = found.path;
  return first !== undefined && iriOf(first, found.prefixes) === RDF_TYPE;
}

/** After a space where a term must follow, the list opens by itself. */
function wantsMore(found: Scan, line: string): boolean {
  return /\S\s$/.test(line) && (found.place === "predicate" || (found.place === "object" && isType(found)));
}

function insideText(line: string): boolean {
  const bare = line.replace(/<[^<>\s]*>/g, "").replace(/"(?:[^"\\]|\\.)*"/g, "");
  return /["#]/.test(bare) || /<[^<>\s]*$/.test(bare);
}

function shortOf(vocabulary: Vocabulary, iri: string, found: Scan): string {
  const parts = vocabulary.split(iri, found.prefixes);
  return parts === null ? `<${iri}>` : `${parts.name}:${parts.local}`;
}

function begins(label: string, typed: string): boolean {
  const wanted = typed.toLowerCase();
  return label
    .toLowerCase()
    .split(/[\s-]+/)
    .some((word) => word.startsWith(wanted));
}

/** How well a term fits what was typed: by its short name, its local name or a word of its labels. */
function rankOf(typed: string, one: Class | Property, short: string): number | null {
  if (typed === "") return 0;
  const wanted = typed.toLowerCase();
  const written = short.toLowerCase();
  const local = written.slice(written.indexOf(":") + 1);
  if (written.startsWith(wanted) || local.startsWith(wanted)) return 60;
  if (wanted.includes(":")) return null;
  if (Object.values(one.label).some((label) => begins(label, typed))) return 40;
  return wanted.length > 2 && local.includes(wanted) ? 20 : null;
}

function best(options: Completion[]): Completion[] {
  return options.sort((a, b) => (b.boost ?? 0) - (a.boost ?? 0)).slice(0, MOST_OF_EACH);
}
