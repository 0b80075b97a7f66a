// The answer as it came from the service; triples as Turtle, asked for when they are looked at.

import { asking } from "./share";
import { make } from "./dom";
import type { Answer } from "./run";
import { counted, language, text } from "./texts";

const MOST_LINES = 2_000;
const MOST_LETTERS = 300_000;

export function rawView(answer: Answer): HTMLElement {
  const code = make("code");
  const note = make("p", { class: "note" });
  const block = make(
    "pre",
    { class: "code-block raw-answer", tabindex: 0, role: "region", "aria-label": text("raw") },
    code,
  );
  const show = (body: string): void => {
    const lines = body.split("\n");
    const kept = lines.slice(0, MOST_LINES).join("\n").slice(0, MOST_LETTERS);
    code.textContent = kept;
    note.textContent =
      kept.length < body.length ? text("rawCut", { shown: counted("letters", kept.length) }) : "";
  };
  if (answer.triples) void turtleOf(answer).then(show);
  else show(indented(answer.raw));
  return make("div", { class: "stack" }, block, note);
}

function indented(raw: string): string {
  if (raw.length > MOST_LETTERS) return raw;
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}

async function turtleOf(answer: Answer): Promise<string> {
  try {
    const found = await fetch(`/sparql?lang=${language}`, {
      method: "POST",
      headers: { Accept: "text/turtle" },
      body: asking(answer.query),
    });
    return found.ok ? await found.text() : answer.raw;
  } catch {
    return answer.raw;
  }
}
