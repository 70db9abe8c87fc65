/** Where each scalar is described: a section of docs/scalars.md, which a published copy of the documents has at this address. */

/** The project has no public address yet, and `.example` will never be somebody else's. */
const SCALARS = 'https://giaoban.example/docs/scalars';

export function pageOfScalar(name: string): string {
  return `${SCALARS}#${name.toLowerCase()}`;
}
