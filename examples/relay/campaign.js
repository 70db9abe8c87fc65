/**
 * What examples/relay.mjs asks, for Relay's compiler: `npx relay-compiler@21.0.1 examples/relay.config.json` writes `__generated__`.
 * In an application these stand in the components, and a plugin of Babel or SWC puts the generated files in their place.
 */
const { graphql } = require('relay-runtime');

module.exports.STATE = graphql`
  query campaignStateQuery {
    progress {
      id
      completed
      planned
      position
      cursor
    }
  }
`;

module.exports.EVENTS = graphql`
  subscription campaignEventsSubscription($after: Cursor) {
    congressChanged(after: $after) {
      cursor
      previousCursor
      node {
        id
        position
        kind
        congress {
          id
          status
          organization {
            id
            code
            name
          }
        }
        progress {
          id
          completed
          planned
          position
        }
      }
    }
  }
`;
