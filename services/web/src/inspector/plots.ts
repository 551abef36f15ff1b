/** Small plots as SVG: bars for shares, a line over time. Drawn with text, so that they read without colour. */

const SVG = "http://www.w3.org/2000/svg";

function svg(
  name: string,
  attributes: Record<string, string | number>,
  ...children: (SVGElement | string)[]
): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** A bar for each entry, longest first; `paint` may give a bar its own colour. */
export function bars(
  title: string,
  entries: [label: string, value: number][],
  options: { format?: (value: number) => string; paint?: (label: string) => string | undefined } = {},
): SVGElement {
  const format = options.format ?? ((value) => String(Math.round(value * 100) / 100));
  const rows = [...entries].sort((a, b) => b[1] - a[1]).slice(0, 8);
  const most = Math.max(...rows.map(([, value]) => value), 1e-9);
  const height = Math.max(1, rows.length) * 26 + 4;
  const parts = rows.flatMap(([label, value], index) => {
    const y = index * 26 + 4;
    const width = Math.max(2, (value / most) * 170);
    return [
      svg("text", { x: 118, y: y + 14, "text-anchor": "end", class: "plot-label" }, label),
      svg("rect", { x: 126, y, width, height: 18, rx: 4, class: "plot-bar", style: barStyle(options.paint?.(label)) }),
      svg("text", { x: 132 + width, y: y + 14, class: "plot-value" }, format(value)),
    ];
  });
  return frame(title, 360, height, parts.length > 0 ? parts : [nothing()]);
}

function barStyle(colour: string | undefined): string {
  return colour ? `fill:${colour};stroke:rgb(0 0 0 / .3)` : "";
}

/** One value over time, oldest first, with its last value written out. */
export function line(
  title: string,
  points: [at: Date, value: number][],
  format: (value: number) => string,
): SVGElement {
  const last = points.at(-1);
  if (!last) return frame(title, 360, 110, [nothing()]);
  const most = Math.max(...points.map(([, value]) => value), 1e-9);
  const x = (index: number) => 8 + (points.length > 1 ? (index / (points.length - 1)) * 270 : 135);
  const y = (value: number) => 88 - (value / most) * 70;
  const path = points
    .map(([, value], index) => `${index ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)
    .join("");
  const clock = (at: Date) => at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return frame(title, 360, 112, [
    svg("path", { d: "M8 88 H278", class: "plot-axis" }),
    svg("path", { d: path, class: "plot-line" }),
    svg("circle", { cx: x(points.length - 1), cy: y(last[1]), r: 4, class: "plot-dot" }),
    svg("text", { x: x(points.length - 1) + 10, y: y(last[1]) + 5, class: "plot-value" }, format(last[1])),
    svg("text", { x: 8, y: 106, class: "plot-label" }, clock(points[0]?.[0] ?? last[0])),
    svg("text", { x: 278, y: 106, "text-anchor": "end", class: "plot-label" }, clock(last[0])),
  ]);
}

function nothing(): SVGElement {
  return svg("text", { x: 8, y: 18, class: "plot-label" }, "nothing yet");
}

function frame(title: string, width: number, height: number, parts: SVGElement[]): SVGElement {
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", class: "plot" },
    svg("title", {}, title),
    ...parts,
  );
}
