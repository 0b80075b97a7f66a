// Beside the editor: the ontology with counts and examples, and what was run before.

import { button, byId, link, listenToTabs, make, markTab } from "./dom";
import type { Labels } from "./labels";
import type { Queries } from "./queries";
import { nameOf } from "./queries";
import { shorten } from "./terms";
import { compareTexts, counted, formatMoment, formatNumber, formatSeconds, text } from "./texts";
import { chosen, type Class, isPlumbing, type Property, type Vocabulary } from "./vocabulary";

const MOST_PROPERTIES = 60;

export class Panel {
  private readonly tabs = byId("panel-tabs");
  private readonly ontology = byId("panel-ontology");
  private readonly classes = byId("panel-classes");
  private readonly properties = byId("panel-properties");
  private readonly status = byId("panel-status");
  private readonly filter = byId<HTMLInputElement>("panel-filter");
  private readonly runs = byId("panel-runs");
  private vocabulary: Vocabulary | null = null;

  constructor(
    private readonly queries: Queries,
    private readonly labels: Labels,
    private readonly open: (query: string) => void,
    private readonly insert: (iri: string) => void,
  ) {
    listenToTabs(this.tabs, (tab) => this.choose(tab));
    this.filter.addEventListener("input", () => this.narrow());
    byId("panel-forget").addEventListener("click", () => {
      this.queries.forgetRuns();
      this.showRuns();
    });
    this.showRuns();
  }

  fail(): void {
    this.status.textContent = text("noVocabulary");
  }

  fill(vocabulary: Vocabulary): void {
    this.vocabulary = vocabulary;
    this.status.textContent = "";
    const classes = [...vocabulary.classes.values()].filter((one) => isOurs(one.iri));
    const properties = [...vocabulary.properties.values()];
    this.list(this.classes, classes, (one) => vocabulary.countBelow(one.iri), classFacts);
    this.list(this.properties, properties, (one) => one.count, propertyFacts);
    this.narrow();
  }

  showRuns(): void {
    byId("panel-forget").hidden = this.queries.runs.length === 0;
    byId("panel-no-runs").hidden = this.queries.runs.length > 0;
    const items = this.queries.runs.map((run) => {
      const again = button(nameOf(run.text, text("query")), () => this.open(run.text), {
        class: "text-button",
        title: run.text,
      });
      const facts = [formatMoment(run.at)];
      if (run.rows !== null) facts.push(counted("rows", run.rows));
      if (run.seconds !== null) facts.push(text("seconds", { n: formatSeconds(run.seconds) }));
      return make("li", {}, again, make("span", { class: "note" }, facts.join(" · ")));
    });
    this.runs.replaceChildren(...items);
  }

  private choose(tab: HTMLElement): void {
    for (const one of this.tabs.querySelectorAll<HTMLElement>("[role=tab]")) {
      markTab(one, one === tab);
      byId(one.getAttribute("aria-controls") ?? "").hidden = one !== tab;
    }
  }

  private list<Term extends Class | Property>(
    place: HTMLElement,
    terms: Term[],
    count: (term: Term) => number,
    facts: (term: Term, parts: Facts) => (Node | null)[],
  ): void {
    const sorted = terms
      .map((term) => ({ term, label: chosen(term.label) || shorten(term.iri), sum: count(term) }))
      .filter(({ sum }) => sum > 0)
      .sort((a, b) => compareTexts(a.label, b.label));
    const items = sorted.map(({ term, label, sum }) => {
      const summary = make(
        "summary",
        {},
        make("span", { class: "term__label" }, label),
        make("span", { class: "note term__count" }, formatNumber(sum)),
        make("code", { class: "term__short" }, shorten(term.iri)),
      );
      const details = make("details", { class: "term" }, summary);
      const words = [...Object.values(term.label), term.iri].join(" ").toLowerCase();
      const item = make("li", { "data-words": words }, details);
      // A hundred terms with all their facts are filled in when they are opened.
      details.addEventListener("toggle", () => {
        if (!details.open || details.childElementCount > 1) return;
        const parts = this.parts();
        if (parts === null) return;
        details.append(make("div", { class: "term__facts stack" }, ...facts(term, parts)));
      });
      return item;
    });
    place.replaceChildren(...items);
  }

  private parts(): Facts | null {
    const { vocabulary, labels, insert, open } = this;
    return vocabulary === null ? null : { vocabulary, labels, insert, open };
  }

  private narrow(): void {
    const wanted = this.filter.value.trim().toLowerCase();
    let left = 0;
    for (const place of [this.classes, this.properties]) {
      let here = 0;
      for (const item of place.querySelectorAll<HTMLElement>(":scope > li")) {
        item.hidden = !(item.dataset["words"] ?? "").includes(wanted);
        if (!item.hidden) here++;
      }
      const heading = place.previousElementSibling?.querySelector(".section-heading__count");
      if (heading) heading.textContent = formatNumber(here);
      left += here;
    }
    if (this.vocabulary !== null) {
      this.status.textContent = left === 0 ? text("noTerm") : "";
    }
    this.ontology.toggleAttribute("data-narrowed", wanted !== "");
  }
}

