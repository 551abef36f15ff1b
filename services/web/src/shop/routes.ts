/** Addresses of the shop's views: everything a view shows is in the hash, so every view can be linked and reloaded. */

/** The state of a listing; `place` is a category or department slug, `all` or `sale`. */
export interface ListingQuery {
  place: string;
  color: string[];
  brand: string[];
  size: string[];
  min: number | undefined;
  max: number | undefined;
  sort: string;
  page: number;
}

export type View =
  | { name: "home" }
  | { name: "listing"; query: ListingQuery }
  | { name: "item"; id: string }
  | { name: "compare"; ids: string[] }
  | { name: "basket" }
  | { name: "checkout" }
  | { name: "thanks" };

/** A view in one of the shops. */
export interface Route {
  site: string;
  view: View;
}

export const SITES = ["demo", "demo_eu"];
const PLAIN = ["basket", "checkout", "thanks"] as const;

/** The route of a hash such as `#/demo/c/dresses?color=green`; anything unknown is the home page. */
export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [siteName = "", kind = "", argument = ""] = path.split("/").map(decodeURIComponent);
  const site = SITES.includes(siteName) ? siteName : "demo";
  const parameters = new URLSearchParams(search);
  if (kind === "c" && argument) return { site, view: { name: "listing", query: parseListing(argument, parameters) } };
  if (kind === "item" && argument) return { site, view: { name: "item", id: argument } };
  if (kind === "compare") return { site, view: { name: "compare", ids: list(parameters, "ids") } };
  const plain = PLAIN.find((name) => name === kind);
  return { site, view: plain ? { name: plain } : { name: "home" } };
}

export function listingOf(place: string): ListingQuery {
  return parseListing(place, new URLSearchParams());
}

function parseListing(place: string, parameters: URLSearchParams): ListingQuery {
  return {
    place,
    color: list(parameters, "color"),
    brand: list(parameters, "brand"),
    size: list(parameters, "size"),
    min: amount(parameters, "min"),
    max: amount(parameters, "max"),
    sort: parameters.get("sort") ?? "picks",
    page: Math.max(1, Number(parameters.get("page")) || 1),
  };
}

function list(parameters: URLSearchParams, name: string): string[] {
  return parameters.get(name)?.split(",").filter(Boolean) ?? [];
}

function amount(parameters: URLSearchParams, name: string): number | undefined {
  const value = Number.parseFloat(parameters.get(name) ?? "");
  return Number.isFinite(value) ? value : undefined;
}

/** The hash of a route: the inverse of `parseRoute`. */
export function hashOf({ site, view }: Route): string {
  const base = `#/${site}`;
  switch (view.name) {
    case "home":
      return `${base}/`;
    case "item":
      return `${base}/item/${encodeURIComponent(view.id)}`;
    case "compare":
      return `${base}/compare?ids=${view.ids.map(encodeURIComponent).join(",")}`;
    case "listing":
      return `${base}/c/${encodeURIComponent(view.query.place)}${listingSearch(view.query)}`;
    default:
      return `${base}/${view.name}`;
  }
}

function listingSearch(query: ListingQuery): string {
  const parameters = new URLSearchParams();
  for (const name of ["color", "brand", "size"] as const) {
    if (query[name].length > 0) parameters.set(name, query[name].join(","));
  }
  if (query.min !== undefined) parameters.set("min", String(query.min));
  if (query.max !== undefined) parameters.set("max", String(query.max));
  if (query.sort !== "picks") parameters.set("sort", query.sort);
  if (query.page > 1) parameters.set("page", String(query.page));
  const text = parameters.toString().replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}
