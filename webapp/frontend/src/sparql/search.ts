// Things by their name, from the index that forgives typing errors.

import type { CompletionContext } from "@codemirror/autocomplete";
import { language } from "./texts";

export interface Thing {
  iri: string;
  label: string;
  kind: string;
  types: string[];
}

const LIMIT = 12;
const PAUSE = 120;

export async function fetchThings(
  address: string,
  name: string,
  context: CompletionContext,
): Promise<Thing[]> {
  // Whoever types on has asked for something else by then.
  await new Promise((done) => window.setTimeout(done, PAUSE));
  if (context.aborted) return [];
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort());
  const asked = new URLSearchParams({ q: name.trim(), limit: String(LIMIT), lang: language });
  try {
    const answer = await fetch(`${address}?${asked}`, {
      headers: { Accept: "application/json" },
      signal: stop.signal,
    });
    if (!answer.ok) return [];
    const { results } = (await answer.json()) as { results: Thing[] };
    return results;
  } catch {
    return [];
  }
}
