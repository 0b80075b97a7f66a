// What the things of an answer are called: asked of the server in portions, and kept.

import { language } from "./texts";

export interface Named {
  label: string;
  url?: string;
  type?: string;
  type_label?: string;
}

const PORTION = 200;

export class Labels {
  private readonly known = new Map<string, Named | null>();
  private waiting = new Set<string>();
  private timer = 0;
  private listeners = new Set<() => void>();

  constructor(
    private readonly address: string,
    private readonly base: string,
  ) {}

  label(iri: string): string | undefined {
    return this.known.get(iri)?.label;
  }

  named(iri: string): Named | undefined {
    return this.known.get(iri) ?? undefined;
  }

  /** Be told when names have come. */
  listen(listener: () => void): void {
    this.listeners.add(listener);
  }

  forget(listener: () => void): void {
    this.listeners.delete(listener);
  }

  /** Ask for names that are not known yet; they come by and by. */
  want(iris: Iterable<string>): void {
    for (const iri of iris) {
      if (iri.startsWith(this.base) && !this.known.has(iri)) this.waiting.add(iri);
    }
    if (this.waiting.size > 0 && this.timer === 0) {
      this.timer = window.setTimeout(() => void this.ask(), 30);
    }
  }

  /** Ask for names and wait for them. */
  async fetch(iris: Iterable<string>): Promise<void> {
    const wanted = new Set<string>();
    for (const iri of iris) {
      if (iri.startsWith(this.base) && !this.known.has(iri)) wanted.add(iri);
    }
    const all = [...wanted];
    for (let start = 0; start < all.length; start += PORTION) {
      await this.portion(all.slice(start, start + PORTION));
    }
  }

  private async ask(): Promise<void> {
    this.timer = 0;
    const iris = [...this.waiting];
    this.waiting = new Set();
    await this.fetch(iris);
  }

  private async portion(iris: string[]): Promise<void> {
    // Asked once: what fails stays an IRI, which is no error for a reader.
    for (const iri of iris) this.known.set(iri, null);
    try {
      const answer = await fetch(`${this.address}?lang=${language}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ iris }),
      });
      if (!answer.ok) return;
      const { labels } = (await answer.json()) as { labels: Record<string, Named> };
      for (const [iri, named] of Object.entries(labels)) this.known.set(iri, named);
    } catch {
      return;
    }
    for (const listener of this.listeners) listener();
  }
}
