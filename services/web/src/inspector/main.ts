/** The inspector: sign in with a back-office token, follow sessions live, read the insights. */

import { subscribe, type Subscription } from "../client/subscription.ts";
import type { Recommendation } from "../client/wire.ts";
import { h } from "../html.ts";
import { Catalogue } from "../shop/catalogue.ts";
import { insightsPage } from "./insights.ts";
import { Office, Refused, type SessionRow } from "./office.ts";
import { Refresher } from "./refresher.ts";
import { SessionPage } from "./session.ts";

const STORED = "interarec.office";
const REFRESH_MS = 3_000;
const PUBLISHED_MS = 1_000;
const root = document.getElementById("inspector") as HTMLElement;

/** Token and session named in the address; the token leaves the address at once. */
function fromAddress(): { token: string | null; session: string | null } {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const token = parameters.get("token");
  if (token) {
    sessionStorage.setItem(STORED, token);
    parameters.delete("token");
    history.replaceState(null, "", `${location.pathname}#${parameters}`);
  }
  return { token: token ?? sessionStorage.getItem(STORED), session: parameters.get("session") };
}

function login(message: string, enter: (token: string) => void): void {
  const field = h("input", { id: "token", type: "password", required: true, autocomplete: "off" });
  const form = h(
    "form",
    {
      class: "login panel",
      onsubmit: (event) => {
        event.preventDefault();
        enter(field.value.trim());
      },
    },
    h("h1", {}, "Inspector"),
    h("p", {}, "Follow a recommendation back to the picture it came from."),
    h("label", { for: "token" }, "Back-office token"),
    field,
    h("p", { class: "quiet" }, "interarec token create --site demo --scope office"),
    h("p", { class: "message", role: "alert" }, message),
    h("button", { type: "submit", class: "main" }, "Sign in"),
  );
  root.replaceChildren(h("main", { class: "centred" }, form));
  field.focus();
}

class Inspector {
  readonly #office: Office;
  readonly #list = h("ul", { class: "sessions" });
  readonly #content = h("main", { id: "content" });
  readonly #live = h("span", { class: "live", role: "status" }, "connecting");
  readonly #refresher = new Refresher({ read: () => this.#read(), gapMs: PUBLISHED_MS, everyMs: REFRESH_MS });
  readonly #tabs: Record<"sessions" | "insights", HTMLButtonElement>;
  #catalogue: Catalogue | undefined;
  #rows: SessionRow[] = [];
  #wanted: string | null;
  #page: SessionPage | undefined;
  #tab: "sessions" | "insights" = "sessions";
  #subscription: Subscription | undefined;

