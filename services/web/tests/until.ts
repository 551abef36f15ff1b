/** Waits for a condition, at most `limitMs`; fails with a stack of the caller when it does not come true. */
export async function until(condition: () => boolean, limitMs = 20_000): Promise<void> {
  const late = new Error(`not true within ${limitMs} ms: ${condition}`);
  const end = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > end) throw late;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
