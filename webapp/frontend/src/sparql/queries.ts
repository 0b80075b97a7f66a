// Tabs and history, kept in this browser only.

const KEY = "samspill-sparql";
const MOST_RUNS = 100;
/** Letters that are kept; browsers give a site about five million. */
const MOST_LETTERS = 200_000;

export interface Query {
  id: number;
  text: string;
}

export interface Run {
  text: string;
  at: number;
  rows: number | null;
  seconds: number | null;
}

interface Kept {
  queries: Query[];
  current: number;
  runs: Run[];
}

export class Queries {
  private kept: Kept;
  private timer = 0;

  constructor() {
    this.kept = read();
    // What was just typed must not be lost with the page; a window where nothing was typed must
    // not write over what another one has kept meanwhile.
    addEventListener("pagehide", () => {
      if (this.timer !== 0) this.write();
    });
  }

  get all(): readonly Query[] {
    return this.kept.queries;
  }

  get runs(): readonly Run[] {
    return this.kept.runs;
  }

  get current(): Query | undefined {
    return this.kept.queries.find((one) => one.id === this.kept.current);
  }

  find(id: number): Query | undefined {
    return this.kept.queries.find((one) => one.id === id);
  }

  withText(text: string): Query | undefined {
    return this.kept.queries.find((one) => one.text.trim() === text.trim());
  }

  add(text: string): Query {
    const id = Math.max(0, ...this.kept.queries.map((one) => one.id)) + 1;
    const made = { id, text };
    this.kept.queries.push(made);
    this.choose(id);
    return made;
  }

  choose(id: number): void {
    this.kept.current = id;
    this.later();
  }

  change(text: string): void {
    const { current } = this;
    if (current === undefined || current.text === text) return;
    current.text = text;
    this.later();
  }

  /** Close a query; gives the one that stands in its place. */
  close(id: number): Query | undefined {
    const at = this.kept.queries.findIndex((one) => one.id === id);
    this.kept.queries = this.kept.queries.filter((one) => one.id !== id);
    const next = this.kept.queries[Math.min(at, this.kept.queries.length - 1)];
    this.kept.current = next?.id ?? 0;
    this.later();
    return next;
  }

  remember(run: Run): void {
    // Another window may have run something meanwhile.
    const runs = read().runs.filter((one) => one.text !== run.text);
    this.kept.runs = [run, ...runs].slice(0, MOST_RUNS);
    this.write();
  }

  forgetRuns(): void {
    this.kept.runs = [];
    this.write();
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.write(), 300);
  }

  private write(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const short = this.kept.queries.filter((one) => one.text.length <= MOST_LETTERS);
    const runs = this.kept.runs.filter((one) => one.text.length <= MOST_LETTERS);
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...this.kept, queries: short, runs }));
    } catch {
      // A browser that keeps nothing, or no more, forgets them with the page.
    }
  }
}

function read(): Kept {
  const nothing: Kept = { queries: [], current: 0, runs: [] };
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Kept> | null;
    const queries = (found?.queries ?? []).filter(
      (one) => typeof one.id === "number" && typeof one.text === "string",
    );
    const runs = (found?.runs ?? []).filter((one) => typeof one.text === "string");
    return { queries, current: found?.current ?? 0, runs };
  } catch {
    return nothing;
  }
}

/** What a query is called: its first comment, else its first line that says something. */
export function nameOf(text: string, fallback: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const comment = lines.find((line) => /^#+\s*\S/.test(line));
  if (comment !== undefined) return comment.replace(/^[#+\s]+/, "");
  const telling = lines.find((line) => line !== "" && !/^(PREFIX|BASE)\b/i.test(line));
  return telling ?? fallback;
}
