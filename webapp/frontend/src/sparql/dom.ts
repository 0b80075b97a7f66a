// Small makers of elements. Text nodes only: what the graph says is data, never markup.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function makeSvg(
  name: string,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElement {
  const made = document.createElementNS(SVG, name);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

export function button(
  text: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const made = make(
    "button",
    {
      class: "ds-button",
      type: "button",
      "data-variant": "tertiary",
      "data-size": "sm",
      ...attributes,
    },
    text,
  );
  made.addEventListener("click", onClick);
  return made;
}

/** A link, or only text where the address is none that a browser follows as a page. */
export function link(text: string, address: string | null | undefined): Node {
  if (!address || !/^(https?:\/\/|\/)/i.test(address)) return document.createTextNode(text);
  return make("a", { class: "ds-link", href: address }, text);
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element #${id}`);
  return found as T;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** A list of tabs: arrow keys move, the chosen one alone is a stop for Tab. */
export function listenToTabs(list: HTMLElement, choose: (tab: HTMLElement) => void): void {
  list.addEventListener("click", (event) => {
    const tab = event.target instanceof Element ? event.target.closest("[role=tab]") : null;
    if (tab instanceof HTMLElement) choose(tab);
  });
  list.addEventListener("keydown", (event) => {
    const tabs = [...list.querySelectorAll<HTMLElement>("[role=tab]:not([disabled])")];
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    if (tab === undefined) return;
    choose(tab);
    tab.focus();
  });
}

export function markTab(tab: HTMLElement, chosen: boolean): void {
  tab.setAttribute("aria-selected", String(chosen));
  tab.tabIndex = chosen ? 0 : -1;
}
