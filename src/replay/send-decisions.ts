/** Sends decisions to the server in their order, several mutations in one request, and says which ones it has otherwise. */
import { Problem } from '../problem';
import { plain } from '../words/message';
import type { PlayedDecision } from './arrange-year';
import { toProblem, type Api, type ApiError } from './open-api';

/** A root field of the mutation: reports that follow each other are one batch. */
interface Field {
  name: 'reportCongressesCompleted' | 'rescheduleCongress' | 'postponeCongress';
  decisions: PlayedDecision[];
}

/** Well within the limits of an operation. */
const MOST_FIELDS = 40;
const MOST_DECISIONS = 1_000;

interface Sent {
  /** How many of the decisions, from the first one on, are recorded or left out. */
  count: number;
  /** Why decisions were left out: the server has something else of these congresses. */
  leftOut: readonly string[];
}

/** As many as fit into one request. */
export async function sendDecisions(api: Api, decisions: readonly PlayedDecision[]): Promise<Sent> {
  const fields = groupIntoFields(decisions);
  const variables = Object.fromEntries(fields.map((field, index) => [`input${index}`, inputOf(field)]));
  const { data, errors } = await api.send<Record<string, Answered | null>>(writeDocument(fields), variables);
  const refusals = fields.flatMap(({ decisions: meant }, index) => {
    const name = `field${index}`;
    const refused = (data[name]?.refused ?? []).map((item) => ({
      code: item.code,
      message: item.message,
      decision: meant[item.index],
    }));
    const failed = errors.filter(({ path }) => path?.[0] === name);
    return [...refused, ...failed.map((error) => ({ ...readError(error), decision: meant[0] }))];
  });
  return {
    count: fields.reduce((sum, field) => sum + field.decisions.length, 0),
    leftOut: refusals.map(requireOtherwise),
  };
}

interface Answered {
  refused?: { index: number; code: string; message: string }[];
}

function groupIntoFields(decisions: readonly PlayedDecision[]): Field[] {
  const fields: Field[] = [];
  for (const decision of decisions.slice(0, MOST_DECISIONS)) {
    const name = FIELDS[decision.kind];
    const last = fields.at(-1);
    if (last?.name === name && name === 'reportCongressesCompleted') last.decisions.push(decision);
    else if (fields.length === MOST_FIELDS) break;
    else fields.push({ name, decisions: [decision] });
  }
  return fields;
}

const FIELDS = {
  COMPLETED: 'reportCongressesCompleted',
  RESCHEDULED: 'rescheduleCongress',
  POSTPONED: 'postponeCongress',
} as const satisfies Record<PlayedDecision['kind'], Field['name']>;

const SELECTIONS: Readonly<Record<Field['name'], string>> = {
  reportCongressesCompleted: 'refused { index code message }',
  rescheduleCongress: 'position',
  postponeCongress: 'position',
};

/** `mutation Replay($input0: PostponeCongressInput!, …) { field0: postponeCongress(input: $input0) { position } … }` */
function writeDocument(fields: readonly Field[]): string {
  const variables = fields.map(({ name }, index) => `$input${index}: ${name[0]?.toUpperCase()}${name.slice(1)}Input!`);
  const selections = fields.map(
    ({ name }, index) => `field${index}: ${name}(input: $input${index}) { ${SELECTIONS[name]} }`,
  );
  return `mutation Replay(${variables.join(', ')}) { ${selections.join(' ')} }`;
}

function inputOf({ name, decisions }: Field): object {
  if (name === 'reportCongressesCompleted') return { reports: decisions.map(particularsOf), skipBad: true };
  return decisions[0] === undefined ? {} : particularsOf(decisions[0]);
}

function particularsOf({ kind: _kind, recordedAt: _recordedAt, ...particulars }: PlayedDecision): object {
  return particulars;
}

function readError(error: ApiError): { code: string; message: string } {
  return { code: error.extensions?.code ?? '', message: error.message };
}

interface Refusal {
  code: string;
  message: string;
  decision: PlayedDecision | undefined;
}

/** Somebody else has changed a congress of the demo: what does not fit is left out. All other refusals end the play. */
function requireOtherwise({ code, message, decision }: Refusal): string {
  const organization = decision?.organization ?? '';
  if (code === 'CONFLICT' || code === 'BAD_USER_INPUT') return `${organization}: ${message}`;
  if (code === 'NOT_FOUND') {
    const said = plain`The server has no organization ${organization}, which the demo country has: it holds another country. Only the year of the demo can be played.`;
    throw new Problem('NOT_FOUND', said);
  }
  throw toProblem({ message, extensions: { code } });
}
