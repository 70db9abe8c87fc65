/**
 * @generated SignedSource<<eb722851774e74c1d7ff937107bed743>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type CongressStatus = "CANCELLED" | "COMPLETED" | "PLANNED" | "POSTPONED" | "%future added value";
export type screenHeadlineQuery$variables = Record<PropertyKey, never>;
export type screenHeadlineQuery$data = {
  readonly organization: {
    readonly code: string;
    readonly congress: {
      readonly heldOn: any | null | undefined;
      readonly id: string;
      readonly overdue: boolean;
      readonly status: CongressStatus;
    } | null | undefined;
    readonly id: string;
    readonly progress: {
      readonly completed: number;
      readonly id: string;
      readonly overdue: number;
      readonly planned: number;
    } | null | undefined;
  } | null | undefined;
  readonly progress: {
    readonly completed: number;
    readonly id: string;
    readonly overdue: number;
    readonly planned: number;
    readonly position: number;
  } | null | undefined;
};
export type screenHeadlineQuery = {
  response: screenHeadlineQuery$data;
  variables: screenHeadlineQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "planned",
  "storageKey": null
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "completed",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "overdue",
  "storageKey": null
},
v4 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Progress",
    "kind": "LinkedField",
    "name": "progress",
    "plural": false,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "position",
        "storageKey": null
      },
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/)
    ],
    "storageKey": null
  },
  {
    "alias": null,
    "args": [
      {
        "kind": "Literal",
        "name": "code",
        "value": "O3"
      }
    ],
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
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "Congress",
        "kind": "LinkedField",
        "name": "congress",
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
            "kind": "ScalarField",
            "name": "heldOn",
            "storageKey": null
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "Progress",
        "kind": "LinkedField",
        "name": "progress",
        "plural": false,
        "selections": [
          (v0/*:: as any*/),
          (v1/*:: as any*/),
          (v2/*:: as any*/),
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "storageKey": "organization(code:\"O3\")"
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "screenHeadlineQuery",
    "selections": (v4/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "screenHeadlineQuery",
    "selections": (v4/*:: as any*/)
  },
  "params": {
    "cacheID": "9b4d7437e86c488773a61c3a2d3a41b1",
    "id": null,
    "metadata": {},
    "name": "screenHeadlineQuery",
    "operationKind": "query",
    "text": "query screenHeadlineQuery {\n  progress {\n    id\n    position\n    planned\n    completed\n    overdue\n  }\n  organization(code: \"O3\") {\n    id\n    code\n    congress {\n      id\n      status\n      heldOn\n      overdue\n    }\n    progress {\n      id\n      planned\n      completed\n      overdue\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "f3fc4ca6104ff0ec3a47353f28f05888";

export default node;
