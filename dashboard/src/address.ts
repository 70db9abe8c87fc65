/** Addresses of the page: the place and the view are in the path, what is chosen there in what follows the question mark. */
import { isStage, type Stage } from './board/stage.ts';
import type { Language } from './words/language.ts';

export const VIEWS = ['overview', 'feed', 'late', 'records', 'briefing'] as const;
export type View = (typeof VIEWS)[number];

/** What colours and fills the tiles: how far ahead or behind, the share that is held, or what was held today. */
export const MEASURES = ['pace', 'share', 'today'] as const;
type Measure = (typeof MEASURES)[number];

export interface Address {
  /** Undefined: the highest that the reader may see. */
  code: string | undefined;
  view: View;
  /** Of the briefing: a month such as `2020-03`. */
  detail: string | undefined;
  /** Undefined: the one under way. */
  stage: Stage | undefined;
  measure: Measure;
  language: Language;
  /** Whether it was asked for here, or is the reader's own. */
  isLanguageChosen: boolean;
  /** A screen on a wall: nobody is there to press anything. */
  isWall: boolean;
  /** What other views keep in the address. */
  rest: ReadonlyMap<string, string>;
}

const KNOWN = ['stage', 'by', 'lang', 'wall'];

/** Undefined where no page is at that path. */
export function readAddress(path: string, search: string, preferred: Language): Address | undefined {
  const parts = readParts(path);
  if (parts === undefined) return undefined;
  const [code, view = 'overview', detail, ...more] = parts;
  if (!isView(view) || more.length > 0 || (detail !== undefined && view !== 'briefing')) return undefined;
  if (code === undefined && parts.length > 0) return undefined;
  const given = new URLSearchParams(search);
  const stage = given.get('stage') ?? '';
  const measure = given.get('by') ?? '';
  const lang = given.get('lang');
  return {
    code,
    view,
    detail,
    stage: isStage(stage) ? stage : undefined,
    measure: isMeasure(measure) ? measure : 'pace',
    language: lang === 'vi' || lang === 'en' ? lang : preferred,
    isLanguageChosen: lang === 'vi' || lang === 'en',
    isWall: given.has('wall'),
    rest: new Map([...given].filter(([name]) => !KNOWN.includes(name))),
  };
}

/** The codes and months behind `/o/`; none at `/`. */
function readParts(path: string): string[] | undefined {
  if (path === '/') return [];
  if (!path.startsWith('/o/')) return undefined;
  try {
    const parts = path.slice(3).replace(/\/$/, '').split('/').map(decodeURIComponent);
    return parts.some((part) => part === '') ? undefined : parts;
  } catch {
    return undefined;
  }
}

function isView(text: string): text is View {
  return (VIEWS as readonly string[]).includes(text);
}

function isMeasure(text: string): text is Measure {
  return (MEASURES as readonly string[]).includes(text);
}

/** The address of the same page with something else; what belongs to another view or place is left behind with it. */
export function writeAddress(address: Address, changed: Partial<Address> = {}): string {
  const { code, view, detail, stage, measure, language, isLanguageChosen, isWall, rest } = { ...address, ...changed };
  const isSameView = view === address.view && code === address.code;
  const given = new URLSearchParams();
  if (stage !== undefined) given.set('stage', stage);
  if (measure !== 'pace') given.set('by', measure);
  if (isLanguageChosen) given.set('lang', language);
  if (isWall) given.set('wall', '');
  if (isSameView || changed.rest !== undefined) for (const [name, value] of rest) given.set(name, value);
  const search = given.toString().replace(/\bwall=(?=&|$)/, 'wall');
  return `${pathOf({ code, view, detail: isSameView || 'detail' in changed ? detail : undefined })}${search === '' ? '' : `?${search}`}`;
}

function pathOf({ code, view, detail }: Pick<Address, 'code' | 'view' | 'detail'>): string {
  if (code === undefined) return '/';
  const parts = [code, ...(view === 'overview' ? [] : [view]), ...(detail === undefined ? [] : [detail])];
  return `/o/${parts.map(encodeURIComponent).join('/')}`;
}

/** Whether only how the same is shown is another. */
export function isSameQuestion(one: Address, other: Address): boolean {
  const plain = (address: Address): string => writeAddress(address, { measure: 'pace' });
  return plain(one) === plain(other) && one.stage === other.stage;
}
