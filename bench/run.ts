/** Runs what the settings ask for, says what it finds, and writes it down. */
import { join } from 'node:path';
import type { Closers } from '../src/process/closers';
import { measureBurst } from './burst';
import { describeMachine, loadNow } from './describe-machine';
import { measureFanOut } from './fan-out';
import { describeProfile } from './describe-profile';
import { openCountry, type Country } from './open-country';
import { describeResults, type Results } from './describe-results';
import { runToEnd } from './run-to-end';
import { readSettings, requireOpenFiles, type Settings } from './settings';
import { measureSlowSockets } from './slow-sockets';
import { writeResults } from './write-results';

async function run(closers: Closers): Promise<void> {
  const settings = readSettings();
  requireOpenFiles(settings);
  say('Loading the demo country …');
  const country = await openCountry(closers);
  const machine = describeMachine(country.postgresVersion);
  const results: Results = { machine, fanOuts: [], bursts: [], slowSockets: [] };
  await measureAll(country, settings, results);
  machine.loadAtEnd = loadNow();
  say(describeResults(results));
  if (settings.output !== undefined) say(await writeResults(settings.output, results));
}

async function measureAll(country: Country, settings: Settings, results: Results): Promise<void> {
  const { parts, sockets: sizes, rounds, events } = settings;
  for (const sockets of parts.includes('fan-out') ? sizes : []) {
    for (const selection of ['flat', 'nested'] as const) {
      const profile = begin(settings, `fan-out-${sockets}-${selection}`);
      results.fanOuts.push(await measureFanOut(country, { sockets, rounds, selection, profile }));
      if (profile !== undefined) say(await describeProfile(profile));
    }
  }
  for (const reportedTo of parts.includes('burst') ? (['itself', 'another process'] as const) : []) {
    const profile = begin(settings, `burst-reported-to-${reportedTo.replace(' ', '-')}`);
    const burst = await measureBurst(country, { sockets: settings.burstSockets, events, reportedTo, profile });
    results.bursts.push(burst);
    if (profile !== undefined) say(await describeProfile(profile, burst.stalls.each));
  }
  if (parts.includes('slow-sockets')) {
    begin(settings, 'slow-sockets');
    const [slow, fast] = [settings.slowSockets, settings.slowSockets];
    results.slowSockets.push(await measureSlowSockets(country, { slow, fast, events }));
  }
}

/** Says what is measured now; returns the file for its profile where one is wanted. */
function begin({ profiles }: Settings, what: string): string | undefined {
  say(`${what} …`);
  return profiles && join(profiles, `${what}.cpuprofile`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

void runToEnd(run);
