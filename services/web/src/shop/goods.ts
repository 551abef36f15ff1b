/** Drawings of shoes, electronics and homeware on a 240 x 300 canvas, as SVG markup. */

import type { Cloth } from "./pictures.ts";

export function sportsShoe(style: string, c: Cloth): string {
  const lugs = style.includes("trail")
    ? [44, 66, 88, 110, 132, 154, 176]
        .map((x) => `<rect x="${x}" y="214" width="12" height="9" fill="#3a3f44"/>`)
        .join("")
    : "";
  return (
    '<path d="M34 196 Q32 216 48 216 H190 Q210 216 208 200 Z" fill="#fbfbfa" stroke="#c9cdd0" stroke-width="2"/>' +
    `${lugs}<path d="M38 198 Q34 160 44 136 Q56 126 66 140 Q74 152 92 146 L112 132 Q136 166 176 174 Q206 180 208 200 Z" fill="url(#f)"/>` +
    `<path d="M44 138 Q56 128 66 142 Q72 152 90 147 L86 158 Q58 166 42 152 Z" fill="${c.dark}"/>` +
    `<path d="M74 196 Q104 192 128 160 L142 167 Q120 196 96 198 Z" fill="${c.light}"/>` +
    `<path d="M104 140 l14 -9 M113 150 l14 -10 M123 159 l13 -10" stroke="#fbfbfa" stroke-width="4" stroke-linecap="round"/>` +
    `<path d="M176 174 Q206 180 208 200 H180 Q170 188 176 174 Z" fill="${c.dark}" opacity=".7"/>`
  );
}

export function sneaker(style: string, c: Cloth): string {
  const sole = style.includes("platform") ? 26 : 16;
  return (
    `<path d="M36 196 H206 Q212 196 210 ${196 + sole} H40 Q34 ${196 + sole} 36 196 Z" fill="#fbfaf6" stroke="#c9cdd0" stroke-width="2"/>` +
    '<path d="M40 197 V140 Q62 134 78 142 L104 136 Q128 166 172 172 Q206 178 208 197 Z" fill="url(#f)"/>' +
    `<path d="M166 171 Q206 176 208 197 H158 Q154 180 166 171 Z" fill="#fbfaf6" stroke="#c9cdd0"/>` +
    `<path d="M92 142 l18 -7 M102 152 l16 -8 M113 160 l15 -8 M125 166 l13 -7" stroke="#fbfaf6" stroke-width="4" stroke-linecap="round"/>` +
    (style.includes("retro")
      ? `<path d="M66 196 L84 156 M84 196 L100 160" stroke="${c.light}" stroke-width="7"/>`
      : "") +
    `<path d="M40 140 Q50 137 60 138 L56 176 H40 Z" fill="${c.dark}"/>`
  );
}

export function boot(style: string, c: Cloth): string {
  const top = style.includes("hiking") || style.includes("lace") ? 96 : style.includes("ankle") ? 124 : 104;
  const laces = [0, 16, 32, 48].map(
    (dy) => `<path d="M104 ${top + 20 + dy} l22 6" stroke="#e9dcc0" stroke-width="4" stroke-linecap="round"/>`,
  );
  const elastic = `<path d="M82 ${top + 4} h22 l-4 50 h-14 Z" fill="${c.dark}"/>`;
  return (
    `<path d="M64 ${top} H128 L132 168 Q150 184 184 188 Q204 192 204 212 H64 Q58 160 64 ${top} Z" fill="url(#f)"/>` +
    `<path d="M60 212 H206 V224 H112 L106 236 H62 Z" fill="#35302c"/>` +
    (style.includes("hiking") || style.includes("lace") ? laces.join("") : elastic) +
    `<path d="M64 ${top} H128 V${top + 9} H64 Z" fill="${c.dark}"/><path d="M156 186 Q168 198 166 212" stroke="${c.dark}" stroke-width="2" fill="none"/>`
  );
}

