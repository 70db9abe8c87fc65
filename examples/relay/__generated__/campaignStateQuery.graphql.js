/**
 * @generated SignedSource<<6de3ce73678faca60c60ec055b6f3e3e>>
 * @lightSyntaxTransform
 */

/* eslint-disable */

'use strict';

var node = (function(){
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
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "planned",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "position",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
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
    "name": "campaignStateQuery",
    "selections": (v0/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "campaignStateQuery",
    "selections": (v0/*:: as any*/)
  },
  "params": {
    "cacheID": "6b56df946c8090da6516ddb8591ee812",
    "id": null,
    "metadata": {},
    "name": "campaignStateQuery",
    "operationKind": "query",
    "text": "query campaignStateQuery {\n  progress {\n    id\n    completed\n    planned\n    position\n    cursor\n  }\n}\n"
  }
};
})();

node.hash = "7c5e48a50523740a884774f805f2726b";

module.exports = node;
