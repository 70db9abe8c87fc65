/**
 * @generated SignedSource<<116495c4a3d0ec637e3dd6b97197e842>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CongressStatus = "CANCELLED" | "COMPLETED" | "PLANNED" | "POSTPONED" | "%future added value";
export type screenListQuery$variables = Record<PropertyKey, never>;
export type screenListQuery$data = {
  readonly congresses: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly organization: {
          readonly code: string;
          readonly id: string;
        };
        readonly status: CongressStatus;
      };
    }>;
    readonly totalCount: number;
  } | null | undefined;
};
export type screenListQuery = {
  response: screenListQuery$data;
  variables: screenListQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Literal",
        "name": "first",
        "value": 10
      },
      {
        "kind": "Literal",
        "name": "status",
        "value": "PLANNED"
      }
    ],
    "concreteType": "CongressConnection",
    "kind": "LinkedField",
    "name": "congresses",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "totalCount",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "CongressEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "Congress",
            "kind": "LinkedField",
            "name": "node",
            "plural": false,
            "selections": [
              (v0/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "status",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Organization",
                "kind": "LinkedField",
                "name": "organization",
                "plural": false,
                "selections": [
                  (v0/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "code",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": "congresses(first:10,status:\"PLANNED\")"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "screenListQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "screenListQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "79fb218152a81795f56e63724992b23e",
    "id": null,
    "metadata": {},
    "name": "screenListQuery",
    "operationKind": "query",
    "text": "query screenListQuery {\n  congresses(status: PLANNED, first: 10) {\n    totalCount\n    edges {\n      node {\n        id\n        status\n        organization {\n          id\n          code\n        }\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d8b7292ac7abdc5c9b189ff2ec22eef2";

export default node;
