// Indents a query by its brackets. Only white space at the beginnings of lines changes, so that
// nothing else can.

import { type Token, tokenize } from "./scan";

const STEP = "  ";

export function indent(query: string): string {
  const tokens = tokenize(query);
  const starts = lineStarts(query);
  // Lines that begin inside a long string belong to that string.
  const inside = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "literal" || !token.text.includes("\n")) continue;
    starts.forEach((start, line) => {
      if (start > token.from && start < token.to) inside.add(line);
    });
  }
  let depth = 0;
  let continues = false;
  const lines = query.split("\n").map((line, index) => {
    const here = tokensOf(tokens, starts, index);
    const closing = here.findIndex((token) => !isClosing(token));
    const closers = closing < 0 ? here.length : closing;
    const level = Math.max(0, depth - closers) + (continues && closers === 0 ? 1 : 0);
    for (const token of here) {
      if (isOpening(token)) depth++;
      else if (isClosing(token)) depth = Math.max(0, depth - 1);
    }
    // After a semicolon or comma the next line goes on about the same subject.
    const last = here.at(-1);
    if (last !== undefined) continues = last.text === ";" || last.text === ",";
    if (inside.has(index)) return line;
    const words = line.trim();
    return words === "" ? "" : STEP.repeat(level) + words;
  });
  return lines.join("\n");
}

function lineStarts(query: string): number[] {
  const starts = [0];
  for (const match of query.matchAll(/\n/g)) starts.push(match.index + 1);
  return starts;
}

function tokensOf(tokens: Token[], starts: number[], line: number): Token[] {
  const from = starts[line] ?? 0;
  const to = starts[line + 1] ?? Infinity;
  return tokens.filter((token) => token.from >= from && token.from < to);
}

function isOpening(token: Token): boolean {
  return token.kind === "mark" && "{([".includes(token.text);
}

function isClosing(token: Token): boolean {
  return token.kind === "mark" && "})]".includes(token.text);
}
