// What can be measured on a page that is open: targets, text, contrast, what is cut off.
// Each gives a list of faults in words; an empty list is a page without that fault.
window.measures = (() => {
  const BIG = ".answer, .key";
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".skip, .only-heard");
  const box = (e) => e.getBoundingClientRect();
  const name = (e) => (e.textContent.trim() || e.ariaLabel || e.name || e.tagName).replace(/\s+/g, " ").slice(0, 40);

  // -- Targets -------------------------------------------------------------------------------

  const target = (e) => (e.matches("input[type=radio], input[type=checkbox]") && e.closest("label")) || e;
  const targets = () =>
    [...new Set([...document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']",
    )].filter(seen).map(target))];

  const small = () =>
    targets().filter((e) => {
      const { width, height } = box(e);
      return width < 47.9 || height < (e.matches(BIG) ? 95.9 : 47.9);
    }).map((e) => `${name(e)}: ${Math.round(box(e).width)} x ${Math.round(box(e).height)}`);

  const over = (e) => e.closest(".keys"); // stays in sight over what scrolls under it
  const apart = (a, b) => {
    const [p, q] = [box(a), box(b)];
    return Math.max(p.left - q.right, q.left - p.right, p.top - q.bottom, q.top - p.bottom);
  };
  const near = () => {
    const all = targets();
    return all.flatMap((a, i) => all.slice(i + 1)
      .filter((b) => !a.contains(b) && !b.contains(a) && over(a) === over(b))
      .filter((b) => apart(a, b) < (a.matches(BIG) || b.matches(BIG) ? 15.9 : 7.9))
      .map((b) => `${name(a)} | ${name(b)}: ${Math.round(apart(a, b))} apart`));
  };

  // -- Text ----------------------------------------------------------------------------------

  const written = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.data.trim() && seen(text.parentElement)) found.push(text);
    }
    return found;
  };
  const least = (e) => (e.closest(".guide, .player") ? 24 : 18);
  const tiny = () =>
    written().map((t) => t.parentElement)
      .filter((e) => parseFloat(getComputedStyle(e).fontSize) < least(e) - 0.01)
      .map((e) => `${name(e)}: ${getComputedStyle(e).fontSize}`);

  const lines = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
  };
  const cuts = (style) => /hidden|clip/.test(style.overflowX + style.overflowY);
  const frame = (e) => {
    for (let up = e; up && up !== document.body; up = up.parentElement)
      if (cuts(getComputedStyle(up))) return box(up);
    return { left: 0, top: -1e6, right: document.documentElement.clientWidth, bottom: 1e6 };
  };
  // A line may reach over its box by the room that type leaves above and below its letters.
  const cut = () =>
    written().flatMap((text) => {
      const f = frame(text.parentElement);
      return lines(text)
        .filter((r) => r.left < f.left - 1 || r.right > f.right + 1 || r.top < f.top - 6 || r.bottom > f.bottom + 6)
        .map(() => `cut off: ${text.data.trim().slice(0, 40)}`);
    });
  const boxed = () =>
    [...document.querySelectorAll("a, button, label, summary, li, p, h1, h2, span, small, strong")].filter(seen)
      .filter((e) => !["inline", "contents"].includes(getComputedStyle(e).display))
      .filter((e) => e.scrollWidth > e.clientWidth + 1)
      .map((e) => `wider than its box: ${name(e)}`);
  const ontop = () => {
    const all = written().filter((t) => !over(t.parentElement)).flatMap((t) => lines(t).map((r) => [t, r]));
    return all.flatMap(([t, r], i) => all.slice(i + 1)
      .filter(([u, s]) => u !== t && Math.min(r.right, s.right) - Math.max(r.left, s.left) > 2
        && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > Math.min(r.height, s.height) / 2)
      .map(([u]) => `one on the other: ${t.data.trim().slice(0, 30)} | ${u.data.trim().slice(0, 30)}`));
  };
  const lost = () => [...new Set([...cut(), ...boxed(), ...ontop()])];
  const sideways = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} wide on ${clientWidth}`] : [];
  };

  // -- Contrast ------------------------------------------------------------------------------

  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const laid = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = (e) => {
    const layers = [];
    for (let up = e; up; up = up.parentElement) {
      const colour = rgba(getComputedStyle(up).backgroundColor);
      layers.unshift(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduce((under, top) => laid(top, under), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const against = (colour, under) => ratio(laid(rgba(colour), under), under);
  const said = (e, what, r) => `${what} ${name(e)}: ${r.toFixed(1)}`;

  const faint = () =>
    [...new Set(written().map((t) => t.parentElement))]
      .map((e) => [e, against(getComputedStyle(e).color, ground(e))])
      .filter(([, r]) => r < 7)
      .map(([e, r]) => said(e, "text", r));
  const EDGED = ".button, .answer, .key, .tick, .scale label, .field input, .ways a, .lines a";
  const edges = () =>
    [...document.querySelectorAll(EDGED)].filter(seen)
      .map((e) => [e, Math.max(against(getComputedStyle(e).borderTopColor, ground(e.parentElement)),
        against(getComputedStyle(e).backgroundColor, ground(e.parentElement)))])
      .filter(([, r]) => r < 4.5)
      .map(([e, r]) => said(e, "edge of", r));
  const marks = () =>
    [...document.querySelectorAll("svg.icon")].filter(seen)
      .map((e) => [e.parentElement, against(getComputedStyle(e).stroke, ground(e.parentElement))])
      .filter(([, r]) => r < 4.5)
      .map(([e, r]) => said(e, "icon of", r));
  const pale = () => [...faint(), ...edges(), ...marks()];

  // -- Focus ---------------------------------------------------------------------------------

  const inView = (r) => r.top >= -1 && r.left >= -1 && r.bottom <= innerHeight + 1 && r.right <= innerWidth + 1;
  const tallerThanView = (r) => r.height > innerHeight;
  const uncovered = (e) => {
    const { left, top, width, height } = box(e);
    const hit = document.elementFromPoint(left + width / 2, Math.min(top + height / 2, innerHeight - 1));
    return hit !== null && (e.contains(hit) || hit.contains(e));
  };
  const ring = (e) => {
    const style = getComputedStyle(e);
    const wide = parseFloat(style.outlineWidth);
    if (style.outlineStyle === "none" || wide < 3) return 0;
    return against(style.outlineColor, ground(e.parentElement));
  };
  // Where the focus is now, and what is wrong with how it shows.
  const focus = () => {
    const active = document.activeElement;
    if (!active || active === document.body) return null;
    const shown = target(active);
    const faults = [];
    if (ring(shown) < 4.5) faults.push(`no ring to be seen: ${name(shown)}`);
    if (!inView(box(shown)) && !tallerThanView(box(shown))) faults.push(`out of sight: ${name(shown)}`);
    else if (!uncovered(shown)) faults.push(`covered: ${name(shown)}`);
    const { left, top, bottom } = box(shown);
    return { name: name(shown), left, top: top + scrollY, bottom: bottom + scrollY, fixed: Boolean(over(shown)), faults };
  };
  const stops = () => {
    const groups = new Set();
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, summary, [tabindex='0']")]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }))
      .filter((e) => e.type !== "radio" || (!groups.has(e.name) && groups.add(e.name))).length;
  };

  return { small, near, tiny, lost, sideways, pale, focus, stops };
})();
