/** What the documents tell people to type and to set: the program, the unit and the compose file know all of it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../src/cli/build-program';
import { readConfig } from '../../src/config/config';
import { openStopping } from '../../src/process/stopping';

const ROOT = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const inFolder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const DOCUMENTS = [...['.', 'docs', 'docs/decisions', 'examples', 'bench', 'data'].flatMap(inFolder)];
/** A command that is not there yet, and a connection's name. */
const NO_COMMANDS = ['replay', 'inquiry'];

interface Typed {
  file: string;
  command: string;
  options: string[];
  /** Whether it is to be copied, and so must be whole. */
  isWhole: boolean;
}

function blocksOf(text: string): string[] {
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

function sectionOf(title: string): string[] {
  const operations = read('docs/operations.md');
  const from = operations.indexOf(`\n## ${title}\n`);
  return blocksOf(operations.slice(from, operations.indexOf('\n## ', from + 1)));
}

/** At the beginning of a line, of a substitution, or after what else may stand in front of a command. */
const TYPED = /(?:^|npx |\$\(|&& |; |" |= |migrate )(?:giaoban |(?<=migrate ))([a-z]+)((?: [^\n#;&|)`]*)?)/gm;

function typedIn(file: string, code: string, isWhole: boolean): Typed[] {
  return [...code.matchAll(TYPED)].map(([, command = '', rest = '']) => ({
    file,
    command,
    options: rest.match(/--[a-z-]+/g) ?? [],
    isWhole,
  }));
}

const TYPED_IN_DOCUMENTS = DOCUMENTS.flatMap((file) => {
  const text = read(file);
  const spans = [...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  return [
    ...blocksOf(text).flatMap((block) => typedIn(file, block, true)),
    ...spans.flatMap((span) => typedIn(file, span, false)),
  ];
}).filter(({ command }) => !NO_COMMANDS.includes(command));

describe('commands of giaoban in the documents', () => {
  const { commands } = buildProgram(openStopping(false));

  test('there are many, also behind the container engine', () => {
    const whole = TYPED_IN_DOCUMENTS.filter(({ isWhole }) => isWhole);
    expect(whole.length).toBeGreaterThan(30);
    const named = new Set(whole.map(({ command }) => command));
    expect([...named]).toEqual(expect.arrayContaining(['demo', 'import', 'migrate', 'serve', 'token', 'verify']));
    const compose = typedIn('', 'docker compose run --rm migrate token --role ADMIN', true);
    expect(compose).toMatchObject([{ command: 'token', options: ['--role'] }]);
  });

  test('each is one, with options that it has, and none that it needs is left out', () => {
    const faults = TYPED_IN_DOCUMENTS.flatMap(({ file, command: name, options, isWhole }) => {
      const command = commands.find((each) => each.name() === name);
      if (command === undefined) return [`${file}: there is no giaoban ${name}`];
      const known = command.options.map(({ long }) => long);
      const unknown = options.filter((each) => !known.includes(each));
      const missing = command.options.filter(({ mandatory, long }) => mandatory && !options.includes(long ?? ''));
      return [
        ...unknown.map((each) => `${file}: giaoban ${name} has no ${each}`),
        ...(isWhole ? missing.map(({ long }) => `${file}: giaoban ${name} needs ${long ?? ''}`) : []),
      ];
    });
    expect(faults).toEqual([]);
  });
});

describe('settings and secrets', () => {
  const unit = read('deploy/giaoban.service');
  const compose = read('docker-compose.yml');
  const documented = new Set(
    [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name),
  );
  const inUnit = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = '']) =>
    line.split(' ').map((pair) => pair.slice(0, pair.indexOf('='))),
  );
  const inCompose = [...compose.matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name = '']) => name);
  const credentials = [...unit.matchAll(/^LoadCredential=(\w+):\/etc\/giaoban\/(\w+)$/gm)].map(([, name]) => name);
  const composeSecrets = [...compose.matchAll(/^ {4}file: \.\/secrets\/(\w+)$/gm)].map(([, name]) => name);

  test.each([
    ['the unit', inUnit],
    ['the compose file', inCompose],
  ])('what %s sets is documented, and the figures are open to whoever has their token', (_where, names) => {
    expect(names.map((name) => name.replace(/_FILE$/, '')).filter((name) => !documented.has(name))).toEqual([]);
    for (const name of ['DATABASE_URL', 'AUTH_JWT_SECRET', 'METRICS_TOKEN']) expect(names).toContain(`${name}_FILE`);
  });

  describe('made as the document says', () => {
    let folder: string;
    /** In place of the programs of another machine; what restarts a server writes down what it would read. */
    const ELSEWHERE = `
      openssl() { node -e 'process.stdout.write(require("crypto").randomBytes(+process.argv[2]).toString(process.argv[1].slice(1)) + "\\n")' -- "$2" "$3"; }
      systemctl() { cat auth_jwt_secret > "restarted.$((n += 1))"; }
      giaoban() { :; }
      runuser() { cat > asked.sql; }
    `;
    const run = (script: string): void => {
      const local = script.replaceAll('/etc/giaoban', join(folder, 'etc')).replaceAll('cd / &&', '');
      execFileSync('/bin/sh', ['-ec', `${ELSEWHERE}\n${local}`], { cwd: folder });
    };
    const configFrom = (of: string) =>
      readConfig({
        DATABASE_URL_FILE: join(folder, of, 'database_url'),
        AUTH_JWT_SECRET_FILE: join(folder, of, 'auth_jwt_secret'),
        METRICS_TOKEN_FILE: join(folder, of, 'metrics_token'),
      });

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'giaoban-operations-'));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    test('for Docker Compose they are the files of the compose file, whose own words are the same', () => {
      const [block = ''] = sectionOf('With Docker Compose');
      for (const line of block.trimEnd().split('\n')) expect(compose).toContain(`#   ${line}\n`);
      run(block);
      expect(readdirSync(join(folder, 'secrets')).sort()).toEqual([...composeSecrets].sort());
      const { databaseUrl, tokenSecrets, metricsToken } = configFrom('secrets');
      expect(databaseUrl).toMatch(/^postgres:\/\/giaoban:[0-9a-f]{48}@postgres:5432\/giaoban$/);
      expect({ secrets: tokenSecrets?.length, metrics: metricsToken?.length }).toEqual({ secrets: 1, metrics: 48 });
    });

    test('for systemd they are the credentials of the unit, and the database has the same password', () => {
      const block = sectionOf('Without Docker').find((each) => each.includes('> metrics_token'));
      run(block ?? '');
      const made = readdirSync(join(folder, 'etc')).filter((name) => name !== 'asked.sql');
      expect(made.sort()).toEqual([...credentials].sort());
      const password = new URL(configFrom('etc').databaseUrl ?? '').password;
      expect(readFileSync(join(folder, 'etc', 'asked.sql'), 'utf8')).toContain(`LOGIN PASSWORD '${password}'`);
    });

    test('the secret is changed over a time in which both are accepted', () => {
      const secretsIn = (name: string): string[] =>
        readFileSync(join(folder, 'etc', name), 'utf8')
          .trim()
          .split('\n');
      const [old = ''] = secretsIn('auth_jwt_secret');
      run(sectionOf('Rotating the secret')[0] ?? '');
      const [first, last] = [secretsIn('restarted.1'), secretsIn('restarted.2')];
      expect(first).toEqual([expect.stringMatching(/^.{44}$/), old]);
      expect(last).toEqual(first.slice(0, 1));
      expect(configFrom('etc').tokenSecrets).toHaveLength(1);
    });
  });
});
