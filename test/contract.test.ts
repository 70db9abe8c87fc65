/** The names and types that clients are written against: the emitted schema has every one of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  Kind,
  parse,
  print,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';

const read = (...path: string[]): readonly DefinitionNode[] =>
  parse(readFileSync(join(__dirname, ...path), 'utf8')).definitions;

/** Every `Type.field(argument): type`, enum value and interface of a document, a line each. */
function namesOf(definitions: readonly DefinitionNode[]): string[] {
  return definitions.flatMap((definition) => {
    if (!('name' in definition)) return [];
    const name = definition.name.value;
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
      return (definition.values ?? []).map((v) => `${name}.${v.name.value}`);
    if (!('fields' in definition)) return [`${definition.kind} ${name}`];
    const interfaces = 'interfaces' in definition ? (definition.interfaces ?? []) : [];
    return [
      ...interfaces.map((each) => `${name} implements ${each.name.value}`),
      ...(definition.fields ?? []).flatMap((field) => fieldLines(name, field)),
    ];
  });
}

function fieldLines(type: string, field: FieldDefinitionNode | InputValueDefinitionNode): string[] {
  const args = field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [];
  return [
    `${type}.${field.name.value}: ${print(field.type)}`,
    ...args.map(
      (arg) =>
        `${type}.${field.name.value}(${arg.name.value}: ${print(arg.type)}${arg.defaultValue ? ` = ${print(arg.defaultValue)}` : ''})`,
    ),
  ];
}

describe('the contract', () => {
  const contract = namesOf(read('contract.graphql'));
  const schema = new Set(namesOf(read('..', 'schema', 'schema.graphql')));

  test.each(contract)('%s', (line) => {
    expect(schema).toContain(line);
  });
});
