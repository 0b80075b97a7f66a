// The ways between two actors, each with a button that marks it in the picture.

/** `mark` draws the ties of a way, or none. The first way is marked as the page opens. */
export function listenToPaths(picture: HTMLElement, mark: (ties: string[]) => void): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("button[data-mark-path]")];
  const tiesOf = (button: HTMLElement): string[] =>
    button.closest<HTMLElement>("[data-path]")?.dataset["path"]?.split(" ") ?? [];
  for (const button of buttons) {
    if (button.getAttribute("aria-pressed") === "true") mark(tiesOf(button));
    button.addEventListener("click", () => {
      const marks = button.getAttribute("aria-pressed") !== "true";
      for (const other of buttons) {
        other.setAttribute("aria-pressed", String(marks && other === button));
      }
      mark(marks ? tiesOf(button) : []);
      if (marks) picture.scrollIntoView({ block: "nearest" });
    });
  }
}
