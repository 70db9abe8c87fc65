/** Reads the text of a briefing, which the server writes in Markdown, into its parts. It knows what the server writes, and no more. */

interface Run {
  text: string;
  isStrong: boolean;
  /** The number of the note that is referred to. */
  note?: string;
}
export type Line = readonly Run[];

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; line: Line }
  | { kind: 'list'; items: readonly Line[] }
  | { kind: 'table'; caption: string; head: readonly string[]; isNumber: readonly boolean[]; rows: readonly Line[][] };

interface PaperSection {
  title: string;
  blocks: readonly Block[];
}

export interface PaperText {
  /** What months it tells of, up to which day, and how it stands. */
  head: readonly string[];
  sections: readonly PaperSection[];
  notes: readonly { number: string; line: Line }[];
  smallPrint: readonly string[];
}

export function readPaper(text: string): PaperText {
  const [body, end] = splitOnce(text.trim(), '\n\n---\n\n');
  const [first = '', ...rest] = body.split(/\n\n(?=## )/);
  const ends = end.split('\n\n');
  return {
    head: first
      .split(/\n+/)
      .filter((line) => /^\*[^*]/.test(line))
      .map((line) => plain(line.trim().slice(1, -1))),
    sections: rest.map(readSection),
    notes: ends.flatMap((block) => {
      const [, number, line] = /^\[\^(\d+)\]: ([^]*)$/.exec(block) ?? [];
      return number === undefined || line === undefined ? [] : [{ number, line: readLine(line) }];
    }),
    smallPrint: [...end.matchAll(/<small>(.*)<\/small>/g)].map(([, line = '']) => plain(line)),
  };
}

function splitOnce(text: string, sign: string): [string, string] {
  const at = text.lastIndexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + sign.length)];
}

function readSection(text: string): PaperSection {
  const [title = '', ...parts] = text.split('\n\n');
  const blocks: Block[] = [];
  parts.forEach((part, index) => {
    const isCaption = /^\*\*.*\*\*$/.test(part) && parts[index + 1]?.startsWith('| ') === true;
    if (isCaption) return;
    blocks.push(readBlock(part, captionOf(parts[index - 1])));
  });
  return { title: plain(title.replace(/^## /, '')), blocks };
}

function captionOf(part: string | undefined): string {
  const [, caption] = /^\*\*(.*)\*\*$/.exec(part ?? '') ?? [];
  return plain(caption ?? '');
}

function readBlock(part: string, caption: string): Block {
  if (part.startsWith('### ')) return { kind: 'heading', text: plain(part.slice(4)) };
  if (part.startsWith('| ')) return readTable(part, caption);
  if (/^\d+\. /.test(part)) {
    return { kind: 'list', items: part.split('\n').map((item) => readLine(item.replace(/^\d+\. /, ''))) };
  }
  return { kind: 'paragraph', line: readLine(part) };
}

function readTable(part: string, caption: string): Block {
  const [head = [], aligned = [], ...rows] = part.split('\n').map((line) => line.slice(2, -2).split(' | '));
  return {
    kind: 'table',
    caption,
    head: head.map(plain),
    isNumber: aligned.map((each) => each.endsWith(':')),
    rows: rows.map((cells) => cells.map(readLine)),
  };
}

const SIGNS = /\\([^])|(\*\*)|\[\^(\d+)\]|[^\\*[]+|[*[]/g;

function readLine(text: string): Line {
  const runs: Run[] = [];
  let isStrong = false;
  for (const [whole, escaped, strong, note] of text.matchAll(SIGNS)) {
    if (strong !== undefined) isStrong = !isStrong;
    else if (note !== undefined) runs.push({ text: '', isStrong, note });
    else {
      const last = runs[runs.length - 1];
      const more = escaped ?? whole;
      if (last !== undefined && last.note === undefined && last.isStrong === isStrong) last.text += more;
      else runs.push({ text: more, isStrong });
    }
  }
  return runs;
}

function plain(text: string): string {
  return readLine(text)
    .map((run) => run.text)
    .join('');
}