export function headphones(style: string, c: Cloth): string {
  if (style.includes("in-ear")) {
    const bud =
      '<circle cx="0" cy="0" r="26" fill="url(#f)"/><rect x="-9" y="16" width="18" height="46" rx="9" fill="url(#f)"/>';
    return (
      `<path d="M84 190 C90 262 150 262 156 190" stroke="${c.dark}" stroke-width="5" fill="none"/>` +
      `<g transform="translate(84 132) rotate(14)">${bud}<circle cx="-16" cy="-6" r="12" fill="${c.dark}"/></g>` +
      `<g transform="translate(156 132) rotate(-14)">${bud}<circle cx="16" cy="-6" r="12" fill="${c.dark}"/></g>`
    );
  }
  const cup = style.includes("on-ear") ? 27 : 34;
  const ear = (x: number) =>
    `<rect x="${x - cup * 0.62}" y="${178 - cup}" width="${cup * 1.24}" height="${cup * 2}" rx="${cup * 0.55}" fill="url(#f)"/>` +
    `<rect x="${x - cup * 0.3}" y="${178 - cup * 0.66}" width="${cup * 0.6}" height="${cup * 1.32}" rx="${cup * 0.3}" fill="${c.dark}"/>`;
  return (
    `<path d="M62 168 C54 40 186 40 178 168" stroke="url(#f)" stroke-width="15" fill="none" stroke-linecap="round"/>` +
    `<path d="M84 86 C100 62 140 62 156 86" stroke="${c.light}" stroke-width="6" fill="none" stroke-linecap="round"/>` +
    ear(64) +
    ear(176) +
    (style.includes("studio") ? `<path d="M64 214 q4 40 -12 52" stroke="${c.dark}" stroke-width="4" fill="none"/>` : "")
  );
}

export function speaker(style: string, c: Cloth): string {
  if (style.includes("portable") || style.includes("outdoor")) {
    const dots = Array.from(
      { length: 40 },
      (_, k) =>
        `<circle cx="${62 + (k % 10) * 13}" cy="${152 + Math.floor(k / 10) * 13}" r="2.6" fill="${c.light}" opacity=".7"/>`,
    );
    return (
      `<path d="M76 128 C76 92 164 92 164 128" stroke="${c.dark}" stroke-width="7" fill="none"/>` +
      `<rect x="40" y="126" width="160" height="88" rx="34" fill="url(#f)"/>${dots.join("")}`
    );
  }
  return (
    `<rect x="72" y="64" width="96" height="180" rx="12" fill="url(#f)"/><circle cx="120" cy="112" r="22" fill="${c.dark}"/>` +
    `<circle cx="120" cy="112" r="8" fill="${c.light}"/><circle cx="120" cy="188" r="36" fill="${c.dark}"/>` +
    `<circle cx="120" cy="188" r="14" fill="${c.light}"/>`
  );
}

export function smartwatch(style: string, c: Cloth): string {
  const round = style.includes("round") || style.includes("outdoor");
  return (
    `<path d="M94 40 H146 L150 112 H90 Z M90 188 H150 L146 262 H94 Z" fill="url(#f)"/>` +
    `<path d="M104 52 h32 M104 62 h32 M106 236 h28 M106 246 h28" stroke="${c.dark}" stroke-width="2"/>` +
    (round
      ? '<circle cx="120" cy="150" r="56" fill="#4b5157"/><circle cx="120" cy="150" r="47" fill="#11161b"/>'
      : '<rect x="74" y="98" width="92" height="104" rx="24" fill="#4b5157"/><rect x="82" y="106" width="76" height="88" rx="18" fill="#11161b"/>') +
    `<text x="120" y="150" font-family="system-ui,sans-serif" font-size="20" font-weight="700" fill="#fff" text-anchor="middle">10:08</text>` +
    `<path d="M96 170 h48" stroke="#2b343c" stroke-width="6" stroke-linecap="round"/><path d="M96 170 h30" stroke="${c.light}" stroke-width="6" stroke-linecap="round"/>`
  );
}