interface Facts {
  vocabulary: Vocabulary;
  labels: Labels;
  insert: (iri: string) => void;
  open: (query: string) => void;
}

function isOurs(iri: string): boolean {
  return iri.startsWith("https://w3id.org/samspill/");
}

function classFacts(one: Class, parts: Facts): (Node | null)[] {
  const { vocabulary } = parts;
  const below = [...(vocabulary.below.get(one.iri) ?? [one.iri])];
  const used = [...vocabulary.properties.values()]
    .map((property) => ({ property, count: vocabulary.uses(property, below) }))
    .filter(({ count }) => count > 0)
    .sort(
      (a, b) =>
        Number(isPlumbing(a.property.iri)) - Number(isPlumbing(b.property.iri)) ||
        b.count - a.count,
    )
    .slice(0, MOST_PROPERTIES);
  const subclasses = below.filter((iri) => iri !== one.iri).map((iri) => vocabulary.label(iri));
  return [
    paragraph(chosen(one.comment)),
    subclasses.length > 0
      ? paragraph(text("subclasses", { names: subclasses.sort(compareTexts).join(", ") }))
      : null,
    example(one.example ?? exampleBelow(below, vocabulary), parts),
    make(
      "p",
      { class: "term__actions" },
      button(text("insert"), () => parts.insert(one.iri), { class: "text-button" }),
      button(text("tryQuery"), () => parts.open(queryOfClass(one, below)), {
        class: "text-button",
      }),
    ),
    make("p", { class: "note" }, text("propertiesOf")),
    make(
      "ul",
      { class: "term__properties" },
      ...used.map(({ property, count }) => {
        const short = shorten(property.iri);
        const put = button(short, () => parts.insert(property.iri), {
          class: "text-button",
          title: [chosen(property.label), chosen(property.comment)].filter(Boolean).join(": "),
        });
        return make("li", {}, put, make("span", { class: "note" }, formatNumber(count)));
      }),
    ),
  ];
}

function propertyFacts(one: Property, parts: Facts): (Node | null)[] {
  const { vocabulary } = parts;
  const classes = Object.entries(one.classes)
    .sort((a, b) => b[1] - a[1])
    .map(([iri, count]) => `${vocabulary.label(iri) || shorten(iri)} (${formatNumber(count)})`);
  return [
    paragraph(chosen(one.comment)),
    paragraph(text("onClasses", { names: classes.join(", ") })),
    example(one.example, parts),
    make(
      "p",
      { class: "term__actions" },
      button(text("insert"), () => parts.insert(one.iri), { class: "text-button" }),
      button(text("tryQuery"), () => parts.open(queryOfProperty(one)), { class: "text-button" }),
    ),
  ];
}

function paragraph(words: string): HTMLElement | null {
  return words === "" ? null : make("p", { class: "ds-paragraph", "data-size": "sm" }, words);
}

function exampleBelow(classes: string[], vocabulary: Vocabulary): string | undefined {
  for (const iri of classes) {
    const found = vocabulary.classes.get(iri)?.example;
    if (found !== undefined) return found;
  }
  return undefined;
}

function example(value: string | undefined, parts: Facts): HTMLElement | null {
  if (value === undefined || value === "") return null;
  const place = make("span", {}, shorten(value));
  if (isOurs(value)) {
    void parts.labels.fetch([value]).then(() => {
      const named = parts.labels.named(value);
      if (named !== undefined) place.replaceChildren(link(named.label, named.url));
    });
  }
  return make(
    "p",
    { class: "ds-paragraph break-anywhere", "data-size": "sm" },
    `${text("example")} `,
    place,
  );
}

const PREFIXES = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX samspill: <https://w3id.org/samspill/ontology#>
`;

function queryOfClass(one: Class, below: string[]): string {
  const path = below.length > 1 ? "a/rdfs:subClassOf*" : "a";
  return `# ${chosen(one.label)}
${PREFIXES}SELECT ?thing ?label WHERE {
  ?thing ${path} ${written(one.iri)} .
  OPTIONAL { ?thing rdfs:label ?label }
}
LIMIT 100
`;
}

function queryOfProperty(one: Property): string {
  return `# ${chosen(one.label) || shorten(one.iri)}
${PREFIXES}SELECT ?thing ?value WHERE {
  ?thing ${written(one.iri)} ?value .
}
LIMIT 100
`;
}

/** As the example's own prefixes allow it. */
function written(iri: string): string {
  const short = shorten(iri);
  return /^(samspill|rdfs):/.test(short) ? short : `<${iri}>`;
}
