/** The rail's look; a shop changes it by setting the `--ir-…` properties on the host. */
export const RAIL_CSS = `
.ir-rail { --ir-ink: #1c2321; --ir-soft: #55605b; --ir-card: #fff; --ir-line: #dfe3e0; --ir-accent: #1d4d3c;
  color: var(--ir-ink); font-size: 14px; line-height: 1.4; }
.ir-rail * { box-sizing: border-box; }
.ir-rail [hidden] { display: none; }
.ir-head { margin-bottom: 12px; }
.ir-title { font: var(--ir-title-font, 600 20px/1.2 system-ui, sans-serif); margin: 0 0 4px; }
.ir-wording { margin: 0 0 8px; color: var(--ir-soft); }
.ir-when { margin: 0 0 6px; font-size: 12.5px; color: var(--ir-soft); font-variant-numeric: tabular-nums; }
.ir-when:empty { display: none; }
.ir-why-button { font: inherit; font-weight: 600; color: var(--ir-accent); background: none; border: 0; padding: 4px 0;
  text-decoration: underline; text-underline-offset: 3px; cursor: pointer; }
.ir-why { background: var(--ir-card); border: 1px solid var(--ir-line); border-radius: 10px; padding: 12px 14px;
  margin-bottom: 12px; }
.ir-why p { margin: 0 0 6px; } .ir-why ul { list-style: disc; margin: 0 0 6px; padding-left: 18px; } .ir-why a { color: var(--ir-accent); }
.ir-list { list-style: none; margin: 0; padding: 0; display: flex; gap: 10px; }
.ir-row .ir-head { display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: baseline; margin-bottom: 8px; }
.ir-row .ir-head > * { margin: 0; }
.ir-row .ir-why-button { margin-left: auto; }
.ir-column .ir-list { flex-direction: column; }
.ir-row .ir-list { overflow-x: auto; padding: 4px 2px 10px; scroll-snap-type: x proximity; }
.ir-row .ir-item { flex: 0 0 218px; scroll-snap-align: start; }
.ir-item { position: relative; background: var(--ir-card); border: 1px solid var(--ir-line); border-radius: 12px;
  padding: 10px; }
.ir-link { display: flex; gap: 10px; align-items: center; color: inherit; text-decoration: none; padding-right: 20px; }
.ir-link:hover .ir-name { text-decoration: underline; }
.ir-image { width: 56px; height: 64px; object-fit: cover; border-radius: 8px; flex: none; }
.ir-text { display: grid; gap: 2px; min-width: 0; }
.ir-name { font-weight: 600; overflow: hidden; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; }
.ir-row .ir-name { -webkit-line-clamp: 2; }
.ir-price { font-variant-numeric: tabular-nums; }
.ir-reason { margin: 8px 0 0; font-size: 12.5px; color: var(--ir-soft); }
.ir-dismiss { position: absolute; top: 4px; right: 4px; width: 28px; height: 28px; border: 0; border-radius: 50%;
  background: none; color: var(--ir-soft); font-size: 18px; line-height: 1; cursor: pointer; }
.ir-dismiss:hover { background: var(--ir-line); color: var(--ir-ink); }
.ir-rail :is(a, button, ol):focus-visible { outline: 3px solid var(--ir-focus, #2f7de1); outline-offset: 2px; border-radius: 6px; }
`;
