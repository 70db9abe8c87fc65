/** Writes a briefing as Markdown (GitHub's), in which entered text stays plain text. */
import type { Block, Paper, Run, Table, Text } from './paper';

export function writeMarkdown(paper: Paper): string {
  const { office, organization, mark, standing, title, subtitle, blocks, notes, smallPrint } = paper;
  const parts = [
    ...(office.text === '' ? [] : [`**${writeRun(office)}**`]),
    ...(mark === null ? [] : [`**${mark}**`]),
    `# ${writeRun(title)}`,
    ...(organization === null ? [] : [`**${writeRun(organization)}**`]),
    `*${escapeMarkdown(subtitle)}*`,
    standing.map((each) => `*${escapeMarkdown(each)}*`).join('  \n'),
    ...blocks.map(writeBlock),
    '---',
    ...notes.map((note, index) => `[^${index + 1}]: ${writeText(note)}`),
    smallPrint.map((each) => `<small>${escapeMarkdown(each)}</small>`).join('  \n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case 'paragraph':
      return writeLine(block.text);
    case 'list':
      return block.items.map((item, index) => `${index + 1}. ${writeLine(item)}`).join('\n');
    case 'table':
      return writeTable(block);
    case 'chart':
      return writeTable(block.data);
  }
}

function writeTable({ caption, columns, rows }: Table): string {
  const lines = [
    columns.map(({ title }) => escapeMarkdown(title)),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows.map((cells) => cells.map(writeText)),
  ];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return caption === '' ? table : `**${escapeMarkdown(caption)}**\n\n${table}`;
}

/** Escapes what would make a list, a heading or a quotation at the beginning of a line. */
function writeLine(text: Text): string {
  return writeText(text)
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([-+=#:])/, '\\$1');
}

function writeText(text: Text): string {
  return text.map(writeRun).join('');
}

function writeRun({ text, strong, note }: Run): string {
  const words = escapeMarkdown(text);
  const marked = strong === true && words !== '' ? `**${words}**` : words;
  return note === undefined ? marked : `${marked}[^${note}]`;
}

/** Escapes what has a meaning anywhere in a line; addresses of the web and of mail, too, which would become links. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~&$@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.');
}
