/** Drawings of clothes on a 240 x 300 canvas, as SVG markup; the style words of a title change the cut. */

import type { Cloth } from "./pictures.ts";

/** Half widths and lengths of a dress by the first matching word of its style. */
const CUTS: [word: string, hem: number, halfWidth: number][] = [
  ["mini", 206, 58],
  ["maxi", 276, 66],
  ["slip", 254, 40],
  ["knit", 240, 38],
  ["shirt", 236, 48],
  ["tea", 234, 62],
  ["pleated", 252, 64],
  ["wrap", 250, 56],
];

export function dress(style: string, c: Cloth): string {
  const [, hem, half] = CUTS.find(([word]) => style.includes(word)) ?? ["", 244, 52];
  const left = 120 - half;
  const right = 120 + half;
  const skirt = `M101 132 C98 160 ${left + 6} ${hem - 40} ${left} ${hem} Q120 ${hem + 12} ${right} ${hem} C${right - 6} ${hem - 40} 142 160 139 132 Z`;
  const parts = [
    sleeves(style, c),
    bodice(style, c),
    `<path d="${skirt}" fill="url(#f)"/>`,
    folds(style, hem, half, c),
  ];
  return parts.join("");
}

function bodice(style: string, c: Cloth): string {
  if (style.includes("slip")) {
    return (
      `<path d="M104 44 L106 82 M136 44 L134 82" stroke="${c.dark}" stroke-width="2.5" fill="none"/>` +
      '<path d="M98 96 Q104 80 108 80 Q120 94 132 80 Q136 80 142 96 L139 134 H101 Z" fill="url(#f)"/>'
    );
  }
  const neck = style.includes("wrap")
    ? "L120 96 L138 54"
    : style.includes("shirt")
      ? "L120 66 L136 54"
      : "Q120 84 136 54";
  return `<path d="M104 54 ${neck} L152 62 L146 100 L139 134 H101 L94 100 L88 62 Z" fill="url(#f)"/>`;
}

function sleeves(style: string, c: Cloth): string {
  if (style.includes("slip")) return "";
  if (style.includes("puff")) {
    return (
      `<path d="M92 60 C70 60 62 84 72 104 L94 98 Z" fill="${c.dark}"/>` +
      `<path d="M148 60 C170 60 178 84 168 104 L146 98 Z" fill="${c.dark}"/>`
    );
  }
  if (style.includes("long sleeves")) {
    return (
      `<path d="M91 61 C78 66 72 110 66 150 L80 153 L97 98 Z" fill="${c.dark}"/>` +
      `<path d="M149 61 C162 66 168 110 174 150 L160 153 L143 98 Z" fill="${c.dark}"/>`
    );
  }
  return (
    `<path d="M90 61 C80 66 76 82 75 96 L93 101 L97 76 Z" fill="${c.dark}"/>` +
    `<path d="M150 61 C160 66 164 82 165 96 L147 101 L143 76 Z" fill="${c.dark}"/>`
  );
}

function folds(style: string, hem: number, half: number, c: Cloth): string {
  const line = (d: string, width = 1.6) =>
    `<path d="${d}" stroke="${c.dark}" stroke-width="${width}" fill="none" opacity=".75"/>`;
  const belt = `<rect x="100" y="129" width="40" height="7" rx="2" fill="${c.dark}"/>`;
  if (style.includes("tiered")) {
    return [0.3, 0.62]
      .map((at) => {
        const y = 132 + (hem - 132) * at;
        const w = 19 + (half - 16) * at;
        return line(`M${120 - w} ${y} q${w / 4} 7 ${w / 2} 0 t${w / 2} 0 t${w / 2} 0 t${w / 2} 0`, 2.2);
      })
      .join("");
  }
  if (style.includes("pleated") || style.includes("knit")) {
    const step = style.includes("knit") ? 0.2 : 0.33;
    return (
      [-3, -2, -1, 0, 1, 2, 3].map((k) => line(`M${120 + k * 5} 136 L${120 + k * half * step} ${hem}`, 1.3)).join("") +
      belt
    );
  }
  if (style.includes("shirt")) {
    const buttons = [86, 108, 150, 174, 198].map((y) => `<circle cx="120" cy="${y}" r="2" fill="${c.light}"/>`);
    return `<path d="M104 54 L114 72 L120 64 L126 72 L136 54" fill="${c.light}"/>${line(`M120 66 V${hem + 4}`)}${buttons.join("")}${belt}`;
  }
  if (style.includes("wrap")) return line(`M138 56 L101 130 M108 134 Q128 180 112 ${hem + 6}`, 2.2) + belt;
  return (
    line(`M112 138 Q104 190 98 ${hem + 3} M128 138 Q136 190 142 ${hem + 3}`) + (style.includes("slip") ? "" : belt)
  );
}

