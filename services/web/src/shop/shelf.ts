/** What the shopper put aside in one shop, kept on this device: the basket and the items to compare. */

export interface BasketLine {
  id: string;
  size: string;
  quantity: number;
}

interface Kept {
  basket: BasketLine[];
  compare: string[];
}

const COMPARE_LIMIT = 4;

export class Shelf {
  readonly #key: string;
  #kept: Kept;

  constructor(site: string) {
    this.#key = `shop.${site}`;
    this.#kept = JSON.parse(localStorage.getItem(this.#key) ?? '{"basket":[],"compare":[]}') as Kept;
  }

  get basket(): readonly BasketLine[] {
    return this.#kept.basket;
  }

  get compare(): readonly string[] {
    return this.#kept.compare;
  }

  get count(): number {
    return this.#kept.basket.reduce((sum, line) => sum + line.quantity, 0);
  }

  add(id: string, size: string): void {
    const line = this.#kept.basket.find((entry) => entry.id === id && entry.size === size);
    if (line) line.quantity += 1;
    else this.#kept.basket.push({ id, size, quantity: 1 });
    this.#store();
  }

  /** Set the quantity of a line; 0 removes it. */
  set(line: BasketLine, quantity: number): void {
    line.quantity = quantity;
    this.#kept.basket = this.#kept.basket.filter((entry) => entry.quantity > 0);
    this.#store();
  }

  empty(): void {
    this.#kept.basket = [];
    this.#store();
  }

  /** Put an item beside the others to compare, or take it away; the oldest leaves when there are four. */
  toggleCompare(id: string): void {
    const { compare } = this.#kept;
    this.#kept.compare = compare.includes(id)
      ? compare.filter((entry) => entry !== id)
      : [...compare, id].slice(-COMPARE_LIMIT);
    this.#store();
  }

  #store(): void {
    localStorage.setItem(this.#key, JSON.stringify(this.#kept));
  }
}
