/** Moves the children of a list to a new order, animated; still at once for those who asked for less motion. */
/** Make `next` the children of `list`; a child with a known `data-item-id` slides from its old place. */
export declare function moveChildren(list: HTMLElement, next: HTMLElement[]): void;