export function lamp(style: string, c: Cloth): string {
  if (style.includes("mushroom")) {
    return (
      '<path d="M52 152 C52 84 188 84 188 152 Z" fill="url(#f)"/><path d="M60 152 h120 l-8 10 h-104 Z" fill="#fff2c9"/>' +
      `<path d="M104 162 H136 L146 240 H94 Z" fill="${c.dark}"/>`
    );
  }
  if (style.includes("arched")) {
    return (
      '<path d="M70 258 V120 C70 40 176 40 176 112" stroke="#b8935a" stroke-width="6" fill="none"/>' +
      '<ellipse cx="72" cy="262" rx="38" ry="8" fill="#8b6e42"/><path d="M142 152 Q144 110 176 110 Q208 110 210 152 Z" fill="url(#f)"/><path d="M142 152 h68 l-6 7 h-56 Z" fill="#fff2c9"/>'
    );
  }
  const stem = style.includes("desk")
    ? '<path d="M100 250 L84 176 L128 124" stroke="#b8935a" stroke-width="6" fill="none" stroke-linejoin="round"/>'
    : '<path d="M120 150 V250" stroke="#b8935a" stroke-width="8"/>';
  const head = style.includes("desk")
    ? `<path d="M106 128 L150 98 L184 142 L150 160 Z" fill="url(#f)"/><path d="M150 160 L184 142 L190 156 L158 172 Z" fill="#fff2c9"/>`
    : `<path d="M88 66 H152 L176 158 H64 Z" fill="url(#f)"/><path d="M64 158 h112 v6 h-112 Z" fill="${c.dark}"/>`;
  return `${stem}${head}<ellipse cx="${style.includes("desk") ? 100 : 120}" cy="252" rx="44" ry="9" fill="#8b6e42"/>`;
}

export function cushion(style: string, c: Cloth): string {
  const tufts = [
    [92, 122],
    [148, 122],
    [120, 152],
    [92, 182],
    [148, 182],
  ].map(([x, y]) => `<circle cx="${x}" cy="${y}" r="5" fill="${c.dark}"/>`);
  const seams = `<path d="M62 108 Q120 92 178 108 M62 196 Q120 212 178 196" stroke="${c.dark}" stroke-width="2" fill="none" opacity=".7"/>`;
  return (
    '<path d="M50 84 Q120 102 190 84 Q174 152 190 220 Q120 204 50 220 Q66 152 50 84 Z" fill="url(#f)"/>' +
    (style.includes("tufted") || style.includes("boucle") ? tufts.join("") : seams)
  );
}

export function mug(style: string, c: Cloth): string {
  const small = style.includes("espresso") ? 22 : 0;
  const speckles = Array.from(
    { length: 26 },
    (_, k) => `<circle cx="${70 + ((k * 37) % 88)}" cy="${118 + ((k * 53) % 96)}" r="1.8" fill="${c.dark}"/>`,
  );
  return (
    `<path d="M160 ${136 + small} C208 ${130 + small} 208 ${202} 158 202" stroke="${c.dark}" stroke-width="13" fill="none"/>` +
    `<path d="M62 ${104 + small} H166 L162 214 Q160 228 146 228 H82 Q68 228 66 214 Z" fill="url(#f)"/>` +
    `<ellipse cx="114" cy="${104 + small}" rx="52" ry="11" fill="${c.dark}"/><ellipse cx="114" cy="${106 + small}" rx="44" ry="7" fill="#4a2f20"/>` +
    (style.includes("speckled") || style.includes("stoneware")
      ? speckles.join("")
      : `<path d="M64 ${124 + small} H165" stroke="${c.light}" stroke-width="5"/>`)
  );
}

export function vase(style: string, c: Cloth): string {
  const shape = style.includes("bottle")
    ? "M108 60 H132 V128 Q176 156 166 206 Q160 244 120 246 Q80 244 74 206 Q64 156 108 128 Z"
    : style.includes("round")
      ? "M100 84 H140 V104 Q190 120 184 184 Q178 244 120 246 Q62 244 56 184 Q50 120 100 104 Z"
      : "M92 56 H148 Q140 92 156 132 Q170 190 150 246 H90 Q70 190 84 132 Q100 92 92 56 Z";
  const ribs = [-24, -8, 8, 24].map(
    (dx) =>
      `<path d="M${120 + dx * 0.7} 70 Q${120 + dx * 1.7} 160 ${120 + dx} 242" stroke="${c.dark}" stroke-width="2" fill="none" opacity=".7"/>`,
  );
  return (
    `<path d="M112 60 Q98 22 82 18 M120 60 Q122 20 126 8 M128 60 Q146 30 162 26" stroke="#6f8f5d" stroke-width="3" fill="none"/>` +
    `<path d="M82 18 q-14 2 -14 12 q12 2 14 -12 M126 8 q10 6 6 18 q-12 -4 -6 -18 M162 26 q14 0 16 12 q-14 2 -16 -12" fill="#86a673"/>` +
    `<path d="${shape}" fill="url(#f)"/>${style.includes("ribbed") ? ribs.join("") : `<path d="M78 190 Q120 202 162 190" stroke="${c.light}" stroke-width="4" fill="none" opacity=".8"/>`}`
  );
}
