/** The part of our schema that is asked for, as somebody would write it who writes SQL by hand. */
export const TYPES = `
  type Query {
    progress: Progress
    organizations(first: Int = 50): OrganizationConnection
  }
  type Progress {
    organization: OrganizationName
    planned: Int!
    completed: Int!
    overdue: Int!
    rate: Float
    byLevel: [LevelFigures!]!
    children(first: Int = 50): ProgressConnection!
  }
  type LevelFigures {
    level: String!
    planned: Int!
    completed: Int!
    overdue: Int!
    rate: Float
  }
  type OrganizationName {
    code: String!
    name: String!
  }
  type ProgressConnection {
    edges: [ProgressEdge!]!
  }
  type ProgressEdge {
    node: Progress!
  }
  type OrganizationConnection {
    edges: [OrganizationEdge!]!
  }
  type OrganizationEdge {
    node: Organization!
  }
  type Organization {
    code: String!
    name: String!
    level: String!
    parent: Organization
    progress: Progress
  }
`;

export interface PageArguments {
  first: number;
}

/** As pages of our schema are. */
export function pageOf<Node>(nodes: readonly Node[]): { edges: { node: Node }[] } {
  return { edges: nodes.map((node) => ({ node })) };
}
