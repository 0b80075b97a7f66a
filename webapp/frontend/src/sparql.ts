// The page /sparql: the form becomes an editor, and its answers are shown without leaving it.
import "./styles/sparql.css";
import "./styles/sparql-answers.css";

import { Completions } from "./sparql/completion";
import { Diagnostics } from "./sparql/diagnostics";
import { byId } from "./sparql/dom";
import { Editor } from "./sparql/editor";
import { indent } from "./sparql/format";
import { Labels } from "./sparql/labels";
import { Panel } from "./sparql/panel";
import { Queries } from "./sparql/queries";
import { QueryTabs } from "./sparql/query-tabs";
import { ResultView } from "./sparql/result-view";
import { type Answer, QueryProblem, run, understand } from "./sparql/run";
import { addressOf, readAddress } from "./sparql/share";
import { usePrefixes } from "./sparql/terms";
import { formatNumber, formatSeconds, text } from "./sparql/texts";
import { Vocabulary } from "./sparql/vocabulary";

const TICK = 200;
const SLOW = 300;

class Desk {
  private readonly form = byId<HTMLFormElement>("query-form");
  private readonly textarea = byId<HTMLTextAreaElement>("query");
  private readonly place = byId("query-editor");
  private readonly status = byId("query-status");
  private readonly progress = byId("query-progress");
  private readonly problem = byId("query-problem");
  private readonly stopButton = byId<HTMLButtonElement>("query-stop");
  private readonly runButton = byId<HTMLButtonElement>("query-run");
  private readonly labels = new Labels("/api/labels", "https://w3id.org/samspill/");
  private readonly queries = new Queries();
  private readonly editor: Editor;
  private readonly tabs: QueryTabs;
  private readonly results: ResultView;
  private readonly panel: Panel;
  private readonly longest = Number(this.place.dataset["longest"] ?? "2000");
  private vocabulary = Vocabulary.empty();
  private running: AbortController | null = null;
  private shownQuery = "";

  constructor() {
    const diagnostics = new Diagnostics(() => this.vocabulary);
    this.editor = new Editor({
      place: this.place,
      nonce: this.place.dataset["nonce"] ?? "",
      labelledBy: "query-label",
      describedBy: "query-keys query-limits",
      completions: new Completions(() => this.vocabulary, this.fetchVocabulary(), "/api/search"),
      diagnostics,
      labels: this.labels,
      onRun: () => void this.run(),
      onChange: (query) => this.changed(query),
    });
    this.results = new ResultView(this.labels, () => this.remember());
    this.tabs = new QueryTabs(this.queries, this.editor, () => this.sayNothing());
    this.panel = new Panel(
      this.queries,
      this.labels,
      (query) => {
        this.tabs.open(query);
        this.editor.view.focus();
      },
      (iri) => this.insert(iri),
    );
  }

  start(): void {
    const shared = readAddress();
    const given = shared?.query ?? this.textarea.value.trimEnd();
    this.reveal();
    // With an address the query stands in its own tab; else the tabs are as they were left.
    if (shared !== null || this.hasAnswer()) this.tabs.open(given);
    else if (this.queries.all.length === 0) this.tabs.open(`${given}\n`);
    else {
      if (this.queries.current === undefined) this.queries.choose(this.queries.all[0]?.id ?? 0);
      this.tabs.start();
    }
    this.listen();
    if (shared !== null) this.results.choice = shared.choice;
    this.showGiven(given, shared !== null);
  }

  private async fetchVocabulary(): Promise<void> {
    try {
      this.vocabulary = await Vocabulary.fetch("/api/completion");
    } catch {
      this.panel.fail();
      return;
    }
    // Faults that only the vocabulary can tell are looked for anew.
    this.editor.lint();
    usePrefixes(this.vocabulary.prefixes);
    this.panel.fill(this.vocabulary);
  }

