// Addresses that restore a query and how its answer was shown.

import { type ViewChoice, type ViewName, VIEWS } from "./result-view";

// An address may ask an older snapshot; everything that the page asks then asks that one too.
export const SNAPSHOT = new URLSearchParams(location.search).get("snapshot") ?? "";

export function asking(query: string): URLSearchParams {
  return new URLSearchParams(SNAPSHOT ? { query, snapshot: SNAPSHOT } : { query });
}

export interface Shared {
  query: string;
  choice: ViewChoice;
}

export function addressOf(query: string, choice: ViewChoice, longest: number): string {
  const asked = new URLSearchParams();
  const short = query.length <= longest;
  if (short) asked.set("query", query);
  if (SNAPSHOT) asked.set("snapshot", SNAPSHOT);
  if (choice.view !== "table") asked.set("view", choice.view);
  if (choice.view === "chart") {
    for (const [name, value] of Object.entries(choice.chart)) {
      if (value !== "") asked.set(name, value);
    }
  }
  const search = asked.size > 0 ? `?${asked}` : "";
  // A long query stands behind the #, which no server and no proxy gets to see.
  return `/sparql${search}${short ? "" : `#query=${encodeURIComponent(query)}`}`;
}

export function readAddress(): Shared | null {
  const asked = new URLSearchParams(location.search);
  const behind = new URLSearchParams(location.hash.slice(1));
  const query = asked.get("query") ?? behind.get("query");
  if (query === null || query.trim() === "") return null;
  const view = asked.get("view") as ViewName | null;
  const chart = asked.get("chart");
  return {
    query,
    choice: {
      view: view !== null && VIEWS.includes(view) ? view : "table",
      chart: {
        ...(chart === "bar" || chart === "line" ? { chart } : {}),
        ...pick(asked, "x"),
        ...pick(asked, "y"),
        ...pick(asked, "group"),
      },
    },
  };
}

function pick<Name extends string>(asked: URLSearchParams, name: Name): Partial<Record<Name, string>> {
  const value = asked.get(name);
  return value === null ? {} : ({ [name]: value } as Partial<Record<Name, string>>);
}
