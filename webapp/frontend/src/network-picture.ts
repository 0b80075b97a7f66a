// The picture as PNG: the server's SVG, drawn on a canvas. Nothing but data: addresses is allowed.

const PIXELS = 2;

export function listenToPicture(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest<HTMLButtonElement>("button[data-png]");
    const address = button?.dataset["png"];
    if (button === null || address === undefined) return;
    button.disabled = true;
    void save(address, button.dataset["file"]).finally(() => (button.disabled = false));
  });
}

async function save(address: string, name = "samspill-network.png"): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await answer.text())}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * PIXELS;
  canvas.height = image.naturalHeight * PIXELS;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.href = canvas.toDataURL("image/png");
  link.download = name;
  link.click();
}
