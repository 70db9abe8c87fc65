/** Ids as the server writes them: base64url of `Type:key`, and of `Type:key@position` for a thing as it was at an older position. */

/** The id under which a thing is kept as an answer of that position shows it. */
export function toOlderId(id: string, position: number): string {
  const name = decode(id);
  return name === undefined ? `${id}@${position}` : encode(`${name}@${position}`);
}

/** What an id says: of what type the thing is, and whether it is shown as it was. */
export function readId(id: string): { type: string | undefined; isOlder: boolean } {
  const name = decode(id) ?? id;
  return { type: /^[A-Za-z]+(?=:)/.exec(name)?.[0], isOlder: /@\d+$/.test(name) };
}

/** Bytes as characters: what comes before the position is only passed on. Undefined when it is no id of the server's. */
function decode(id: string): string | undefined {
  try {
    const name = atob(id.replaceAll('-', '+').replaceAll('_', '/'));
    return /^[A-Za-z]+:/.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

function encode(name: string): string {
  return btoa(name).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
