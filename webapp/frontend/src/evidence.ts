/** Copies the footnote of a piece of evidence; without the clipboard its text is marked instead. */

const SAID_FOR = 4_000;

function mark(text: Node): void {
  const selection = getSelection();
  const range = document.createRange();
  range.selectNodeContents(text);
  selection?.removeAllRanges();
  selection?.addRange(range);
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const text = button.closest(".evidence__card")?.querySelector(".evidence__text");
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text.textContent.trim());
  } catch {
    // The page has no right to the clipboard: the reader copies what is marked.
    mark(text);
    return;
  }
  say(button);
}

/** Say on the button itself that it is done, for eyes and for screen readers. */
function say(button: HTMLButtonElement): void {
  const before = button.textContent;
  const done = button.dataset["copied"] ?? "";
  if (before === done) return;
  button.setAttribute("aria-live", "polite");
  button.textContent = done;
  setTimeout(() => (button.textContent = before), SAID_FOR);
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest(".evidence__copy") : null;
  if (button instanceof HTMLButtonElement) void copy(button);
});
