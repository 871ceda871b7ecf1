/** What a model author imports: `import { Model, command, videoOut } from "worldport"`. */

export type { InputHint, InputKind, SchemaDocument, Semantics } from "../shared-schema/document.ts";
export type { Json, JsonMap } from "../shared-schema/json.ts";
export { command } from "./model/command.ts";
export type { Args, CommandOptions, Fields } from "./model/declaration.ts";
export { DefinitionError } from "./model/definition.ts";
export {
  type Batch,
  batch,
  blankFrame,
  type Frame,
  type FrameSet,
  type Idle,
  type InputFrame,
  idle,
  paint,
  type Yielded,
} from "./model/frame.ts";
export { type MessageDeclaration, message } from "./model/message.ts";
export { CommandError, type InputChange, type Loading, Model, type Session } from "./model/model.ts";
export { type Random, randomFrom } from "./model/random.ts";
export { type Tracks, type VideoOptions, type VideoTrack, videoIn, videoOut } from "./model/track.ts";
