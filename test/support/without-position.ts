/** Leaves out of an answer at which position of the log it was given: of two answers that say the same, one may be later (test/api asks for it). */

interface Answered {
  extensions?: { position?: number };
}

export function withoutPosition<T>(answer: T): T {
  if (typeof answer !== 'object' || answer === null || !('extensions' in answer)) return answer;
  const { extensions, ...rest } = answer as Answered;
  const { position: _position, ...others } = extensions ?? {};
  return (Object.keys(others).length === 0 ? rest : { ...rest, extensions: others }) as T;
}
