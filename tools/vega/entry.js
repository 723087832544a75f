// Of Vega what live pictures use: no maps, forces, trees or word clouds, and no loading of data.
import { transforms } from "vega-dataflow"
import * as encode from "vega-encode"
import * as basic from "vega-transforms"
import * as view from "vega-view-transforms"

Object.assign(transforms, basic, view, encode)

export { changeset } from "vega-dataflow"
export { expressionInterpreter } from "vega-interpreter"
export { parse } from "vega-parser"
export { View } from "vega-view"
