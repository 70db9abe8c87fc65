/** Mutations that are refused, each with the one error that it gets. */
import type { BadRequest } from './bad-requests';
import type { Known } from './known-congresses';

const REPORT =
  'mutation ($input: ReportCongressCompletedInput!) { reportCongressCompleted(input: $input) { position } }';
const BATCH =
  'mutation ($input: ReportCongressesCompletedInput!) { reportCongressesCompleted(input: $input) { reported { position } } }';
const CORRECT = 'mutation ($input: CorrectCongressReportInput!) { correctCongressReport(input: $input) { position } }';
const RETRACT = 'mutation ($input: RetractCongressReportInput!) { retractCongressReport(input: $input) { position } }';
const CANCEL = 'mutation ($input: CancelCongressInput!) { cancelCongress(input: $input) { position } }';
const RESCHEDULE = 'mutation ($input: RescheduleCongressInput!) { rescheduleCongress(input: $input) { position } }';

/** A report that would be recorded, but for what is given. */
const report =
  (wrong: Record<string, unknown>) =>
  ({ planned }: Known) => ({ input: { congressId: planned[0], heldOn: '2020-02-20', ...wrong } });

const literal = (input: string) => `mutation { reportCongressCompleted(input: { ${input} }) { position } }`;

const SINGLE_REPORTS: BadRequest[] = [
  {
    name: 'a held day that is none, as a literal',
    query: literal('organization: "01.001", heldOn: "2020-02-30"'),
    code: 'BAD_USER_INPUT',
    argument: 'input.heldOn',
    message: /^"2020-02-30" is not a day of the calendar\. Write a day as YYYY-MM-DD/,
  },
  {
    name: 'a held day that is none, in variables',
    query: REPORT,
    variables: report({ heldOn: '2020-02-30' }),
    code: 'BAD_USER_INPUT',
    argument: 'input.heldOn',
    message: /"2020-02-30" is not a day of the calendar\. Write a day as YYYY-MM-DD/,
  },
  {
    name: 'a held day that is a number',
    query: REPORT,
    variables: report({ heldOn: 20200220 }),
    code: 'BAD_USER_INPUT',
    argument: 'input.heldOn',
    message: /^A value that is not a string is not a day of the calendar\. Write a day as YYYY-MM-DD/,
  },
  {
    name: 'no held day',
    query: REPORT,
    variables: report({ heldOn: null }),
    code: 'BAD_USER_INPUT',
    argument: 'input.heldOn',
    message: /^input\.heldOn is null: give it a value\.$/,
  },
  {
    name: 'a held day in the future',
    query: REPORT,
    variables: report({ heldOn: '2020-03-01' }),
    code: 'BAD_USER_INPUT',
    argument: 'input.heldOn',
    message: /^2020-03-01 is in the future: today is 2020-02-29\. Report the congress once it has been held\.$/,
  },
  {
    name: 'a held day outside the window',
    query: REPORT,
    variables: report({ heldOn: '2019-12-31' }),
    code: 'BAD_USER_INPUT',
    argument: 'input.heldOn',
    message: /^2019-12-31 is outside the campaign, which runs from 2020-01-01 to 2021-02-01\. Check the day\.$/,
  },
  {
    name: 'more delegates attended than summoned',
    query: REPORT,
    variables: report({ delegatesSummoned: 100, delegatesAttended: 101 }),
    code: 'BAD_USER_INPUT',
    argument: 'input.delegatesAttended',
    message: /^101 delegates attended, but only 100 were summoned\. Check both numbers\.$/,
  },
  {
    name: 'fewer than no delegates',
    query: REPORT,
    variables: report({ delegatesSummoned: -1 }),
    code: 'BAD_USER_INPUT',
    argument: 'input.delegatesSummoned',
    message: /^delegatesSummoned is -1; it must be a whole number from 0 to 5000\.$/,
  },
  {
    name: 'more than 5,000 delegates',
    query: REPORT,
    variables: report({ delegatesAttended: 5_001 }),
    code: 'BAD_USER_INPUT',
    argument: 'input.delegatesAttended',
    message: /^delegatesAttended is 5001; it must be a whole number from 0 to 5000\.$/,
  },
  {
    name: 'half a delegate',
    query: REPORT,
    variables: report({ delegatesAttended: 0.5 }),
    code: 'BAD_USER_INPUT',
    argument: 'input.delegatesAttended',
    message: /Int cannot represent non-integer value: 0\.5/,
  },
  {
    name: 'a note of 2,001 characters',
    query: REPORT,
    variables: report({ note: 'ộ'.repeat(2_001) }),
    code: 'BAD_USER_INPUT',
    argument: 'input.note',
    message: /^The note has 2001 characters; it may have 2000\. Shorten it\.$/,
  },
  {
    name: 'a NUL character in a note',
    query: REPORT,
    variables: report({ note: 'held\u0000' }),
    code: 'BAD_USER_INPUT',
    argument: 'input.note',
    message: /^The note contains U\+0000, a control character\. Remove it\.$/,
  },
  {
    name: 'a field that the input does not have',
    query: REPORT,
    variables: report({ helOn: '2020-02-20' }),
    code: 'BAD_USER_INPUT',
    argument: 'input',
    message: /Field "helOn" is not defined by type "ReportCongressCompletedInput"\. Did you mean "heldOn"\?/,
  },
  {
    name: 'both the congress and its organization',
    query: REPORT,
    variables: report({ organization: '01' }),
    code: 'BAD_USER_INPUT',
    argument: 'input.organization',
    message: /^Give either congressId or organization, not both\.$/,
  },
  {
    name: 'neither the congress nor its organization',
    query: REPORT,
    variables: report({ congressId: null }),
    code: 'BAD_USER_INPUT',
    argument: 'input.congressId',
    message: /^Say which congress: give congressId, or the code of its organization\.$/,
  },
  {
    name: 'a congress with a garbage id',
    query: REPORT,
    variables: report({ congressId: 'garbage' }),
    code: 'NOT_FOUND',
    argument: 'input.congressId',
    message: /^There is no congress with the id "garbage"\. Use an id just as the API gave it/,
  },
  {
    name: 'an organization that does not exist',
    query: REPORT,
    variables: report({ congressId: null, organization: '99' }),
    code: 'NOT_FOUND',
    argument: 'input.organization',
    message: /with the code "99"\. Check the code/,
  },
  {
    name: 'an idempotency key of 65 characters',
    query: REPORT,
    variables: report({ idempotencyKey: 'k'.repeat(65) }),
    code: 'BAD_USER_INPUT',
    argument: 'input.idempotencyKey',
    message: /^An idempotency key has 1 to 64 characters; this one has 65\.$/,
  },
];

