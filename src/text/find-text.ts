/** Finds a text in a value of JSON. Pure. */

/** The way to the first text that is looked for; undefined when there is none. */
export function findText(value: unknown, isMeant: (text: string) => boolean): (string | number)[] | undefined {
  if (typeof value === 'string') return isMeant(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, each] of Object.entries(value)) {
    const path = findText(each, isMeant);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}
