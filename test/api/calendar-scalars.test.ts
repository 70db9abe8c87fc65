/** The scalars Month and Year: what they take, as literals and as variables, and what they say of anything else. */
import { describe, expect, test } from '@jest/globals';
import { GraphQLError, parseValue } from 'graphql';
import { MonthScalar } from '../../src/api/month-scalar';
import { YearScalar } from '../../src/api/year-scalar';

const BAD = { extensions: { code: 'BAD_USER_INPUT' } };

function refusalBy(parse: () => unknown): GraphQLError {
  try {
    parse();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('Month', () => {
  test.each(['1900-01', '2020-12', '2999-12'])('takes %s', (month) => {
    expect(MonthScalar.parseValue(month)).toBe(month);
    expect(MonthScalar.parseLiteral(parseValue(`"${month}"`))).toBe(month);
    expect(MonthScalar.serialize(month)).toBe(month);
  });

  test.each([
    ['2020-13', '"2020-13" is not a month'],
    ['2020-3', '"2020-3" is not a month'],
    ['1899-12', '"1899-12" is not a month'],
    ['3000-01', '"3000-01" is not a month'],
    [202_003, 'A value that is not a string is not a month'],
  ])('refuses %s', (month, message) => {
    for (const error of [
      refusalBy(() => MonthScalar.parseValue(month)),
      refusalBy(() => MonthScalar.parseLiteral(parseValue(JSON.stringify(month)))),
    ]) {
      expect(error).toMatchObject(BAD);
      expect(error.message).toBe(`${message}. Write a month as YYYY-MM, for example "2020-03".`);
    }
  });
});

describe('Year', () => {
  test.each([1900, 2020, 2999])('takes %d', (year) => {
    expect(YearScalar.parseValue(year)).toBe(year);
    expect(YearScalar.parseLiteral(parseValue(String(year)))).toBe(year);
    expect(YearScalar.serialize(year)).toBe(year);
  });

  test.each([
    [1899, '1899 is not a year'],
    [3000, '3000 is not a year'],
    ['2020', 'A value that is not a number is not a year'],
  ])('refuses %j', (year, message) => {
    for (const error of [
      refusalBy(() => YearScalar.parseValue(year)),
      refusalBy(() => YearScalar.parseLiteral(parseValue(JSON.stringify(year)))),
    ]) {
      expect(error).toMatchObject(BAD);
      expect(error.message).toBe(`${message}. Write a year as a number from 1900 to 2999, for example 2020.`);
    }
  });

  test('refuses what is no whole number', () => {
    expect(refusalBy(() => YearScalar.parseValue(2020.5)).message).toContain('2020.5 is not a year');
  });
});
