/** Documents in the API: listed, looked up, followed, and the fields that lead on from them. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { may } from '../access/may';
import type { Operation } from '../access/operation';
import { connectionTypes, type Connection } from '../api/connection';
import { DayScalar } from '../api/day-scalar';
import { cursorsOf, readPage, type SortKey } from '../api/keyset';
import { PageArguments } from '../api/page';
import { countQuery, queryRange } from '../api/query-keyset';
import type { EventConnection, EventEdge } from '../change/events-of';
import { costOfHistory, HistoryPage } from '../change/events-page';
import { FollowArguments } from '../change/follow-arguments';
import { followEvents } from '../change/follow-log';
import { historyOf } from '../change/history';
import type { Day } from '../day';
import { momentOf } from '../organization/campaign-facts';
import { CampaignView } from '../organization/campaign-resolver';
import { loadOrganization, requireWithin } from '../organization/load-organization';
import { Organization } from '../organization/organization';
import { ID_OF_RECORD } from '../record/record-node';
import { citeDocument } from './cite-document';
import { Document, DOCUMENT, DOCUMENTS, DocumentKind } from './document';
import { DOCUMENT_NODE, loadCited, requireDocument } from './find-documents';

const DocumentConnection = connectionTypes('Document', Document);

@ArgsType()
class DocumentsArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: "Code of the organization at which they apply; the viewer's own when absent.",
  })
  organization?: string | null;

  @Field(() => DocumentKind, { nullable: true, description: 'Only documents of this sort.' })
  kind?: DocumentKind | null;
}

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => DocumentConnection, {
    nullable: true,
    description:
      'The documents that apply at an organization, by day and number: those that it or one above it has recorded, withdrawn ones included.',
  })
  async documents(
    @Ctx() operation: Operation,
    @Args(() => DocumentsArguments) { organization, ...page }: DocumentsArguments,
  ): Promise<Connection<Document>> {
    return listDocuments(operation, await requireWithin(operation, organization), page);
  }

  @Query(() => Document, {
    nullable: true,
    description:
      'A document by its number and day: the nearest one that the organization or one above it has recorded. NOT_FOUND when there is none.',
  })
  async document(
    @Ctx() operation: Operation,
    @Arg('number', () => String, { description: 'Its number and symbol, such as `35-CT/TW`.' }) number: string,
    @Arg('issuedOn', () => DayScalar, { description: 'The day on which it was issued.' }) issuedOn: Day,
    @Arg('organization', () => String, {
      nullable: true,
      description: "Code of the organization at which it applies; the viewer's own when absent.",
    })
    organization: string | null | undefined,
  ): Promise<Document> {
    const { path } = await requireWithin(operation, organization);
    return operation.snapshot.read((manager) => requireDocument(manager, path, { number, issuedOn }));
  }

  @Subscription(() => DOCUMENTS.Edge, {
    description:
      'Pushes an event whenever a document is recorded, changed or withdrawn: by the organization, by one below it, or by one above it, whose documents apply to it too.',
    subscribe: ({ args, context }: { args: FollowArguments; context: Operation }) =>
      followEvents(context, args, DOCUMENTS),
  })
  documentChanged(@Root() edge: EventEdge, @Args(() => FollowArguments) _follow: FollowArguments): EventEdge {
    return edge;
  }

  @FieldResolver(() => ID, ID_OF_RECORD)
  id(@Ctx() operation: Operation, @Root() document: Document): Promise<string> {
    return DOCUMENT_NODE.idOf(operation, document);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description:
      'The organization that recorded it: it applies at and below that one. Null where the viewer may not see it.',
  })
  async organization(@Ctx() operation: Operation, @Root() { organizationId }: Document): Promise<Organization | null> {
    const organization = await loadOrganization(operation, organizationId);
    return may(operation.viewer).see(organization.path) ? organization : null;
  }

  @FieldResolver(() => String, {
    description: 'As it is cited in a sentence: `Chỉ thị số 35-CT/TW ngày 30-5-2019 của Bộ Chính trị`.',
  })
  citation(@Root() document: Document): string {
    return citeDocument(document).vi;
  }

  @FieldResolver(() => DOCUMENTS.Connection, {
    complexity: costOfHistory,
    description: 'Everything that happened to it as far as the viewer may see it, in order.',
  })
  history(
    @Ctx() operation: Operation,
    @Root() { id }: Document,
    @Args(() => HistoryPage) page: HistoryPage,
  ): Promise<EventConnection> {
    return historyOf(operation, { noun: DOCUMENT, recordId: id }, DOCUMENTS, page);
  }
}

@Resolver(() => CampaignView)
export class CampaignDocumentsResolver {
  @FieldResolver(() => [Document], {
    description: 'The documents on which the congresses rest, by day: the directive, its guidance …',
  })
  async documents(@Ctx() operation: Operation): Promise<Document[]> {
    const { campaign } = await operation.snapshot.once(momentOf);
    return loadCited(operation, operation.viewer.path.slice(0, 1), campaign.today);
  }
}

/** By day and number. */
const KEYS: readonly SortKey[] = [
  { sql: 'document.issued_on::text', kind: 'text' },
  { sql: 'document.number', kind: 'text' },
  { sql: 'document.id', kind: 'integer' },
];

function listDocuments(
  { snapshot }: Operation,
  { path }: Organization,
  { kind, ...page }: Omit<DocumentsArguments, 'organization'>,
): Promise<Connection<Document>> {
  const select = (manager: EntityManager): SelectQueryBuilder<Document> =>
    manager
      .createQueryBuilder(Document, 'document')
      .where({ organizationId: In(path), ...(kind == null ? {} : { kind }) });
  return readPage(cursorsOf({ list: 'documents', keys: KEYS }), page, {
    read: (range) => snapshot.read((manager) => queryRange(select(manager), KEYS, range)),
    count: () => snapshot.read((manager) => countQuery(manager, select(manager))),
  });
}
