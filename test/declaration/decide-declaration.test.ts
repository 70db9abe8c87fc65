/** What may be declared: the pure rule. */
import { describe, expect, test } from '@jest/globals';
import { decideDeclaration, type DeclarationRequest } from '../../src/declaration/decide-declaration';
import { problemOf } from '../support/problem-of';

const CAMPAIGN = {
  startsOn: '2020-01-01',
  endsOn: '2021-02-01',
  today: '2020-02-29',
  followsClock: false,
  deadlines: new Map(),
};
const STANDING = { completed: 12, asOf: '2020-02-20', note: null, position: 7 };

const decide = (request: DeclarationRequest, standing: typeof STANDING | null = null, organizations = 20) =>
  decideDeclaration(request, standing, { campaign: CAMPAIGN, organizations });

describe('a total', () => {
  test('is taken as it is, its note tidied', () => {
    expect(decide({ completed: 12, asOf: '2020-02-29', note: '  Đã tổ chức ' })).toEqual({
      declared: { completed: 12, asOf: '2020-02-29', note: 'Đã tổ chức' },
      reason: null,
    });
    expect(decide({ completed: 0, asOf: '2020-01-01', note: ' ' })).toMatchObject({ declared: { note: null } });
  });

  test('that stands already stands where it did', () => {
    expect(decide({ completed: 12, asOf: '2020-02-20' }, STANDING)).toEqual({ recordedAt: 7 });
  });

  test.each([
    ['another figure of the same day', { completed: 13, asOf: '2020-02-20' }],
    ['the same figure of a later day', { completed: 12, asOf: '2020-02-21' }],
    ['a smaller figure of a later day', { completed: 11, asOf: '2020-02-21' }],
    ['another note', { completed: 12, asOf: '2020-02-20', note: 'x' }],
    ['an earlier day, with a reason', { completed: 9, asOf: '2020-02-19', reason: 'A slip.' }],
  ])('replaces the one before: %s', (_what, request) => {
    expect(decide(request, STANDING)).toMatchObject({ declared: { completed: request.completed, asOf: request.asOf } });
  });

  test('may be twice the organizations and ten, and no more', () => {
    expect(decide({ completed: 50, asOf: '2020-02-20' })).toMatchObject({ declared: { completed: 50 } });
    expect(problemOf(() => decide({ completed: 51, asOf: '2020-02-20' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('There are 20 organizations'),
      details: { argument: 'completed', limit: 50, actual: 51 },
    });
  });

  test.each([
    [{ completed: -1, asOf: '2020-02-20' }, 'completed', /must be a whole number from 0 to 50/],
    [{ completed: 1, asOf: '2020-03-01' }, 'asOf', /^2020-03-01 is in the future: today is 2020-02-29\./],
    [{ completed: 1, asOf: '2019-12-31' }, 'asOf', /is outside the campaign/],
    [{ completed: 1, asOf: '2020-02-20', note: 'x'.repeat(2_001) }, 'note', /has 2001 characters; it may have 2000/],
    [{ completed: 1, asOf: '2020-02-20', reason: 'x'.repeat(1_001) }, 'reason', /^The reason has 1001 characters/],
  ])('is refused: %j', (request, argument, message) => {
    const problem = problemOf(() => decide(request));
    expect(problem).toMatchObject({ code: 'BAD_USER_INPUT', details: { argument } });
    expect(problem.message).toMatch(message);
  });

  test('of an earlier day needs a reason, but not when what stood was withdrawn', () => {
    const earlier = { completed: 9, asOf: '2020-02-19', reason: ' \u200b' };
    expect(problemOf(() => decide(earlier, STANDING))).toMatchObject({
      message: 'The total in force is as of 2020-02-20, which is later than 2020-02-19. Give a reason to go back.',
      details: { argument: 'reason' },
    });
    expect(decide(earlier, null)).toMatchObject({ reason: null });
  });

  test('of a level that nobody has is refused', () => {
    expect(problemOf(() => decide({ completed: 0, asOf: '2020-02-20' }, null, 0)).details.argument).toBe('level');
  });
});
