/** Whether traces are sent, by the variables that OpenTelemetry has for it; the exporter reads where to by itself. */
import { between, oneOf, rule, type Rule, type Variables } from './setting';

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

export interface Tracing {
  sampler: (typeof SAMPLERS)[number];
  /** Of `traceidratio`: the share of traces that is kept. */
  ratio: number;
}

const only = (value: string, use: string): Rule<string> => rule((text) => (text === value ? text : undefined), use);

const EXPORTER = only('otlp', 'otlp or none');
const ENDPOINT = rule(
  (text) => (/^https?:\/\/[^/]/.test(text) ? text : undefined),
  'an address such as http://127.0.0.1:4318',
);
const PROTOCOL = only('http/protobuf', 'http/protobuf, the only one that is supported');
const RATIO = rule(between(0, 1), 'a share from 0 to 1');

/** Undefined when nobody asked for traces: nothing is loaded then. */
export function readTracing({ text, take }: Variables): Tracing | undefined {
  if (text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || text('OTEL_TRACES_EXPORTER') === 'none') return undefined;
  const exporter = take('OTEL_TRACES_EXPORTER', EXPORTER);
  const endpoint =
    take('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', ENDPOINT) ?? take('OTEL_EXPORTER_OTLP_ENDPOINT', ENDPOINT);
  if (exporter === undefined && endpoint === undefined) return undefined;
  if (text('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') === undefined) take('OTEL_EXPORTER_OTLP_PROTOCOL', PROTOCOL);
  else take('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', PROTOCOL);
  return {
    sampler: take('OTEL_TRACES_SAMPLER', oneOf(SAMPLERS)) ?? 'parentbased_always_on',
    ratio: take('OTEL_TRACES_SAMPLER_ARG', RATIO) ?? 1,
  };
}
