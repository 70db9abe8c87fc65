/** Goes where a link of the page leads, without leaving the page. */

/** Links with `data-whole` are left to the browser, and so is every press that asks for more than to go there. */
export function followLinks(go: (href: string) => void): void {
  document.addEventListener('click', (event) => {
    const { target, button, defaultPrevented, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
    const link = (target as Element).closest('a');
    const href = link?.getAttribute('href');
    if (!link || !href?.startsWith('/') || link.hasAttribute('data-whole') || link.hasAttribute('download')) return;
    event.preventDefault();
    go(href);
  });
}
