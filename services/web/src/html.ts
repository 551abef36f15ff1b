/** Builds elements: every child is put in as text or as an element, never as markup. Used by shop and inspector. */

type Child = Node | string | number | null | undefined | Child[];

/** `h("a", { href, class: "x", onclick: fn }, "text", child)`; undefined and false attributes are left out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number | boolean | undefined | ((event: Event) => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...flat(children));
  return element;
}

function flat(children: Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (child === null || child === undefined) return [];
    if (Array.isArray(child)) return flat(child);
    return typeof child === "number" ? String(child) : child;
  });
}
