/** An iterator whose values are mapped; ending it ends its source. */

export function mapEach<In, Out>(
  source: AsyncIterableIterator<In>,
  map: (value: In) => Out,
): AsyncIterableIterator<Out> {
  const mapResult = (result: IteratorResult<In>): IteratorResult<Out> =>
    result.done === true ? { done: true, value: undefined } : { done: false, value: map(result.value) };
  return {
    next: async () => mapResult(await source.next()),
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