  constructor(office: Office, session: string | null) {
    this.#office = office;
    this.#wanted = session;
    this.#tabs = {
      sessions: h("button", { type: "button", onclick: () => this.#show("sessions") }, "Sessions"),
      insights: h("button", { type: "button", onclick: () => this.#show("insights") }, "Insights"),
    };
  }

  async start(): Promise<void> {
    this.#catalogue = await knownCatalogue(this.#office.site);
    root.replaceChildren(
      h(
        "header",
        { class: "bar" },
        h("strong", {}, "Inspector"),
        h("span", { class: "site" }, this.#office.site),
        h("nav", { "aria-label": "Pages" }, this.#tabs.sessions, this.#tabs.insights),
        this.#live,
        h("button", { type: "button", class: "plain", onclick: () => this.#leave("") }, "Sign out"),
      ),
      h(
        "div",
        { class: "layout" },
        h("nav", { class: "list", "aria-label": "Live sessions" }, h("h2", {}, "Live sessions"), this.#list),
        this.#content,
      ),
    );
    this.#subscription = subscribe<Recommendation>({
      gatewayUrl: location.origin,
      channel: `site:${this.#office.site}`,
      token: async () => this.#office.token,
      transports: ["websocket"],
      onPublication: () => this.#refresher.soon(),
      onState: (state) => {
        this.#live.textContent = state.name === "live" ? "live" : state.name;
        this.#live.dataset.state = state.name;
      },
    });
    this.#show("sessions");
  }

  #show(tab: "sessions" | "insights"): void {
    this.#tab = tab;
    for (const [name, element] of Object.entries(this.#tabs))
      element.setAttribute("aria-current", String(name === tab));
    this.#closePage();
    this.#content.replaceChildren();
    this.#refresher.now();
  }

  /** Read what the shown tab needs. */
  async #read(): Promise<void> {
    try {
      const rows = await this.#office.sessions();
      if (this.#refresher.stopped) return;
      this.#rows = rows.sort((a, b) => b.started_at.localeCompare(a.started_at));
      this.#drawList();
      if (this.#tab === "insights") await this.#drawInsights();
      else await this.#drawSession();
    } catch (error) {
      if (this.#refresher.stopped) return; // signed out meanwhile
      if (error instanceof Refused && [401, 403].includes(error.status))
        return this.#leave(`Signed out: ${error.message}`);
      this.#live.textContent = `not reachable: ${(error as Error).message}`;
    }
  }

  #drawList(): void {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.session;
    this.#list.replaceChildren(
      ...this.#rows.map((row) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              "data-session": row.session_id,
              "aria-current": row.session_id === this.#page?.sessionId ? "true" : undefined,
              onclick: () => this.#open(row.session_id),
            },
            h("span", { class: "session-id" }, row.session_id),
            h(
              "span",
              { class: "quiet" },
              `${row.screenshots} pictures · ${row.last_state}${row.arm ? ` · ${row.arm}` : ""}`,
            ),
          ),
        ),
      ),
    );
    if (this.#rows.length === 0)
      this.#list.append(h("li", { class: "quiet" }, "No session yet. Open the shop in another tab."));
    if (focused) this.#list.querySelector<HTMLElement>(`[data-session="${CSS.escape(focused)}"]`)?.focus();
  }

  #open(sessionId: string): void {
    this.#wanted = sessionId;
    this.#show("sessions");
  }

  async #drawSession(): Promise<void> {
    const row = this.#rows.find((entry) => entry.session_id === this.#wanted) ?? this.#rows[0];
    if (!row)
      return this.#content.replaceChildren(
        h("p", { class: "quiet empty" }, "Sessions appear here as soon as a shopper agrees to be looked along with."),
      );
    if (this.#page?.sessionId !== row.session_id) {
      this.#closePage();
      this.#wanted = row.session_id;
      this.#page = new SessionPage(this.#office, this.#catalogue, row, () => this.#erased());
      this.#content.replaceChildren(this.#page.element);
      this.#drawList();
    }
    await this.#page.update(row);
  }

  #erased(): void {
    this.#wanted = null;
    this.#closePage();
    this.#refresher.now();
  }

  async #drawInsights(): Promise<void> {
    const { windows, currency } = await this.#office.insights();
    const usual = this.#catalogue?.items[0]?.currency ?? "GBP";
    if (this.#tab === "insights") this.#content.replaceChildren(insightsPage(windows, currency ?? usual));
  }

  #closePage(): void {
    this.#page?.close();
    this.#page = undefined;
  }

  #leave(message: string): void {
    this.#refresher.stop();
    this.#subscription?.close();
    this.#closePage();
    sessionStorage.removeItem(STORED);
    login(message, enter);
  }
}

/** Titles and pictures of the demo shops; other shops are shown by item id. */
async function knownCatalogue(site: string): Promise<Catalogue | undefined> {
  const response = await fetch(`/shop/catalogue.${encodeURIComponent(site)}.json`);
  return response.ok ? new Catalogue(await response.json()) : undefined;
}

function enter(token: string): void {
  try {
    const office = new Office(token);
    sessionStorage.setItem(STORED, token);
    void new Inspector(office, address.session).start();
  } catch (error) {
    login(
      error instanceof Error && error.message.includes("back office") ? error.message : "This is not a token.",
      enter,
    );
  }
}

const address = fromAddress();
if (address.token) enter(address.token);
else login("", enter);
