/** The levels of a campaign file: what they are called, and by when their congresses are to be held. */
import type { Day } from '../day';
import { Level } from '../organization/level';
import { LEVEL_NAME, nameOfLevel, type LevelName } from '../organization/level-names';
import { shorten } from '../text/shorten';
import { say, type Message } from '../words/message';

export interface LevelsOfFile {
  deadlines: { level: Level; dueOn: Day }[];
  levelNames: Partial<Record<Level, LevelName>>;
}

/** How the file is read, and how a mistake in it is refused. */
export interface FieldReader {
  day: (key: string, value: unknown) => Day;
  text: (key: string, value: unknown, rule: typeof LEVEL_NAME) => string;
  wrong: (key: string, what: Message) => Error;
}

const KEYS = ['level', 'name', 'nameEn', 'dueOn'];

/** `levels`, or `deadlines` of files from before levels had names: a list of { level, dueOn }, or an object from level to day. */
export function readLevels({ levels, deadlines }: Record<string, unknown>, read: FieldReader): LevelsOfFile {
  if (levels == null) return { deadlines: readDeadlines(deadlines ?? [], read), levelNames: {} };
  if (deadlines != null)
    throw read.wrong('deadlines', say`is there beside levels. Give each deadline in levels, as dueOn.`);
  if (!Array.isArray(levels)) throw read.wrong('levels', say`must be a list of { level, name, nameEn, dueOn }.`);
  const found: LevelsOfFile = { deadlines: [], levelNames: {} };
  const known = new Set<Level>();
  for (const each of levels as unknown[]) {
    const fields = (typeof each === 'object' && each !== null ? each : {}) as Record<string, unknown>;
    const unknown = Object.keys(fields).find((key) => !KEYS.includes(key));
    if (unknown !== undefined)
      throw read.wrong('levels', say`has ${shorten(unknown)}, which is not known. A level has ${KEYS.join(', ')}.`);
    const level = readLevel('levels', fields['level'], known, read);
    if (fields['dueOn'] != null) found.deadlines.push({ level, dueOn: read.day(`dueOn of ${level}`, fields['dueOn']) });
    const name = readName(level, fields, read);
    if (name !== null) found.levelNames[level] = name;
  }
  return found;
}

/** Null where the file names nothing, and the usual names hold. */
function readName(level: Level, { name, nameEn }: Record<string, unknown>, read: FieldReader): LevelName | null {
  if (name == null && nameEn == null) return null;
  return {
    name: name == null ? nameOfLevel(level, {}).name : read.text(`name of ${level}`, name, LEVEL_NAME),
    nameEn: nameEn == null ? null : read.text(`nameEn of ${level}`, nameEn, LEVEL_NAME),
  };
}

function readDeadlines(value: unknown, read: FieldReader): LevelsOfFile['deadlines'] {
  if (typeof value !== 'object' || value === null)
    throw read.wrong('deadlines', say`must be a list of { level, dueOn }.`);
  const entries: [unknown, unknown][] = Array.isArray(value)
    ? value.map((each: { level?: unknown; dueOn?: unknown } | null) => [each?.level, each?.dueOn])
    : Object.entries(value);
  const known = new Set<Level>();
  return entries.map(([name, day]) => {
    const level = readLevel('deadlines', name, known, read);
    return { level, dueOn: read.day(`deadlines of ${level}`, day) };
  });
}

function readLevel(key: string, name: unknown, known: Set<Level>, read: FieldReader): Level {
  const level = Object.values(Level).find((each) => each === name);
  if (level === undefined) {
    const shown = shorten(JSON.stringify(name ?? null));
    throw read.wrong(
      key,
      say`names the level ${shown}. Use ${Object.values(Level)
        .map((each) => `"${each}"`)
        .join(', ')}.`,
    );
  }
  if (known.has(level)) throw read.wrong(key, say`has "${level}" twice. Keep one.`);
  known.add(level);
  return level;
}
