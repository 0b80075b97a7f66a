// Names under a search field while somebody types: a combobox with a list (ARIA 1.2). Without
// script the field is a plain one, and Enter asks the search page as ever.

interface Hit {
  url: string;
  label: string;
  type: string;
  matched_name: string;
}

interface Answer {
  results: Hit[];
  total: number;
}

/** What the page says; a %s stands for a number or a name. */
interface Texts {
  address: string;
  list: string;
  some: string;
  none: string;
  all: string;
  alias: string;
}

const LIMIT = 8;
const SHORTEST = 2;
const PAUSE = 120;

class Suggestions {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("span");
  private active = -1;
  private timer = 0;
  private asking: AbortController | null = null;

  constructor(
    private readonly field: HTMLInputElement,
    private readonly form: HTMLFormElement,
    private readonly texts: Texts,
  ) {
    const place = field.parentElement ?? form;
    place.classList.add("suggest");
    this.list.id = `${field.id || field.name}-suggestions`;
    this.list.className = "suggest__list";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", texts.list);
    this.status.className = "ds-sr-only";
    this.status.setAttribute("role", "status");
    place.append(this.list, this.status);
    // Only a field of text may be a combobox.
    field.type = "text";
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.list.id],
    ] as const)
      field.setAttribute(name, value);
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
    // The field keeps the focus while an option is clicked.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  private get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role='option']")];
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    const q = this.field.value.trim();
    if (q.length < SHORTEST) this.close();
    else this.timer = window.setTimeout(() => void this.ask(q), PAUSE);
  }

  private async ask(q: string): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    const asked = new URLSearchParams({
      q,
      limit: String(LIMIT),
      lang: document.documentElement.lang,
    });
    const kind = new FormData(this.form).get("kind");
    if (typeof kind === "string" && kind) asked.set("kind", kind);
    try {
      const answer = await fetch(`${this.texts.address}?${asked}`, {
        headers: { Accept: "application/json" },
        signal: asking.signal,
      });
      if (!answer.ok) return this.close();
      const found = (await answer.json()) as Answer;
      if (!asking.signal.aborted && document.activeElement === this.field) this.show(found, q);
    } catch {
      // Whoever typed on is answered by the next request; without a network Enter still works.
      if (!asking.signal.aborted) this.close();
    }
  }

  private show(found: Answer, q: string): void {
    this.list.replaceChildren(...found.results.map((hit) => this.option(hit, q)));
    if (found.total > found.results.length) {
      const all = this.row(() => this.form.requestSubmit());
      all.append(piece("suggest__name", filled(this.texts.all, found.total)));
      this.list.append(all);
    }
    this.options.forEach((one, index) => (one.id = `${this.list.id}-${index}`));
    this.activate(-1);
    const shown = found.results.length;
    this.list.hidden = shown === 0;
    this.field.setAttribute("aria-expanded", String(shown > 0));
    this.status.textContent = shown ? filled(this.texts.some, shown) : this.texts.none;
  }

  private option(hit: Hit, q: string): HTMLElement {
    const row = this.row(() => {
      // Whoever comes back to this page finds the list closed.
      this.close();
      window.location.assign(ofTheDay(hit.url));
    });
    row.append(piece("suggest__name", hit.label));
    const typed = q.toLocaleLowerCase();
    const alias =
      hit.matched_name !== hit.label && !hit.label.toLocaleLowerCase().includes(typed)
        ? ` · ${filled(this.texts.alias, hit.matched_name)}`
        : "";
    row.append(" ", piece("suggest__type", hit.type + alias));
    return row;
  }

  private row(chosen: () => void): HTMLElement {
    const row = document.createElement("li");
    row.className = "suggest__option";
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.addEventListener("click", chosen);
    return row;
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.field.value.trim().length >= SHORTEST) {
        event.preventDefault();
        void this.ask(this.field.value.trim());
      }
      return;
    }
    const count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      // The field itself is one of the places: over the first and below the last.
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.activate(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.options[this.active]?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  private activate(index: number): void {
    this.active = index;
    this.options.forEach((one, at) => {
      one.setAttribute("aria-selected", String(at === index));
      if (at === index) one.scrollIntoView({ block: "nearest" });
    });
    const chosen = this.options[index];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.status.textContent = "";
    this.field.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }
}

/** The page of a thing on the day of this view, as the links of the page have it. */
function ofTheDay(url: string): string {
  const day = new URLSearchParams(window.location.search).get("at");
  return day ? `${url}?${new URLSearchParams({ at: day })}` : url;
}

function piece(className: string, text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}

function filled(text: string, value: string | number): string {
  return text.replace("%s", () => String(value));
}

export function suggestNames(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
    if (field.form) {
      new Suggestions(field, field.form, JSON.parse(field.dataset["suggest"] ?? "{}") as Texts);
    }
  }
}
