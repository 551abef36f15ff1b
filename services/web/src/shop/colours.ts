/** The colour words of the catalogue as paint, and the families that shoppers filter by. */

const PAINT: Record<string, string> = {
  black: "#2b2b2e",
  white: "#f4f3ef",
  grey: "#8d9296",
  beige: "#d8c3a0",
  navy: "#24355c",
  brown: "#7a5238",
  red: "#c62f33",
  burgundy: "#74202f",
  pink: "#e58aa6",
  orange: "#e07b2c",
  yellow: "#ecc23a",
  cream: "#f1e6c8",
  blue: "#2f66c4",
  "light blue": "#93bfe6",
  purple: "#6d4a9c",
  turquoise: "#2aa7ad",
  green: "#2f8f4e",
  "forest green": "#1f5537",
  "sage green": "#94ab8b",
  "emerald green": "#0d8158",
  "bright green": "#4cbb3c",
  "olive green": "#6c7335",
};

/** What a shopper calls the family of a colour: every green is green, every blue is blue. */
export function colourFamily(colour: string): string {
  if (colour.endsWith("green")) return "green";
  if (["navy", "light blue", "turquoise"].includes(colour)) return "blue";
  if (colour === "burgundy") return "red";
  if (colour === "cream") return "beige";
  return colour;
}

export function paintOf(colour: string): string {
  return PAINT[colour] ?? "#8d9296";
}

/** Mix a hex colour with white (amount > 0) or black (amount < 0); amount from -1 to 1. */
export function shade(hex: string, amount: number): string {
  const target = amount > 0 ? 255 : 0;
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const mixed = channels.map((value) => Math.round(value + (target - value) * Math.abs(amount)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
