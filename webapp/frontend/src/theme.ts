// Runs in the head as a classic script before the first paint: it must import nothing.
{
  const root = document.documentElement;
  root.dataset.script = "on";
  try {
    const chosen = localStorage.getItem("samspill-color-scheme");
    if (chosen === "light" || chosen === "dark") root.dataset.colorScheme = chosen;
  } catch {
    // A browser that keeps nothing follows the device.
  }

  // Paper is white, whatever was chosen for the screen.
  let onScreen: string | undefined;
  addEventListener("beforeprint", () => {
    onScreen = root.dataset.colorScheme;
    root.dataset.colorScheme = "light";
  });
  addEventListener("afterprint", () => {
    if (onScreen !== undefined) root.dataset.colorScheme = onScreen;
  });
}
