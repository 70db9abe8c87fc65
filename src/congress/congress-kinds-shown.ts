/** Which kinds of entries change what an answer shows beside its own figures when it leads to congresses. */
import type { GraphQLResolveInfo } from 'graphql';
import { selectionOf } from '../api/selection';
import { CongressEventKind } from './congress-event-kind';

/** All kinds of congresses where the operation selects one, or progress; none otherwise. */
export function congressKindsShown(info: GraphQLResolveInfo): readonly CongressEventKind[] {
  const { types } = selectionOf(info);
  return types.has('Progress') || types.has('Congress') ? Object.values(CongressEventKind) : [];
}
