/** Who pays for what a group is sent: those whom it serves, by how many subscribers they have (P23). */
import { expect, test } from '@jest/globals';
import { Account } from '../../src/account/account';
import { Budget } from '../../src/account/budget';
import { Payers } from '../../src/feed/payers';

const RATE = { perSecond: 10, most: 1_000 };

function openAccount(name: string): Account {
  return new Account(name, new Budget(RATE, () => 0));
}

const WANTED = new AbortController().signal;

test('an execution is charged once, and divided by subscribers', () => {
  const [office, citizen] = [openAccount('office'), openAccount('citizen')];
  const payers = new Payers(100);
  for (const account of [office, office, office, citizen]) payers.add(account);
  payers.charge();
  expect([office.budget.remaining, citizen.budget.remaining]).toEqual([925, 975]);
  for (let times = 0; times < 3; times += 1) payers.remove(office);
  payers.charge();
  expect([office.budget.remaining, citizen.budget.remaining]).toEqual([925, 875]);
});

test('what took less than its price is given back to those who have paid it', () => {
  const [office, citizen, newcomer] = [openAccount('office'), openAccount('citizen'), openAccount('newcomer')];
  const payers = new Payers(100);
  for (const account of [office, office, office, citizen]) payers.add(account);
  const giveBack = payers.charge(4);
  expect([office.budget.remaining, citizen.budget.remaining]).toEqual([700, 900]);
  payers.add(newcomer);
  newcomer.budget.charge(500);
  giveBack(200);
  // What took longer is not charged again.
  giveBack(-200);
  expect([office, citizen, newcomer].map(({ budget }) => budget.remaining)).toEqual([850, 950, 500]);
});

test('what many share costs each of them next to nothing', () => {
  const accounts = Array.from({ length: 1_000 }, (_each, index) => openAccount(`${index}`));
  const payers = new Payers(100);
  for (const account of accounts) payers.add(account);
  payers.charge();
  for (const { budget } of accounts) expect(budget.remaining).toBeCloseTo(999.9);
});

test('who has nothing left is not charged while others can pay, and nobody waits then', async () => {
  const [broke, rich] = [openAccount('broke'), openAccount('rich')];
  broke.budget.charge(1_500);
  const payers = new Payers(100);
  payers.add(broke);
  payers.add(rich);
  await payers.solvent(WANTED);
  payers.charge();
  expect([broke.budget.remaining, rich.budget.remaining]).toEqual([-500, 900]);
  expect(payers.first).toBe(rich);
});

test('where nobody can pay the work waits, until somebody can or nobody wants it', async () => {
  let now = 0;
  const account = new Account('later', new Budget({ perSecond: 1_000, most: 1_000 }, () => now));
  account.budget.charge(1_001);
  const payers = new Payers(100);
  payers.add(account);
  let isSolvent = false;
  const solvent = payers.solvent(WANTED).then(() => {
    isSolvent = true;
  });
  await new Promise(setImmediate);
  expect(isSolvent).toBe(false);
  now = 1;
  await solvent;
  account.budget.charge(5_000);
  const over = new AbortController();
  const unwanted = payers.solvent(over.signal);
  over.abort();
  await unwanted;
});

test('what the server does by itself is free', async () => {
  const payers = new Payers(100);
  payers.add(undefined);
  await payers.solvent(WANTED);
  payers.charge();
  payers.remove(undefined);
  expect(payers.first).toBeUndefined();
});
