/** Chooses the root among the organizations of a file that have no parent. It may be of any level: whoever runs the campaign. Pure. */
import { Level, LEVELS, OrganizationKind } from '../organization/level';
import { Problem } from '../problem';
import { type Message, say } from '../words/message';

interface Candidate {
  code: string;
  parent: string | null;
  level: Level;
  kind: OrganizationKind;
}

type Placed = Pick<Candidate, 'code' | 'level'>;

interface ChosenRoot {
  /** The one that is there, or the one of the file; undefined where it cannot be told. */
  root: Placed | undefined;
  /** What is wrong with one that has no parent; undefined for the root. */
  objectTo: (row: Candidate) => Problem | undefined;
}

/** As people write them in each language. */
export const LEVEL_WORDS: Readonly<Record<Level, Message>> = {
  [Level.CENTRAL]: say`CENTRAL`,
  [Level.CENTRALLY_RUN]: say`CENTRALLY_RUN`,
  [Level.UPPER_GRASSROOTS]: say`UPPER_GRASSROOTS`,
  [Level.GRASSROOTS]: say`GRASSROOTS`,
};

const KIND_WORDS: Readonly<Record<OrganizationKind, Message>> = {
  [OrganizationKind.ROOT]: say`ROOT`,
  [OrganizationKind.PROVINCE]: say`PROVINCE`,
  [OrganizationKind.CITY]: say`CITY`,
  [OrganizationKind.BLOC]: say`BLOC`,
  [OrganizationKind.FORCE]: say`FORCE`,
  [OrganizationKind.LOCAL]: say`LOCAL`,
};

/** A root stays for good. So one that merely comes first, while others have no parent either, is not taken for it. */
export function chooseRoot(rows: readonly Candidate[], existing: Placed | undefined): ChosenRoot {
  const orphans = rows.filter(({ parent }) => parent === null);
  const top = Math.min(...orphans.map(({ level }) => LEVELS.indexOf(level)));
  const highest = orphans.filter(({ level }) => LEVELS.indexOf(level) === top);
  const [first, second] = highest;
  if (existing === undefined && second !== undefined) {
    return { root: undefined, objectTo: () => refuseSeveral(orphans.map(({ code }) => code)) };
  }
  const root = existing ?? first;
  return { root, objectTo: (row) => (row === root ? objectToKind(row) : refuseSecond(root?.code ?? '')) };
}

/** More codes than this do not help. */
const MOST_NAMED = 5;

function refuseSeveral(codes: readonly string[]): Problem {
  const named = codes.slice(0, MOST_NAMED).join(', ');
  const message =
    codes.length > MOST_NAMED
      ? say`${codes.length} organizations have no parent (${named}, …), and only the one that runs the campaign may have none. Give the others the code of the organization above them.`
      : say`${named} have no parent, and only the one that runs the campaign may have none. Give the others the code of the organization above them.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'parent' });
}

function refuseSecond(root: string): Problem {
  const message = say`The parent is missing, and the tree already has a root, ${root}. Give the code of the organization above it.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'parent' });
}

function objectToKind({ code, level, kind }: Candidate): Problem | undefined {
  if (level === Level.CENTRAL) {
    if (kind === OrganizationKind.ROOT) return undefined;
    const message = say`The level CENTRAL is that of the whole Party, whose kind is ROOT and not ${KIND_WORDS[kind]}. If ${code} is a province, a city, a bloc or a force that runs its own campaign, its level is CENTRALLY_RUN.`;
    return new Problem('BAD_USER_INPUT', message, { argument: 'level' });
  }
  if (kind !== OrganizationKind.ROOT) return undefined;
  const message = say`The kind ROOT is that of the whole Party, whose level is CENTRAL. ${code} is directly below the centre: give PROVINCE, CITY, BLOC or FORCE as its kind.`;
  return new Problem('BAD_USER_INPUT', message, { argument: 'kind' });
}
