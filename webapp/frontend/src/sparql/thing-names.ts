// Beside each thing in a query stands what it is called: an IRI alone says little to a reader.

import type { Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import type { Labels } from "./labels";
import { iriOf, scan } from "./scan";

const THINGS = "https://w3id.org/samspill/id/";

class NameWidget extends WidgetType {
  constructor(private readonly name: string) {
    super();
  }

  override eq(other: NameWidget): boolean {
    return other.name === this.name;
  }

  toDOM(): HTMLElement {
    const made = document.createElement("span");
    made.className = "cm-thing-name";
    made.textContent = this.name;
    return made;
  }
}

export function thingNames(labels: Labels): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      private readonly listener: () => void;

      constructor(view: EditorView) {
        this.decorations = decorate(view, labels);
        this.listener = () => {
          this.decorations = decorate(view, labels);
          view.dispatch({});
        };
        labels.listen(this.listener);
      }

      update(update: ViewUpdate): void {
        if (update.docChanged) this.decorations = decorate(update.view, labels);
      }

      destroy(): void {
        labels.forget(this.listener);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function decorate(view: EditorView, labels: Labels): DecorationSet {
  const found = scan(view.state.doc.toString());
  const wanted: string[] = [];
  const marks = [];
  for (const token of found.tokens) {
    const iri = token.kind === "iri" || token.kind === "name" ? iriOf(token, found.prefixes) : null;
    // Only a whole IRI of a thing: the namespace in a PREFIX line has no name.
    if (iri === null || !iri.startsWith(THINGS) || iri.split("/").length < 7) continue;
    if (iri.endsWith("/")) continue;
    wanted.push(iri);
    const name = labels.label(iri);
    if (name === undefined) continue;
    marks.push(Decoration.widget({ widget: new NameWidget(name), side: 1 }).range(token.to));
  }
  labels.want(wanted);
  return Decoration.set(marks);
}
