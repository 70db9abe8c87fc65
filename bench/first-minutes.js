/** What the first minutes cost: install, first start, later start, memory when idle. `node bench/first-minutes.js` prints a table. */
require('../test/support/typescript-hook');
const { execFile, execFileSync, spawn } = require('node:child_process');
const { once } = require('node:events');
const { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync } = require('node:fs');
const { rm } = require('node:fs/promises');
const { cpus, loadavg, tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { promisify } = require('node:util');
const { runToEnd } = require('./run-to-end.ts');

const ROOT = join(__dirname, '..');
/** Long enough for the garbage of the start to be collected, and for PostgreSQL to have tidied up. */
const IDLE_SECONDS = Number(process.env.BENCH_IDLE_SECONDS ?? 30);

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'giaoban-bench-'));
// Where root's database may lie, too.
chmodSync(folder, 0o755);
const project = join(folder, 'giaoban');
const settings = {
  PORT: '0',
  LOG_LEVEL: 'silent',
  DATABASE_URL: '',
  DATA_DIR: '',
  npm_config_cache: join(folder, 'cache'),
};
const rows = [];

function megabytes(path) {
  const kibibytes = Number(execFileSync('du', ['-sk', path], { encoding: 'utf8' }).split('\t')[0]);
  return `${Math.round(kibibytes / 1024)} MB`;
}

async function install(signal, ...options) {
  await rm(join(project, 'node_modules'), { recursive: true, force: true });
  const begun = performance.now();
  await promisify(execFile)('npm', ['ci', ...options], { cwd: project, env: { ...process.env, ...settings }, signal });
  return seconds(begun);
}

function seconds(begun) {
  return `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
}

/** Until the server says that it is ready. */
async function start(closers, command, words) {
  const begun = performance.now();
  const child = spawn(command, words, { cwd: project, env: { ...process.env, ...settings }, detached: true });
  const closed = once(child, 'close');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGINT');
    await closed;
  };
  closers.add(stop);
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('Ctrl-C stops the server.')) resolve();
    });
    child.once('close', () => reject(new Error(`The server ended:\n${said}`)));
  });
  const took = seconds(begun);
  return { took, pid: child.pid, stop };
}

/** Pages that several processes share count once: each has its part of them (PSS). */
function memory(isMeant) {
  let [kibibytes, resident, count] = [0, 0, 0];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!isMeant(pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) continue;
      kibibytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);
      resident += Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
      count += 1;
    } catch {
      // It has ended meanwhile, or belongs to the system.
    }
  }
  return `${Math.round(kibibytes / 1024)} MB (PSS; RSS ${Math.round(resident / 1024)} MB)${count > 1 ? `, ${count} processes` : ''}`;
}

/** The children of one process, and theirs. */
function isBelow(pid, ancestor) {
  for (let each = pid; each !== '0' && each !== '';) {
    if (each === String(ancestor)) return true;
    const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
    each = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  }
  return false;
}

async function run(closers, signal) {
  closers.add(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const load = loadavg()[0].toFixed(1);
  execFileSync('git', ['clone', '--quiet', ROOT, project]);
  rows.push(['`npm ci`, nothing downloaded before', await install(signal), megabytes(join(project, 'node_modules'))]);
  const production = await install(signal, '--omit=dev', '--omit=optional');
  rows.push(['`npm ci --omit=dev --omit=optional`', production, megabytes(join(project, 'node_modules'))]);
  rows.push(['`npm ci` again', await install(signal), '']);
  const first = await start(closers, 'npm', ['start']);
  await first.stop();
  rows.push(['first `npm start`, to the addresses', first.took, `.data: ${megabytes(join(project, '.data'))}`]);
  const later = await start(closers, 'npm', ['start']);
  await later.stop();
  rows.push(['later `npm start`', later.took, '']);
  const alone = await start(closers, process.execPath, ['bin/giaoban', 'serve']);
  rows.push(['later `node bin/giaoban serve`', alone.took, '']);
  await pause(IDLE_SECONDS * 1_000);
  rows.push([`node, idle for ${IDLE_SECONDS} s`, '', memory((pid) => pid === String(alone.pid))]);
  rows.push([
    'PostgreSQL beside it',
    '',
    memory((pid, line) =>
      line.startsWith('postgres:') || line.includes('/bin/postgres') ? isBelow(pid, alone.pid) : false,
    ),
  ]);
  await alone.stop();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: project, encoding: 'utf8' }).trim();
  console.log(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model.trim()}, commit ${commit}, load before ${load}\n`,
  );
  console.log('| | time | size |\n|---|---|---|');
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

runToEnd(run);