  private reveal(): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-script]")) {
      element.hidden = false;
    }
    for (const element of document.querySelectorAll<HTMLElement>("[data-no-script]")) {
      element.hidden = true;
    }
    this.textarea.hidden = true;
    byId("query-label").removeAttribute("for");
    byId("query-label").addEventListener("click", () => this.editor.view.focus());
  }

  private listen(): void {
    this.form.addEventListener("submit", (event) => {
      const format = (event.submitter as HTMLButtonElement | null)?.name === "format";
      this.textarea.value = format && this.shownQuery !== "" ? this.shownQuery : this.editor.text;
      // A file comes from the service as it is; anything else is run here.
      if (format) return;
      event.preventDefault();
      void this.run();
    });
    this.stopButton.addEventListener("click", () => this.running?.abort());
    byId("query-indent").addEventListener("click", () => {
      this.editor.replace(indent(this.editor.text));
      this.editor.view.focus();
    });
    byId("query-share").addEventListener("click", () => void this.share());
    for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-example]")) {
      link.addEventListener("click", (event) => {
        const query = new URL(link.href).searchParams.get("query");
        if (query === null || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        this.tabs.open(query);
        void this.run();
        this.place.scrollIntoView({ block: "center" });
      });
    }
  }

  private hasAnswer(): boolean {
    return document.getElementById("sparql-answer") !== null;
  }

  /** Show what the server has answered already, or ask where it could not say it all. */
  private showGiven(query: string, asked: boolean): void {
    const element = document.getElementById("sparql-answer");
    const kept = element?.textContent;
    if (kept) {
      const { answer, seconds } = JSON.parse(kept) as { answer: unknown; seconds: number | null };
      this.take(understand(query, JSON.stringify(answer), true, seconds));
      return;
    }
    if (asked || element !== null) void this.run();
  }

  private changed(query: string): void {
    this.textarea.value = query;
    this.queries.change(query);
    this.tabs?.rename();
  }

  private insert(iri: string): void {
    this.editor.insertTerm(iri, this.vocabulary);
  }

  private async run(): Promise<void> {
    this.running?.abort();
    const stop = new AbortController();
    this.running = stop;
    const query = this.editor.text;
    this.begin();
    const started = performance.now();
    let bytes = 0;
    const tick = window.setInterval(() => {
      const seconds = (performance.now() - started) / 1000;
      if (seconds * 1000 < SLOW) return;
      const parts = [text("seconds", { n: seconds.toFixed(0) })];
      if (bytes > 0) parts.push(text("megabytes", { n: formatNumber(Math.round(bytes / 1e5) / 10) }));
      this.progress.textContent = `${text("running")} ${parts.join(", ")}`;
    }, TICK);
    try {
      const answer = await run(query, stop.signal, (count) => (bytes = count));
      const seconds = answer.seconds ?? (performance.now() - started) / 1000;
      this.take({ ...answer, seconds });
      const rows = answer.truth === null ? answer.rows.length : null;
      this.queries.remember({ text: query, at: Date.now(), rows, seconds });
      this.panel.showRuns();
    } catch (error) {
      if (this.running !== stop) return;
      if (stop.signal.aborted) this.status.textContent = text("stopped");
      else this.fail(error instanceof QueryProblem ? error : new QueryProblem(text("failed")));
    } finally {
      window.clearInterval(tick);
      if (this.running === stop) this.end();
    }
  }

  private begin(): void {
    this.sayNothing();
    this.results.clear();
    this.stopButton.hidden = false;
    this.runButton.setAttribute("aria-disabled", "true");
    this.progress.textContent = text("running");
    this.place.setAttribute("aria-busy", "true");
  }

  private end(): void {
    this.running = null;
    const focused = document.activeElement === this.stopButton;
    this.stopButton.hidden = true;
    this.runButton.removeAttribute("aria-disabled");
    if (focused) this.runButton.focus();
    this.progress.textContent = "";
    this.place.removeAttribute("aria-busy");
  }

  private take(answer: Answer): void {
    this.shownQuery = answer.query;
    this.results.show(answer);
    if (this.editor.text === answer.query) this.editor.clearProblem();
    const seconds = answer.seconds === null ? "" : formatSeconds(answer.seconds);
    const done = answer.truth !== null ? "doneTruth" : answer.triples ? "doneTriples" : "done";
    this.status.textContent = text(done, {
      rows: formatNumber(answer.rows.length),
      seconds,
    });
    this.remember();
  }

  private fail(problem: QueryProblem): void {
    this.problem.hidden = false;
    this.problem.replaceChildren(problem.message);
    this.editor.markProblem(problem.message, problem.line, problem.column);
  }

  private sayNothing(): void {
    this.problem.hidden = true;
    this.problem.replaceChildren();
    this.status.textContent = "";
  }

  /** The address of the page is the one to share. */
  private remember(): void {
    history.replaceState(null, "", addressOf(this.shownQuery, this.results.choice, this.longest));
  }

  private async share(): Promise<void> {
    const path = addressOf(this.editor.text, this.results.choice, this.longest);
    const address = new URL(path, location.href).href;
    const field = byId<HTMLInputElement>("share-address");
    byId("share-field").hidden = false;
    field.value = address;
    field.select();
    try {
      await navigator.clipboard.writeText(address);
      this.status.textContent = text("linkCopied");
    } catch {
      // The field is there to be copied from by hand.
      field.focus();
    }
  }
}

new Desk().start();
