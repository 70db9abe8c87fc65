/** Budgets: filled at a steady rate up to a bound, paid from while anything is left, and never deeper in debt than they can hold (P23). */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Accounts } from '../../src/account/account';
import { Budget } from '../../src/account/budget';

const RATE = { perSecond: 10, most: 100 };

function openBudget(rate = RATE): { budget: Budget; pass: (seconds: number) => void } {
  let now = 0;
  const budget = new Budget(rate, () => now);
  return {
    budget,
    pass: (seconds) => {
      now += seconds;
    },
  };
}

test('what is paid is gone, and comes back with time, up to the bound', () => {
  const { budget, pass } = openBudget();
  expect(budget.pay(60)).toBe(true);
  expect(budget.remaining).toBe(40);
  pass(3);
  expect(budget.remaining).toBe(70);
  expect(budget.secondsUntilFull).toBe(3);
  pass(1_000);
  expect(budget.remaining).toBe(100);
});

test('the last of it may be overdrawn; then nothing is taken until the debt is paid off', () => {
  const { budget, pass } = openBudget();
  expect(budget.pay(99)).toBe(true);
  expect(budget.pay(21)).toBe(true);
  expect(budget.remaining).toBe(-20);
  expect(budget.pay(1)).toBe(false);
  expect(budget.remaining).toBe(-20);
  expect(budget.secondsUntilAny).toBe(2);
  pass(2.5);
  expect(budget.secondsUntilAny).toBe(0);
  expect(budget.pay(1)).toBe(true);
});

test('a budget without an end pays for everything', () => {
  const { budget } = openBudget({ perSecond: Infinity, most: Infinity });
  for (let times = 0; times < 10; times += 1) expect(budget.pay(1e9)).toBe(true);
});

test('whatever is asked for, no more is paid in a time than its rate, its bound and one debt allow', () => {
  const step = fc.record({
    cost: fc.integer({ min: 0, max: 500 }),
    seconds: fc.double({ min: 0, max: 5, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { budget, pass } = openBudget();
      let [paid, time, dearest] = [0, 0, 0];
      for (const { cost, seconds } of steps) {
        if (budget.pay(cost)) paid += cost;
        dearest = Math.max(dearest, cost);
        expect(budget.remaining).toBeGreaterThanOrEqual(-RATE.most);
        expect(budget.remaining).toBeLessThanOrEqual(RATE.most);
        pass(seconds);
        time += seconds;
      }
      // A debt is forgiven where it is larger than what the budget holds: then at most once for each time that it was full.
      if (dearest <= RATE.most) expect(paid).toBeLessThanOrEqual(RATE.most + time * RATE.perSecond + dearest + 1e-6);
    }),
  );
});

test('a subject has one account wherever it comes from; without a token each address has one', () => {
  const accounts = new Accounts(RATE);
  const own = accounts.of('an.nguyen', '192.0.2.1');
  expect(accounts.of('an.nguyen', '192.0.2.2')).toBe(own);
  expect(accounts.of(null, '192.0.2.1')).not.toBe(own);
  expect(accounts.of(null, '192.0.2.1')).toBe(accounts.of(null, '192.0.2.1'));
  expect(accounts.of(null, '192.0.2.2')).not.toBe(accounts.of(null, '192.0.2.1'));
  // Whatever a token says, it is nobody's address.
  expect(accounts.of('address 192.0.2.1', '192.0.2.9')).not.toBe(accounts.of(null, '192.0.2.1'));
});
