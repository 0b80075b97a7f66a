// Asks the service: progress while it answers, a stop, and errors with their place in the query.

import { asking } from "./share";
import { parseTriples } from "./ntriples";
import type { Binding } from "./terms";
import { language, text } from "./texts";

export interface Answer {
  query: string;
  columns: string[];
  rows: Binding[];
  truth: boolean | null;
  /** Triples of a CONSTRUCT or DESCRIBE, shown as rows of three columns. */
  triples: boolean;
  seconds: number | null;
  /** The answer as it came. */
  raw: string;
}

export class QueryProblem extends Error {
  constructor(
    message: string,
    readonly line: number | null = null,
    readonly column: number | null = null,
  ) {
    super(message);
  }
}

const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";

export async function run(
  query: string,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(`/sparql?lang=${language}`, {
      method: "POST",
      headers: { Accept: ACCEPT },
      body: asking(query),
      signal,
    });
  } catch (error) {
    throw signal.aborted ? error : new QueryProblem(text("unreachable"));
  }
  if (!answer.ok) throw await problemOf(answer);
  let body: string;
  try {
    body = await read(answer, onBytes);
  } catch (error) {
    // A limit that is reached in mid-answer cuts the connection.
    throw signal.aborted ? error : new QueryProblem(text("cut"));
  }
  const seconds = Number(answer.headers.get("Samspill-Seconds") ?? Number.NaN);
  const type = answer.headers.get("Content-Type") ?? "";
  return understand(query, body, type.includes("json"), Number.isNaN(seconds) ? null : seconds);
}

interface ResultsJson {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Binding[] };
}

export function understand(
  query: string,
  raw: string,
  json: boolean,
  seconds: number | null,
): Answer {
  const common = { query, seconds, raw, truth: null, triples: false };
  if (!json) {
    const rows = parseTriples(raw);
    return { ...common, triples: true, columns: ["subject", "predicate", "object"], rows };
  }
  const found = JSON.parse(raw) as ResultsJson;
  if (found.boolean !== undefined) {
    return { ...common, columns: [], rows: [], truth: found.boolean };
  }
  return { ...common, columns: found.head.vars ?? [], rows: found.results?.bindings ?? [] };
}

async function read(answer: Response, onBytes: (count: number) => void): Promise<string> {
  if (answer.body === null) return answer.text();
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let count = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    count += value.length;
    onBytes(count);
    parts.push(decoder.decode(value, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join("");
}

async function problemOf(answer: Response): Promise<QueryProblem> {
  try {
    const problem = (await answer.json()) as { detail?: string; line?: number; column?: number };
    return new QueryProblem(
      problem.detail ?? text("failed"),
      problem.line ?? null,
      problem.column ?? null,
    );
  } catch {
    return new QueryProblem(text("failed"));
  }
}

