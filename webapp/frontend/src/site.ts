import "@fontsource-variable/inter/wght.css";
import "@digdir/designsystemet-css";
import "@digdir/designsystemet-theme";
import "./site.css";

const STORAGE_KEY = "samspill-color-scheme";

function rememberColorScheme(value: string): void {
  try {
    if (value === "auto") localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, value);
  } catch {
    // The choice then lasts for this page.
  }
}

function watchColorScheme(): void {
  const root = document.documentElement;
  for (const choice of document.querySelectorAll<HTMLInputElement>("input[name='color-scheme']")) {
    choice.checked = choice.value === (root.dataset.colorScheme ?? "auto");
    choice.addEventListener("change", () => {
      root.dataset.colorScheme = choice.value;
      rememberColorScheme(choice.value);
      document.dispatchEvent(new CustomEvent("samspill:color-scheme"));
    });
  }
}

watchColorScheme();