const OTHER_CHANGES: BadRequest[] = [
  {
    name: 'a correction with an empty reason',
    query: CORRECT,
    variables: ({ held }) => ({ input: { congressId: held.id, note: 'new', reason: ' \n ' } }),
    code: 'BAD_USER_INPUT',
    argument: 'input.reason',
    message: /^Give a reason: it is kept for good\.$/,
  },
  {
    name: 'a correction of what has changed since',
    query: CORRECT,
    variables: ({ held }) => ({ input: { congressId: held.id, note: 'new', reason: 'A slip.', ifPosition: 1 } }),
    code: 'CONFLICT',
    argument: 'input.ifPosition',
    message: /^The congress has changed since position 1: it is at \d+ now\. Read it again, then decide\.$/,
  },
  {
    name: 'a correction that clears the held day',
    query: CORRECT,
    variables: ({ held }) => ({ input: { congressId: held.id, heldOn: null, reason: 'A slip.' } }),
    code: 'BAD_USER_INPUT',
    argument: 'input.heldOn',
    message: /^The held day cannot be cleared\. Retract the report/,
  },
  {
    name: 'a retraction of what was never reported',
    query: RETRACT,
    variables: ({ planned }) => ({ input: { congressId: planned[0], reason: 'A slip.' } }),
    code: 'CONFLICT',
    argument: 'input',
    message: /^The congress is PLANNED: there is no report of it\.$/,
  },
  {
    name: 'a cancellation for a reason of 1,001 characters',
    query: CANCEL,
    variables: ({ planned }) => ({ input: { congressId: planned[0], reason: 'x'.repeat(1_001) } }),
    code: 'BAD_USER_INPUT',
    argument: 'input.reason',
    message: /^The reason has 1001 characters; it may have 1000\. Shorten it\.$/,
  },
  {
    name: 'a new day that has passed',
    query: RESCHEDULE,
    variables: ({ planned }) => ({ input: { congressId: planned[0], plannedOn: '2020-02-28' } }),
    code: 'BAD_USER_INPUT',
    argument: 'input.plannedOn',
    message: /^2020-02-28 has passed: today is 2020-02-29\. Choose today or a later day\.$/,
  },
  {
    name: 'a day turned back',
    query: 'mutation { turnDay(input: { to: "2020-02-28" }) { position } }',
    code: 'BAD_USER_INPUT',
    argument: 'input.to',
    message: /^2020-02-28 is not later than today, 2020-02-29\. The business day only moves forward\.$/,
  },
  {
    name: 'a batch of none',
    query: BATCH,
    variables: () => ({ input: { reports: [] } }),
    code: 'BAD_USER_INPUT',
    argument: 'input.reports',
    message: /^The list of reports is empty\. Send 1 to 1000\.$/,
  },
  {
    name: 'a batch of 1,001',
    query: BATCH,
    variables: ({ planned }) => ({
      input: { reports: Array.from({ length: 1_001 }, () => ({ congressId: planned[0], heldOn: '2020-02-20' })) },
    }),
    code: 'LIMIT',
    argument: 'input.reports',
    message: /^The list has 1001 reports; send at most 1000 at a time\.$/,
  },
  {
    name: 'a batch with a day that is none',
    query: BATCH,
    variables: ({ planned }) => ({
      input: {
        reports: [
          { congressId: planned[0], heldOn: '2020-02-20' },
          { congressId: planned[1], heldOn: '20/02/2020' },
        ],
      },
    }),
    code: 'BAD_USER_INPUT',
    argument: 'input.reports.1.heldOn',
    message: /"20\/02\/2020" is not a day of the calendar\./,
  },
];

