/** Mutations of documents in the API: each hands its input to the use case of its name. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Operation } from '../access/operation';
import { answerMutation } from '../change/answer-mutation';
import { DOCUMENTS } from './document';
import * as inputs from './document-inputs';
import { addDocument, changeDocument, withdrawDocument } from './record-document';

const AddDocumentPayload = DOCUMENTS.payload(
  'AddDocument',
  'The document is recorded; or already was, in exactly this way.',
);
const ChangeDocumentPayload = DOCUMENTS.payload('ChangeDocument', 'The document is changed; or already said the same.');
const WithdrawDocumentPayload = DOCUMENTS.payload('WithdrawDocument', 'The document no longer applies.');

@Resolver()
export class DocumentMutations {
  @Mutation(() => AddDocumentPayload, {
    nullable: true,
    description:
      'Records a document that applies at and below an organization. The same again gets the same answer; one that was withdrawn comes back.',
  })
  addDocument(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.AddDocumentInput, { description: 'What is recorded.' }) input: inputs.AddDocumentInput,
  ) {
    return answerMutation(operation, addDocument, input, DOCUMENTS.toPayload);
  }

  @Mutation(() => ChangeDocumentPayload, { nullable: true, description: 'Changes what is said about a document.' })
  changeDocument(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.ChangeDocumentInput, { description: 'What is different, and why.' })
    input: inputs.ChangeDocumentInput,
  ) {
    return answerMutation(operation, changeDocument, input, DOCUMENTS.toPayload);
  }

  @Mutation(() => WithdrawDocumentPayload, {
    nullable: true,
    description: 'Withdraws a document: it no longer applies, and is no longer cited.',
  })
  withdrawDocument(
    @Ctx() operation: Operation,
    @Arg('input', () => inputs.WithdrawDocumentInput, { description: 'Which one, and why.' })
    input: inputs.WithdrawDocumentInput,
  ) {
    return answerMutation(operation, withdrawDocument, input, DOCUMENTS.toPayload);
  }
}
