// The vocabulary in use, as /api/completion gives it, with ways to find things in it.

import { language } from "./texts";

type Texts = Record<string, string>;

export interface Class {
  iri: string;
  label: Texts;
  comment: Texts;
  count: number;
  parents: string[];
  example?: string;
}

export interface Property {
  iri: string;
  label: Texts;
  comment: Texts;
  count: number;
  /** How many statements the things of each class have. */
  classes: Record<string, number>;
  codes: string[];
  kind: string;
  example: string;
}

interface CompletionJson {
  prefixes: Record<string, string>;
  classes: Class[];
  properties: Property[];
  codes: Record<string, Texts>;
}

export const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
export const SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf";

/** Properties that say where a statement comes from, or that have a shorter name. */
const PLUMBING = /#(row|table|type|derivedBy)$/;

export function isPlumbing(iri: string): boolean {
  return PLUMBING.test(iri);
}

export class Vocabulary {
  readonly classes = new Map<string, Class>();
  readonly properties = new Map<string, Property>();
  readonly below = new Map<string, Set<string>>();
  private readonly namespaces: [string, string][];

  constructor(private readonly data: CompletionJson) {
    for (const one of data.classes) this.classes.set(one.iri, one);
    for (const one of data.properties) this.properties.set(one.iri, one);
    for (const one of data.classes) {
      for (const above of this.above(one.iri)) {
        this.below.set(above, (this.below.get(above) ?? new Set()).add(one.iri));
      }
    }
    this.namespaces = Object.entries(data.prefixes).sort((a, b) => b[1].length - a[1].length);
  }

  static async fetch(address: string): Promise<Vocabulary> {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return new Vocabulary((await answer.json()) as CompletionJson);
  }

  static empty(): Vocabulary {
    return new Vocabulary({ prefixes: {}, classes: [], properties: [], codes: {} });
  }

  get prefixes(): Record<string, string> {
    return this.data.prefixes;
  }

  get isEmpty(): boolean {
    return this.classes.size === 0;
  }

  /** A class with all classes above it. */
  private above(iri: string): Set<string> {
    const found = new Set<string>();
    const waiting = [iri];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (found.has(one)) continue;
      found.add(one);
      waiting.push(...(this.classes.get(one)?.parents ?? []));
    }
    return found;
  }

  /** Things of a class and of all classes below it. */
  countBelow(iri: string): number {
    let sum = 0;
    for (const one of this.below.get(iri) ?? [iri]) sum += this.classes.get(one)?.count ?? 0;
    return sum;
  }

  /** How many statements with the property the things of some classes have. */
  uses(property: Property, classes: Iterable<string>): number {
    let sum = 0;
    for (const one of classes) sum += property.classes[one] ?? 0;
    return sum;
  }

  label(iri: string): string {
    const found =
      this.classes.get(iri)?.label ?? this.properties.get(iri)?.label ?? this.data.codes[iri];
    return found === undefined ? "" : chosen(found);
  }

  codes(property: Property): { iri: string; label: string }[] {
    return property.codes.map((iri) => ({ iri, label: chosen(this.data.codes[iri] ?? {}) }));
  }

  /** Prefix, namespace and local name of an IRI, with the query's own prefix if it has one. */
  split(
    iri: string,
    declared: ReadonlyMap<string, string>,
  ): { name: string; base: string; local: string } | null {
    const own = [...declared].sort((a, b) => b[1].length - a[1].length);
    for (const [name, base] of [...own, ...this.namespaces]) {
      const local = iri.slice(base.length);
      // What the query means by this prefix must be this namespace.
      if ((declared.get(name) ?? base) !== base) continue;
      if (base !== "" && iri.startsWith(base) && /^\w([\w.-]*[\w-])?$/.test(local)) {
        return { name, base, local };
      }
    }
    return null;
  }
}

export function chosen(texts: Texts): string {
  return texts[language] ?? texts["nb"] ?? texts["en"] ?? Object.values(texts)[0] ?? "";
}
