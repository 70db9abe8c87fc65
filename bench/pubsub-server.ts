/** What a user would pick instead: type-graphql's pub/sub behind graphql-ws, as both documentations show it. */
import 'reflect-metadata';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useServer } from 'graphql-ws/use/ws';
import { DataSource } from 'typeorm';
import { WebSocketServer } from 'ws';
import { answerCommands } from './answer-commands';
import { gauges, markEvent } from './gauges';
import { Organization, openSchema, publish, type Context, type CongressEventEdge } from './pubsub-schema';

/** As many connections as our server has. */
const POOL = 20;

const commands = {
  ...gauges,
  start: async (databaseUrl: string): Promise<string> => {
    const dataSource = new DataSource({ type: 'postgres', url: databaseUrl, entities: [Organization], poolSize: POOL });
    await dataSource.initialize();
    const server = createServer();
    const sockets = new WebSocketServer({ server, path: '/graphql' });
    const schema = await openSchema();
    const context: Context = { dataSource };
    useServer({ schema, context: () => context }, sockets);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  fire: (edge: CongressEventEdge): void => {
    markEvent();
    publish(edge);
  },
};

export type PubSubCommands = typeof commands;

answerCommands(commands);
