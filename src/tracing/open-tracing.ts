/** Sends traces over OTLP, as the variables of OpenTelemetry say. Its packages are loaded only here, and only when traces are wanted. */
import { setTimeout as pause } from 'node:timers/promises';
import type * as Sdk from '@opentelemetry/sdk-trace';
import type { Tracing } from '../config/read-tracing';
import { followSpans } from './follow-spans';

export interface TraceLog {
  warn: (details: object, message: string) => void;
}

/** A collector that does not answer must not delay a stop. */
const LAST_WORDS_MILLISECONDS = 3_000;

/** Returns what sends the rest, and ends it. */
export async function openTracing({ sampler, ratio }: Tracing, log: TraceLog): Promise<() => Promise<void>> {
  const [api, sdk, { OTLPTraceExporter }, { defaultResource, detectResources, envDetector, resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-proto'),
      import('@opentelemetry/resources'),
    ]);
  const tell = (message: string): void => {
    log.warn({ reason: message }, 'Traces could not be sent.');
  };
  const silent = (): void => undefined;
  api.diag.setLogger({ error: tell, warn: tell, info: silent, debug: silent, verbose: silent }, api.DiagLogLevel.WARN);
  const provider = new sdk.TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'giaoban' }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: chooseSampler(sdk, { sampler, ratio }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const stop = followSpans(api, provider.getTracer('giaoban'));
  return async () => {
    stop();
    await Promise.race([provider.shutdown(), pause(LAST_WORDS_MILLISECONDS, undefined, { ref: false })]);
    api.diag.disable();
  };
}

function chooseSampler(sdk: typeof Sdk, { sampler, ratio }: Tracing): Sdk.Sampler {
  const root = sampler.replace('parentbased_', '');
  const own =
    root === 'traceidratio'
      ? new sdk.TraceIdRatioBasedSampler(ratio)
      : root === 'always_off'
        ? new sdk.AlwaysOffSampler()
        : new sdk.AlwaysOnSampler();
  return sampler.startsWith('parentbased_') ? new sdk.ParentBasedSampler({ root: own }) : own;
}
