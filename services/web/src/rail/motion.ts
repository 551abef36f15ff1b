/** Moves the children of a list to a new order, animated; still at once for those who asked for less motion. */

const DURATION_MS = 420;
const EASING = "cubic-bezier(.2, .8, .2, 1)";

/** Make `next` the children of `list`; a child with a known `data-item-id` slides from its old place. */
export function moveChildren(list: HTMLElement, next: HTMLElement[]): void {
  const before = new Map<string, DOMRect>();
  for (const child of list.children) before.set(idOf(child), child.getBoundingClientRect());
  const focused = list.contains(document.activeElement) ? idOf(document.activeElement?.closest("li")) : undefined;
  list.replaceChildren(...next);
  if (focused) list.querySelector<HTMLElement>(`[data-item-id="${CSS.escape(focused)}"] a`)?.focus();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  next.forEach((child, index) => slide(child, before.get(idOf(child)), index));
}

function slide(child: HTMLElement, from: DOMRect | undefined, index: number): void {
  const to = child.getBoundingClientRect();
  const start = from
    ? { transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)` }
    : { transform: "translateY(14px)", opacity: 0 };
  const end = from ? { transform: "none" } : { transform: "none", opacity: 1 };
  child.animate([start, end], {
    duration: DURATION_MS,
    easing: EASING,
    delay: from ? 0 : Math.min(index, 6) * 40,
    fill: "backwards",
  });
}

function idOf(element: Element | null | undefined): string {
  return (element as HTMLElement | null)?.dataset.itemId ?? "";
}
