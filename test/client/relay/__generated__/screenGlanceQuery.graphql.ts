/**
 * @generated SignedSource<<35714487e0287a0eb2f0490c3e525816>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type screenGlanceQuery$variables = Record<PropertyKey, never>;
export type screenGlanceQuery$data = {
  readonly progress: {
    readonly completed: number;
    readonly id: string;
  } | null | undefined;
};
export type screenGlanceQuery = {
  response: screenGlanceQuery$data;
  variables: screenGlanceQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Progress",
    "kind": "LinkedField",
    "name": "progress",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "id",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "completed",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "screenGlanceQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "screenGlanceQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "f893fe69255ab61bb7f81898b53d9581",
    "id": null,
    "metadata": {},
    "name": "screenGlanceQuery",
    "operationKind": "query",
    "text": "query screenGlanceQuery {\n  progress {\n    id\n    completed\n  }\n}\n"
  }
};
})();

(node as any).hash = "35f1e56fc983a518d3a32ee2999fded3";

export default node;
