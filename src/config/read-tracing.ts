/** Whether traces are sent, by the variables that OpenTelemetry has for it; the exporter reads where to by itself. */
import { Problem } from '../problem';

export interface Tracing {
  sampler: Sampler;
  /** Of `traceidratio`: the share of traces that is kept. */
  ratio: number;
}

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
type Sampler = (typeof SAMPLERS)[number];

/** Undefined when nobody asked for traces: nothing is loaded then. */
export function readTracing(read: (name: string) => string | undefined): Tracing | undefined {
  const exporter = read('OTEL_TRACES_EXPORTER');
  const endpoint = read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? read('OTEL_EXPORTER_OTLP_ENDPOINT');
  const isOff = read('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || exporter === 'none';
  if (isOff || (exporter === undefined && endpoint === undefined)) return undefined;
  if (exporter !== undefined && exporter !== 'otlp') throw wrong('OTEL_TRACES_EXPORTER', exporter, 'otlp or none');
  if (endpoint !== undefined && !/^https?:\/\/[^/]/.test(endpoint)) {
    throw wrong('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint, 'an address as http://127.0.0.1:4318');
  }
  const protocolName = 'OTEL_EXPORTER_OTLP_PROTOCOL';
  const protocol = read('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? read(protocolName) ?? 'http/protobuf';
  if (protocol !== 'http/protobuf')
    throw wrong(protocolName, protocol, 'http/protobuf, the only one that is supported');
  return { sampler: readSampler(read('OTEL_TRACES_SAMPLER')), ratio: readRatio(read('OTEL_TRACES_SAMPLER_ARG')) };
}

function readSampler(value: string | undefined): Sampler {
  if (value === undefined) return 'parentbased_always_on';
  const sampler = SAMPLERS.find((each) => each === value);
  if (sampler === undefined) throw wrong('OTEL_TRACES_SAMPLER', value, `one of ${SAMPLERS.join(', ')}`);
  return sampler;
}

function readRatio(value: string | undefined): number {
  const ratio = Number(value ?? 1);
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw wrong('OTEL_TRACES_SAMPLER_ARG', value ?? '', 'a share from 0 to 1');
}

function wrong(name: string, value: string, allowed: string): Problem {
  return new Problem('BAD_USER_INPUT', `${name} is "${value}". Use ${allowed}.`, { argument: name });
}