const RIGHTS: BadRequest[] = [
  {
    name: 'a reader who reports: visible, but not theirs to change',
    query: REPORT,
    as: 'viewer',
    variables: report({}),
    code: 'FORBIDDEN',
    argument: 'input',
    message: /^You may read this congress but not change it: that takes a reporter's token\.$/,
  },
  {
    name: 'a reporter who turns the day',
    query: 'mutation { turnDay(input: {}) { position } }',
    as: 'reporterOf01',
    code: 'FORBIDDEN',
    argument: 'input',
    message: /^Only an administrator of the root may turn the day/,
  },
  {
    name: "another province's congress, which is answered like none",
    query: REPORT,
    as: 'reporterOf01',
    variables: ({ foreign }) => ({ input: { congressId: foreign, heldOn: '2020-02-20' } }),
    code: 'NOT_FOUND',
    argument: 'input.congressId',
    message: /^There is no congress with the id ".+"\. Use an id just as the API gave it/,
  },
  {
    name: 'events within another province',
    query: '{ events(within: "02") { position } }',
    as: 'reporterOf01',
    code: 'NOT_FOUND',
    argument: 'within',
    message: /^There is no organization with the code "02"\./,
  },
];

export const BAD_CHANGES: BadRequest[] = [...SINGLE_REPORTS, ...OTHER_CHANGES, ...RIGHTS];
