/** What a model author imports: `import { Model, command, videoOut } from "worldport"`. */
export { type Args, command, type CommandOptions, type Fields } from "./model/command.ts";
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
export { message, type MessageDeclaration } from "./model/message.ts";
export { CommandError, type Loading, Model, type Session } from "./model/model.ts";
export { type Tracks, type VideoOptions, type VideoTrack, videoIn, videoOut } from "./model/track.ts";
export type { InputHint, InputKind, SchemaDocument, Semantics } from "../shared-schema/document.ts";
export type { Json, JsonMap } from "../shared-schema/json.ts";
