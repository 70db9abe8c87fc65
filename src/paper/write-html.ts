/** Writes a briefing as one HTML page that needs nothing else, runs no script, and prints well on A4. */
import { createHash } from 'node:crypto';
import { Language } from './content';
import type { Block, Paper, Chart, List, Run, Table, Text } from './paper';
import { escapeXml } from './escape-xml';
import { writeStyle } from './html-style';

export function writeHtml(paper: Paper): string {
  const { language, title, blocks } = paper;
  const style = writeStyle(paper);
  // The browser loads and runs nothing, even if something slips in; the style is allowed by its hash.
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; font-src data:`;
  return [
    '<!doctype html>',
    `<html lang="${language === Language.VI ? 'vi' : 'en'}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeXml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeXml(title.text)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...writeHead(paper),
    '<main>',
    ...gatherSections(blocks).map(writeSection),
    '</main>',
    ...writeFoot(paper),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function writeHead({ office, organization, mark, standing, title, subtitle }: Paper): string[] {
  return [
    '<header>',
    '<div class="letterhead">',
    `<p class="office">${writeRun(office)}</p>`,
    '<div>',
    ...(mark === null ? [] : [`<p class="mark">${escapeXml(mark)}</p>`]),
    ...standing.map((each) => `<p>${escapeXml(each)}</p>`),
    '</div>',
    '</div>',
    `<h1>${writeRun(title)}</h1>`,
    ...(organization === null ? [] : [`<p class="organization">${writeRun(organization)}</p>`]),
    `<p class="subtitle">${escapeXml(subtitle)}</p>`,
    '</header>',
  ];
}

/** A heading with all blocks up to the next of its rank. */
function gatherSections(blocks: readonly Block[]): Block[][] {
  const sections: Block[][] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    if (last === undefined || (block.kind === 'heading' && block.level === 2)) sections.push([block]);
    else last.push(block);
  }
  return sections;
}

function writeSection(blocks: readonly Block[]): string {
  const startsPage = blocks.some((block) => block.kind === 'heading' && block.startsPage === true);
  return [startsPage ? '<section class="page">' : '<section>', ...blocks.map(writeBlock), '</section>'].join('\n');
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeXml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${writeText(block.text)}</p>`;
    case 'list':
      return writeList(block);
    case 'table':
      return writeTable(block);
    case 'chart':
      return writeChart(block);
  }
}

function writeList({ items }: List): string {
  return ['<ol>', ...items.map((item) => `<li>${writeText(item)}</li>`), '</ol>'].join('\n');
}

function writeTable({ caption, columns, rows, long }: Table): string {
  const cells = (tag: 'td' | 'th', contents: readonly string[]): string =>
    contents
      .map((content, index) => {
        const scope = tag === 'th' ? ' scope="col"' : '';
        const align = columns[index]?.align === 'right' ? ' class="number"' : '';
        return `<${tag}${scope}${align}>${content}</${tag}>`;
      })
      .join('');
  return [
    `<table${long ? ' class="long"' : ''}>`,
    ...(caption === '' ? [] : [`<caption>${escapeXml(caption)}</caption>`]),
    `<colgroup>${columns.map(({ share }) => `<col class="w${share}">`).join('')}</colgroup>`,
    `<thead><tr>${cells(
      'th',
      columns.map(({ title }) => escapeXml(title)),
    )}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => `<tr>${cells('td', row.map(writeText))}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n');
}

function writeChart({ caption, drawing }: Chart): string {
  return ['<figure>', `<figcaption>${escapeXml(caption)}</figcaption>`, drawing.svg, '</figure>'].join('\n');
}

function writeFoot({ notes, notesTitle, smallPrint }: Paper): string[] {
  return [
    '<footer>',
    ...(notes.length === 0 ? [] : [`<h2>${escapeXml(notesTitle)}</h2>`, '<ol class="notes">']),
    ...notes.map((note, index) => `<li id="note-${index + 1}">${writeText(note)}</li>`),
    ...(notes.length === 0 ? [] : ['</ol>']),
    ...smallPrint.map((each) => `<p class="small">${escapeXml(each)}</p>`),
    '</footer>',
  ];
}

function writeText(text: Text): string {
  return text.map(writeRun).join('');
}

function writeRun({ text, lang, strong, note }: Run): string {
  const words = escapeXml(text);
  const spoken = lang === undefined ? words : `<span lang="${lang}">${words}</span>`;
  const marked = strong === true ? `<strong>${spoken}</strong>` : spoken;
  return note === undefined ? marked : `${marked}<sup><a href="#note-${note}">${note}</a></sup>`;
}
