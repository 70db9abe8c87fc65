/** Finds what makes XML, or HTML written as carefully, ill-formed: a small reader of tags, attributes and references. */

const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const PROLOGUE = /<(?:\?xml [^<>]*\?|!doctype html)>/iy;
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;
/** Controls, and surrogates without their other half. */
const isForbidden = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return !'\t\n\r'.includes(character);
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
};

/** `voids` have no end tag; the content of `raw` is not markup. */
export function findFaults(text: string, voids: readonly string[] = [], raw: readonly string[] = []): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const check = (content: string): void => {
    if (REFERENCE.test(content)) faults.push(`a bare & in ${content.slice(0, 80)}`);
    if (content.includes('>')) faults.push(`a bare > in ${content.slice(0, 80)}`);
    if (open.length === 0 && content.trim() !== '') faults.push(`text outside: ${content.slice(0, 80)}`);
  };
  if ([...text].some(isForbidden)) faults.push('a character that is not allowed');
  let at = 0;
  while (at < text.length && faults.length < 5) {
    const next = text.indexOf('<', at);
    check(text.slice(at, next < 0 ? text.length : next));
    if (next < 0) break;
    PROLOGUE.lastIndex = TAG.lastIndex = next;
    if (PROLOGUE.test(text)) {
      at = PROLOGUE.lastIndex;
      continue;
    }
    const tag = TAG.exec(text);
    if (tag === null) return [...faults, `no tag: ${text.slice(next, next + 80)}`];
    const [, slash, name = '', attributes = '', empty] = tag;
    if (REFERENCE.test(attributes)) faults.push(`a bare & in ${attributes}`);
    at = TAG.lastIndex;
    if (slash === '/') {
      const expected = open.pop();
      if (expected !== name) faults.push(`</${name}> where </${expected ?? ''}> was expected`);
    } else if (empty !== '/' && !voids.includes(name)) {
      open.push(name);
      if (raw.includes(name)) at = text.indexOf(`</${name}`, at);
    }
  }
  return open.length > 0 && faults.length === 0 ? [`never closed: ${open.join(' ')}`] : faults;
}

export const findHtmlFaults = (html: string): string[] => findFaults(html, ['meta', 'col'], ['style']);
