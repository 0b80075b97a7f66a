// The editor itself: CodeMirror in the colours of the site, its keys, and one state a query.

import { acceptCompletion, autocompletion, closeCompletion } from "@codemirror/autocomplete";
import { indentWithTab } from "@codemirror/commands";
import { syntaxHighlighting } from "@codemirror/language";
import { lintGutter, linter, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap, type Rect } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { sparql, SparqlLanguage } from "codemirror-lang-sparql";
import type { Completions } from "./completion";
import { type Diagnostics, offsetOf } from "./diagnostics";
import { thingNames } from "./thing-names";
import type { Labels } from "./labels";
import { declaration, scan } from "./scan";
import { editorPhrases } from "./texts";
import type { Vocabulary } from "./vocabulary";

const LINT_DELAY = 350;

export interface EditorParts {
  place: HTMLElement;
  nonce: string;
  labelledBy: string;
  describedBy: string;
  completions: Completions;
  diagnostics: Diagnostics;
  labels: Labels;
  onRun: () => void;
  onChange: (text: string) => void;
}

export class Editor {
  readonly view: EditorView;
  private readonly extensions: Extension;

  constructor(private readonly parts: EditorParts) {
    this.extensions = this.extend();
    this.view = new EditorView({ state: this.state(""), parent: parts.place });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** A state of its own for each query, so that undoing never leads into another one. */
  state(text: string): EditorState {
    return EditorState.create({ doc: text, extensions: this.extensions });
  }

  show(state: EditorState): void {
    this.view.setState(state);
    this.parts.onChange(this.text);
  }

  /** Put another text in its place; it can be undone. */
  replace(text: string): void {
    const { state } = this.view;
    if (text === this.text) return;
    const line = state.doc.lineAt(state.selection.main.head).number;
    const changes = { from: 0, to: state.doc.length, insert: text };
    this.view.dispatch({ changes, userEvent: "input.replace" });
    this.goTo(line, this.view.state.doc.line(line).length + 1);
  }

  /** Put a term where the cursor is, with its prefix and the declaration that it needs. */
  insertTerm(iri: string, vocabulary: Vocabulary): void {
    const found = scan(this.text);
    const parts = vocabulary.split(iri, found.prefixes);
    const written = parts === null ? `<${iri}>` : `${parts.name}:${parts.local}`;
    const declared = parts === null ? null : declaration(found, parts.name, parts.base);
    const { from, to } = this.view.state.selection.main;
    this.view.dispatch({
      changes: [...(declared === null ? [] : [declared]), { from, to, insert: written }],
      selection: { anchor: from + written.length + (declared?.insert.length ?? 0) },
      scrollIntoView: true,
      userEvent: "input",
    });
    this.view.focus();
  }

  /** Mark what the service says of a line and column, and go there. */
  markProblem(message: string, line: number | null, column: number | null): void {
    this.parts.diagnostics.tell(this.text, message, line, column);
    this.lint();
    if (line !== null) this.goTo(line, column ?? 1);
  }

  /** Look for faults anew, now that more is known. */
  lint(): void {
    const found = this.parts.diagnostics.find(this.view.state);
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }

  /** What the service has read without a fault has none, whatever the grammar here says. */
  clearProblem(): void {
    this.parts.diagnostics.accept(this.text);
    this.lint();
  }

  goTo(line: number, column: number): void {
    const doc = this.view.state.doc;
    const row = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const at = row.from + offsetOf(row.text, column);
    this.view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  }

  private extend(): Extension {
    const { nonce, completions, diagnostics, labelledBy, describedBy } = this.parts;
    return [
      Prec.highest(
        keymap.of([
          {
            key: "Mod-Enter",
            run: (view) => {
              // An offer that is still open would take the next Esc, and the Tab after it.
              closeCompletion(view);
              this.parts.onRun();
              return true;
            },
          },
        ]),
      ),
      // Tab takes what is offered, else it indents; Esc and then Tab leaves the editor.
      Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }, indentWithTab])),
      EditorState.phrases.of(editorPhrases()),
      EditorView.cspNonce.of(nonce),
      EditorView.lineWrapping,
      EditorState.tabSize.of(2),
      EditorView.contentAttributes.of({
        "aria-labelledby": labelledBy,
        tabindex: "0",
        "aria-describedby": describedBy,
      }),
      basicSetup,
      autocompletion({
        icons: false,
        closeOnBlur: true,
        maxRenderedOptions: narrow() ? 4 : 9,
        positionInfo: besideOrBelow,
      }),
      sparql(),
      SparqlLanguage.data.of({ autocomplete: completions.source }),
      SparqlLanguage.data.of({ commentTokens: { line: "#" } }),
      syntaxHighlighting(classHighlighter),
      linter((view) => diagnostics.find(view.state), { delay: LINT_DELAY }),
      lintGutter(),
      thingNames(this.parts.labels),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.parts.onChange(this.text);
      }),
    ];
  }
}

function narrow(): boolean {
  return window.matchMedia("(max-width: 40rem)").matches;
}

/** Where the explanation of an offer stands: beside the list, or below all of it; never on it. */
function besideOrBelow(
  _view: EditorView,
  list: Rect,
  option: Rect,
  info: Rect,
  space: Rect,
): { style: string; class: string } {
  const width = info.right - info.left;
  if (space.right - list.right < width) {
    const below = list.bottom - list.top;
    return { style: `top: ${below}px`, class: "cm-completionInfo-below" };
  }
  const lowest = space.bottom - (info.bottom - info.top);
  const top = Math.max(space.top, Math.min(option.top, lowest)) - list.top;
  return { style: `top: ${top}px`, class: "cm-completionInfo-right" };
}
