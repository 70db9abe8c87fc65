/** The scalar `JSONObject`: an object of JSON whose fields no schema knows. It is in answers only. */
import { GraphQLScalarType } from 'graphql';
import { RequestError } from './request-error';
import { say } from '../words/message';

function refuse(): never {
  throw new RequestError(say`No argument takes a JSONObject.`);
}

export const JsonObjectScalar = new GraphQLScalarType<never, object>({
  name: 'JSONObject',
  description: 'An object of JSON, as it is: its fields depend on what it is for.',
  serialize: (value) => (typeof value === 'object' && value !== null ? value : refuse()),
  parseValue: refuse,
  parseLiteral: refuse,
});
