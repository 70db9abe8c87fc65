/** The style of the HTML page: the shipped font, the screen, and A4 with running heads and page numbers. */
import type { Block, Paper } from './paper';
import { readFontForPages } from './read-fonts';

const FACES = [
  { file: 'Tinos-Regular.woff2', weight: 400, style: 'normal' },
  { file: 'Tinos-Bold.woff2', weight: 700, style: 'normal' },
  { file: 'Tinos-Italic.woff2', weight: 400, style: 'italic' },
] as const;

export function writeStyle(paper: Paper): string {
  return [...FACES.map(writeFace), SCREEN, writeWidths(paper.blocks), writePage(paper)].join('\n');
}

function writeFace({ file, weight, style }: (typeof FACES)[number]): string {
  const data = readFontForPages(file).toString('base64');
  return `@font-face { font-family: Tinos; font-weight: ${weight}; font-style: ${style}; src: url(data:font/woff2;base64,${data}) format("woff2"); }`;
}

/** A class for each column width: the page's own policy forbids style attributes. */
function writeWidths(blocks: readonly Block[]): string {
  const shares = blocks.flatMap((block) => (block.kind === 'table' ? block.columns.map(({ share }) => share) : []));
  return [...new Set(shares)].map((share) => `.w${share} { width: ${share}%; }`).join('\n');
}

const SCREEN = `
:root { color: #1f2933; background: #fff; font: 13pt/1.45 Tinos, "Times New Roman", serif; }
body { max-width: 170mm; margin: 12mm auto; padding: 0 6mm; overflow-wrap: anywhere; }
p { margin: 0 0 6pt; text-align: justify; text-align-last: start; hyphens: none; }
.letterhead { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; margin-bottom: 10mm; }
.letterhead p { margin: 0; text-align: center; text-align-last: center; font-style: italic; font-size: 11.5pt; }
.letterhead .office { font-style: normal; font-weight: 700; font-size: 13pt; }
.letterhead .mark { font-style: normal; font-weight: 700; font-size: 13pt; letter-spacing: 0.08em; }
h1 { font-size: 17pt; line-height: 1.25; text-align: center; margin: 0 0 4pt; }
.organization, .subtitle { text-align: center; text-align-last: center; }
.organization { font-weight: 700; }
.subtitle { font-style: italic; margin-bottom: 8mm; }
h2 { font-size: 14pt; margin: 14pt 0 5pt; break-after: avoid; }
h3 { font-size: 13pt; font-style: italic; font-weight: 400; margin: 8pt 0 3pt; break-after: avoid; }
ol { margin: 0 0 6pt; padding-left: 1.6em; }
li { margin-bottom: 2pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 11pt; line-height: 1.3; margin: 8pt 0 12pt; font-variant-numeric: lining-nums tabular-nums; }
caption, figcaption { font-size: 11.5pt; font-weight: 700; text-align: left; padding-bottom: 4pt; break-after: avoid; }
th, td { border: 0.5pt solid #8a94a0; padding: 2.5pt 5pt; text-align: left; vertical-align: top; }
th { background: #eef1f4; font-weight: 700; vertical-align: middle; }
.number { text-align: right; }
figure { margin: 8pt 0 12pt; }
svg { display: block; width: 100%; height: auto; }
sup { line-height: 0; font-size: 0.68em; }
sup a { color: inherit; text-decoration: none; padding-left: 1pt; }
footer { border-top: 0.5pt solid #8a94a0; margin-top: 8mm; padding-top: 3mm; font-size: 10.5pt; }
footer h2 { font-size: 11pt; margin: 0 0 2pt; }
.small { font-size: 9.5pt; color: #4a5563; margin: 0 0 2pt; text-align: left; }`;

/** Chromium draws boxes in the margins since 131; other browsers leave them out. */
function writePage({ runningHead, pageWord }: Paper): string {
  return `
@page { size: A4; margin: 20mm 20mm 20mm 25mm;
  @top-center { content: ${quoteCss(runningHead)}; font: italic 9.5pt Tinos, serif; color: #4a5563; }
  @bottom-center { content: ${quoteCss(`${pageWord} `)} counter(page) "/" counter(pages); font: 9.5pt Tinos, serif; color: #4a5563; }
}
@page :first { @top-center { content: none; } }
@media print {
  :root { font-size: 13pt; }
  body { max-width: none; margin: 0; padding: 0; }
  p, li { orphans: 2; widows: 2; }
  table:not(.long), figure, tr, .letterhead { break-inside: avoid; }
  li:first-child, li:nth-last-child(2) { break-after: avoid; }
  .page { break-before: page; }
  thead { display: table-header-group; }
  * { print-color-adjust: exact; }
}`;
}

/** A CSS string inside HTML: nothing in it can end the string, the rule or the element. */
function quoteCss(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} ]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)}"`;
}
