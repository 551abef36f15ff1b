/** Which shops are live and where the services are, as the gateway says in `/shop/config.json`. */

import { SITES } from "./routes.ts";

export interface ShopConfig {
  capture_url: string;
  gateway_url: string;
  shops: { site: string; site_key: string }[];
}

/** The gateway's answer, with the usual addresses for what it leaves out; no live shop when it does not answer. */
export async function loadConfig(): Promise<ShopConfig> {
  const usual: ShopConfig = {
    capture_url: `${location.protocol}//${location.hostname}:8081`,
    gateway_url: location.origin,
    shops: [],
  };
  const response = await fetch("./config.json", { cache: "no-store" });
  if (!response.ok) return usual;
  return { ...usual, ...((await response.json()) as Partial<ShopConfig>) };
}

/** Sites a visitor can look at: all that are live, and the first in any case. */
export function offeredSites(config: ShopConfig): string[] {
  return SITES.filter((site) => site === "demo" || config.shops.some((shop) => shop.site === site));
}
