/** Carries out a Dockerfile without a container engine: each stage is a folder, and each line does in it what it says. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

export interface Image {
  /** Where its working directory lies here. Nobody may write there. */
  folder: string;
  environment: Record<string, string>;
  user: string;
  entrypoint: string[];
  command: string[];
  /** What is run to find out whether it is alive. */
  healthcheck: string[];
  stopSignal: string;
}

interface Stage {
  name: string | undefined;
  /** The root of its file system. */
  root: string;
  directory: string;
  image: Omit<Image, 'folder'>;
}

const CONTEXT = join(__dirname, '..', '..');

/** Takes a minute or two: it installs what the image installs, in a folder of the caller's. */
export function buildImage(around: string): Image {
  chmodSync(around, 0o755);
  const stages: Stage[] = [];
  for (const { word, rest } of readInstructions(readFileSync(join(CONTEXT, 'Dockerfile'), 'utf8'))) {
    if (word === 'FROM') stages.push(openStage(around, rest, stages.length));
    else if (word !== 'ARG' || stages.length > 0) carryOut(word, rest, stages);
  }
  const { root, directory, image } = stages.at(-1) ?? fail('The Dockerfile has no stage.');
  execFileSync('chmod', ['-R', 'a-w,a+rX', root]);
  return { ...image, folder: join(root, directory) };
}

function readInstructions(text: string): { word: string; rest: string }[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  const whole = lines.join('\n').replace(/\\\n\s*/g, ' ');
  return whole
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line) ?? fail(`Not understood: ${line}`))
    .map(([, word = '', rest = '']) => ({ word, rest: rest.trim() }));
}

function openStage(around: string, from: string, number: number): Stage {
  const root = join(around, `stage-${number}`);
  mkdirSync(root);
  const name = / AS (\S+)$/.exec(from)?.[1];
  const image = { environment: {}, user: 'root', entrypoint: [], command: [], healthcheck: [], stopSignal: 'SIGTERM' };
  return { name, root, directory: '/', image };
}

function carryOut(word: string, rest: string, stages: readonly Stage[]): void {
  const stage = stages.at(-1) ?? fail(`${word} before FROM.`);
  const { image, root } = stage;
  switch (word) {
    case 'ARG':
    case 'LABEL':
    case 'EXPOSE':
      return;
    case 'WORKDIR':
      stage.directory = rest;
      mkdirSync(join(root, rest), { recursive: true });
      return;
    case 'ENV':
      for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) image.environment[name] = value;
      return;
    case 'COPY':
      copy(rest, stage, stages);
      return;
    case 'RUN':
      execFileSync('sh', ['-c', rest], {
        cwd: join(root, stage.directory),
        // What is tested has been installed: it needs no network a second time.
        env: { ...process.env, npm_config_prefer_offline: 'true' },
        stdio: 'pipe',
        maxBuffer: 1e8,
      });
      return;
    case 'USER':
      image.user = rest;
      return;
    case 'STOPSIGNAL':
      image.stopSignal = rest;
      return;
    case 'ENTRYPOINT':
      image.entrypoint = JSON.parse(rest) as string[];
      return;
    case 'CMD':
      image.command = JSON.parse(rest) as string[];
      return;
    case 'HEALTHCHECK':
      image.healthcheck = JSON.parse(rest.replace(/^.*?\bCMD\s+/, '')) as string[];
      return;
    default:
      fail(`${word} is not understood here.`);
  }
}

function copy(rest: string, stage: Stage, stages: readonly Stage[]): void {
  const words = rest.split(/\s+/);
  const from = /^--from=(\S+)$/.exec(words[0] ?? '')?.[1];
  const [target = '', ...sources] = (from === undefined ? words : words.slice(1)).reverse();
  const into = join(stage.root, stage.directory, target);
  for (const source of sources.reverse()) {
    if (from === undefined) copyFromContext(source, target.endsWith('/') ? join(into, basename(source)) : into);
    else {
      const other = stages.find(({ name }) => name === from) ?? fail(`There is no stage "${from}".`);
      cpSync(join(other.root, source), into, { recursive: true, verbatimSymlinks: true });
    }
  }
}

/** As Docker does: the content of a folder, and only what .dockerignore leaves. */
function copyFromContext(source: string, target: string): void {
  const path = join(CONTEXT, source);
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [path];
  const sent = files.filter((file) => !isIgnored(relative(CONTEXT, file)));
  if (sent.length === 0) fail(`COPY ${source}: .dockerignore leaves nothing of it.`);
  for (const file of sent) {
    const copied = join(target, relative(path, file));
    mkdirSync(dirname(copied), { recursive: true });
    cpSync(file, copied);
  }
}

/** The last line of .dockerignore that speaks of a path, or of a folder above it, decides. */
export function isIgnored(path: string): boolean {
  const rules = readFileSync(join(CONTEXT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keeps: line.startsWith('!'), pattern: toPattern(line.replace(/^!/, '')) }));
  const above = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const last = rules.filter(({ pattern }) => above.some((each) => pattern.test(each))).at(-1);
  return last !== undefined && !last.keeps;
}

function toPattern(line: string): RegExp {
  const escaped = line.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'))}$`);
}

function fail(message: string): never {
  throw new Error(message);
}
