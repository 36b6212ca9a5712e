// @ts-check
// On every page: keeps what is needed for when the computer is away, and sends what waits.

import { read, start } from "./outbox.js";

async function begin() {
  navigator.serviceWorker?.register("/sw.js").catch(() => {}); // a browser may not let it in
  await start();
  const { held } = await read();
  const link = document.getElementById("if-not-taken");
  const isHeld = held.some(({ state }) => state === "parked");
  if (isHeld && link instanceof HTMLTemplateElement) link.replaceWith(link.content);
}

if (document.readyState === "complete") void begin();
else addEventListener("load", () => void begin());