export function top(style: string, c: Cloth): string {
  const hem = style.includes("cropped") ? 176 : 216;
  const wide = style.includes("oversized") ? 10 : 0;
  return (
    `<path d="M${84 - wide} 78 L${48 - wide} 128 L74 146 L88 122 V${hem} Q120 ${hem + 8} 152 ${hem} V122 L166 146 L${192 + wide} 128 L${156 + wide} 78 L140 70 Q120 92 100 70 Z" fill="url(#f)"/>` +
    `<path d="M100 70 Q120 92 140 70 L136 69 Q120 84 104 69 Z" fill="${c.dark}"/>` +
    `<path d="M88 122 V150 M152 122 V150" stroke="${c.dark}" stroke-width="1.6"/>`
  );
}

export function jumper(style: string, c: Cloth): string {
  const collar = style.includes("roll")
    ? `<rect x="100" y="52" width="40" height="24" rx="8" fill="${c.dark}"/>`
    : `<path d="M98 72 Q120 92 142 72" stroke="${c.dark}" stroke-width="7" fill="none"/>`;
  const cables = [100, 120, 140].map(
    (x) =>
      `<path d="M${x} 96 q7 11 0 22 t0 22 t0 22 t0 22 t0 22" stroke="${c.dark}" stroke-width="2" fill="none" opacity=".7"/>`,
  );
  return (
    `<path d="M98 70 L72 82 Q50 140 46 214 L68 218 L84 140 V228 H156 V140 L172 218 L194 214 Q190 140 168 82 L142 70 Q120 90 98 70 Z" fill="url(#f)"/>` +
    `<path d="M84 218 H156 V230 H84 Z M46 208 L68 212 L67 222 L45 218 Z M194 208 L172 212 L173 222 L195 218 Z" fill="${c.dark}"/>` +
    collar +
    (style.includes("cable") || style.includes("chunky") ? cables.join("") : "")
  );
}

export function jacket(style: string, c: Cloth): string {
  const quilts = [110, 138, 166, 194].map(
    (y) => `<path d="M80 ${y} H160" stroke="${c.dark}" stroke-width="2" opacity=".8"/>`,
  );
  return (
    `<path d="M96 66 L70 80 Q52 140 48 216 L72 220 L80 150 V236 H160 V150 L168 220 L192 216 Q188 140 170 80 L144 66 Z" fill="url(#f)"/>` +
    (style.includes("quilted") ? quilts.join("") : "") +
    `<path d="M96 66 L108 62 H132 L144 66 L134 118 L120 132 L106 118 Z" fill="${c.dark}"/>` +
    `<path d="M108 62 H132 L120 100 Z" fill="${c.light}"/>` +
    `<path d="M120 132 V236" stroke="${c.dark}" stroke-width="3"/>` +
    [152, 176, 200].map((y) => `<circle cx="126" cy="${y}" r="3" fill="${c.light}"/>`).join("") +
    `<path d="M88 184 h22 v4 h-22 Z M130 184 h22 v4 h-22 Z" fill="${c.dark}"/>`
  );
}

export function trousers(style: string, c: Cloth): string {
  const flare = style.includes("wide") ? 22 : style.includes("cargo") ? 8 : 0;
  const pocket = `<path d="M${70 - flare / 2} 168 h20 v26 h-20 Z M${150 + flare / 2} 168 h20 v26 h-20 Z" fill="${c.dark}" opacity=".8"/>`;
  const cords = [88, 98, 108, 132, 142, 152].map(
    (x) => `<path d="M${x} 84 V262" stroke="${c.dark}" stroke-width="1" opacity=".6"/>`,
  );
  return (
    `<path d="M82 56 H158 L166 120 L${168 + flare} 268 H${132 + flare / 3} L120 132 L${108 - flare / 3} 268 H${72 - flare} L74 120 Z" fill="url(#f)"/>` +
    `<path d="M82 56 H158 L159 70 H81 Z" fill="${c.dark}"/>` +
    `<path d="M120 70 V128 M88 72 Q90 92 80 98 M152 72 Q150 92 160 98" stroke="${c.dark}" stroke-width="2" fill="none"/>` +
    (style.includes("cargo") ? pocket : "") +
    (style.includes("corduroy") ? cords.join("") : "")
  );
}

export function bag(style: string, c: Cloth): string {
  const handle = style.includes("cross-body") ? "M66 150 C60 20 180 20 174 150" : "M88 140 C88 66 152 66 152 140";
  const body = style.includes("bucket")
    ? "M70 138 H170 L160 232 Q120 246 80 232 Z"
    : style.includes("weekend")
      ? "M48 146 Q50 132 66 132 H174 Q190 132 192 146 L196 226 Q196 238 182 238 H58 Q44 238 44 226 Z"
      : "M66 136 H174 L184 232 Q184 240 176 240 H64 Q56 240 56 232 Z";
  return (
    `<path d="${handle}" stroke="${c.dark}" stroke-width="8" fill="none"/><path d="${body}" fill="url(#f)"/>` +
    `<path d="M60 164 H180" stroke="${c.dark}" stroke-width="3" opacity=".8"/>` +
    `<rect x="111" y="156" width="18" height="18" rx="4" fill="#c9a452"/>`
  );
}
