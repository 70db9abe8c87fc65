/** Writes SVG: elements with attributes, text escaped, coordinates with one decimal. No style attributes, which strict pages forbid. */
import { escapeXml } from './escape-xml';

type Attributes = Readonly<Record<string, string | number>>;

export const INK = '#1f2933';
export const FAINT = '#d5dae0';
export const MUTED = '#5f6b7a';
export const PLAN = '#3f6ea5';
export const DONE = '#b3261e';

export const FONT = 'Tinos';

export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(write(value))}"`);
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, 'font-size': 11, fill: INK, ...attributes }, escapeXml(text));
}

export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes = {}): string {
  return element('line', { x1, y1, x2, y2, stroke: FAINT, 'stroke-width': 1, ...attributes });
}

/** A curve through the points, which is a polyline: what is not known is not smoothed. */
export function curve(points: readonly (readonly [number, number])[], attributes: Attributes): string {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${write(x)} ${write(y)}`).join('');
  return element('path', { d: path, fill: 'none', 'stroke-width': 2, 'stroke-linejoin': 'round', ...attributes });
}

/** The picture. Title and description are read aloud instead of it. */
export function picture(
  size: { width: number; height: number },
  name: string,
  words: { title: string; description: string },
  content: readonly string[],
): string {
  const { width, height } = size;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${write(width)} ${write(height)}`,
    width,
    height,
    role: 'img',
    'aria-labelledby': `${name}-title ${name}-description`,
    'font-family': `${FONT}, 'Times New Roman', serif`,
  };
  const titles = [
    element('title', { id: `${name}-title` }, escapeXml(words.title)),
    element('desc', { id: `${name}-description` }, escapeXml(words.description)),
  ];
  return element('svg', attributes, [...titles, ...content].join(''));
}

function write(value: string | number): string {
  return typeof value === 'string' ? value : String(Math.round(value * 10) / 10);
}
