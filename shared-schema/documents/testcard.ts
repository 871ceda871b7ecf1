/** Generated from testcard.worldport sha256:a468b4ce296b23759c1639195a8d0031de9af53cd016a303ce4f175e6b30ff2f. Do not edit. */

/** Of the document this was generated from; compare it with the one the server gives. */
export const SHAPE_HASH = "sha256:38beebfea7ec04598ead352cd46064acb95a5253894c8b35af90ca2349592646";

/** What the functions need of a client. */
export interface CommandSender {
  /** Sends a command. Resolves with its result once it is applied; rejects when it is refused. */
  command(name: string, args: object): Promise<unknown>;
}

/** Args of `move`. */
export type MoveArgs = {
  /** -1 … 1. Default 0. */
  readonly x?: number;
  /** -1 … 1. Default 0. */
  readonly y?: number;
};

/** Args of `turn`. */
export type TurnArgs = {
  /** -1 … 1. Default 0. */
  readonly amount?: number;
};

/** Args of `look`. */
export type LookArgs = {
  /** -1000 … 1000. Default 0. */
  readonly dx?: number;
  /** -1000 … 1000. Default 0. */
  readonly dy?: number;
};

/** Args of `point`. */
export type PointArgs = {
  /** 0 … 1. Default 0.5. */
  readonly x?: number;
  /** 0 … 1. Default 0.5. */
  readonly y?: number;
  /** Default false. */
  readonly pressed?: boolean;
  /** 0 … 255. Default 0. */
  readonly touch_id?: number;
};

/** Args of `set_speed`. */
export type SetSpeedArgs = {
  /** 0 … 32. Default 4. */
  readonly speed?: number;
};

/** Args of `set_mode`. */
export type SetModeArgs = {
  /** Default "plain". */
  readonly mode?: "plain" | "stripes" | "checks";
};

/** Args of `set_grid`. */
export type SetGridArgs = {
  /** Default false. */
  readonly shown?: boolean;
};

/** Args of `set_color`. */
export type SetColorArgs = {
  /** Default "#2080ff". */
  readonly color?: string;
};

/** Args of `set_text`. */
export type SetTextArgs = {
  /** At most 200 characters. */
  readonly text: string;
};

/** Args of `set_vector`. */
export type SetVectorArgs = {
  /** -1000 … 1000. Default 0. */
  readonly x?: number;
  /** -1000 … 1000. Default 0. */
  readonly y?: number;
  /** -1000 … 1000. Default 0. */
  readonly z?: number;
};

/** Args of `set_pose`. */
export type SetPoseArgs = {
  /** x, y, z in metres. Default [0,0,0]. */
  readonly position?: readonly [number, number, number];
  /** Quaternion x, y, z, w. Default [0,0,0,1]. */
  readonly rotation?: readonly [number, number, number, number];
};

/** Args of `set_image`. */
export type SetImageArgs = {
  /** A PNG or JPEG file, as base64. At most 1400000 characters. */
  readonly image: string;
};

/** Args of `set_size`. */
export type SetSizeArgs = {
  /** 64 … 3840. */
  readonly width: number;
  /** 36 … 2160. */
  readonly height: number;
};

/** Args of `echo`. */
export type EchoArgs = {
  /** At most 200 characters. */
  readonly text: string;
  /** 1 … 10. Default 1. */
  readonly times?: number;
};

/** What `echo` gives back. */
export type EchoReply = {
  readonly text: string;
  readonly length: number;
};

/** Args of `fail`. */
export type FailArgs = {
  /** At most 200 characters. Default "It was asked to.". */
  readonly reason?: string;
};

/** Args of `say`. */
export type SayArgs = {
  /** At most 200 characters. */
  readonly text: string;
};

/** What `say` was told. */
export type SaidMessage = {
  readonly text: string;
  readonly count: number;
};

/** Every message the model sends: the body of a `message`. */
export type TestcardMessage = { readonly name: "said"; readonly data: SaidMessage };

/** The commands of Test card. */
export interface TestcardCommands {
  /** Moves the square on the stage. (held) */
  move(args?: MoveArgs): Promise<void>;
  /** Turns the square's nose. (held) */
  turn(args?: TurnArgs): Promise<void>;
  /** Moves the green dot by an amount. (delta) */
  look(args?: LookArgs): Promise<void>;
  /** Puts the white dot where the pointer is. (held) */
  point(args?: PointArgs): Promise<void>;
  /** Counts one more jump. (trigger) */
  jump(): Promise<void>;
  /** Sets how fast the bar runs, in columns of the picture's 32 per second. (held) */
  setSpeed(args?: SetSpeedArgs): Promise<void>;
  /** Sets the pattern of the swatch. (held) */
  setMode(args?: SetModeArgs): Promise<void>;
  /** Shows or hides the lines on the stage. (held) */
  setGrid(args?: SetGridArgs): Promise<void>;
  /** Sets the colour of swatch and square. (held) */
  setColor(args?: SetColorArgs): Promise<void>;
  /** Sets the text that is shown. (trigger) */
  setText(args: SetTextArgs): Promise<void>;
  /** Sets three numbers. (held) */
  setVector(args?: SetVectorArgs): Promise<void>;
  /** Sets where something is and how it is turned. (held) */
  setPose(args?: SetPoseArgs): Promise<void>;
  /** Takes a picture file and shows its size and checksum. (trigger) */
  setImage(args: SetImageArgs): Promise<void>;
  /** Changes the size of the frames, up to the track's max_width and max_height. (trigger) */
  setSize(args: SetSizeArgs): Promise<void>;
  /** Gives back what it is sent. (trigger) */
  echo(args: EchoArgs): Promise<EchoReply>;
  /** Is refused, always. (trigger) */
  fail(args?: FailArgs): Promise<void>;
  /** Sends the message `said` to every client. (trigger) */
  say(args: SayArgs): Promise<void>;
}

/** The commands, sent by a client. */
export function testcardCommands(client: CommandSender): TestcardCommands {
  return {
    move: (args = {}) => client.command("move", args) as Promise<void>,
    turn: (args = {}) => client.command("turn", args) as Promise<void>,
    look: (args = {}) => client.command("look", args) as Promise<void>,
    point: (args = {}) => client.command("point", args) as Promise<void>,
    jump: () => client.command("jump", {}) as Promise<void>,
    setSpeed: (args = {}) => client.command("set_speed", args) as Promise<void>,
    setMode: (args = {}) => client.command("set_mode", args) as Promise<void>,
    setGrid: (args = {}) => client.command("set_grid", args) as Promise<void>,
    setColor: (args = {}) => client.command("set_color", args) as Promise<void>,
    setText: (args) => client.command("set_text", args) as Promise<void>,
    setVector: (args = {}) => client.command("set_vector", args) as Promise<void>,
    setPose: (args = {}) => client.command("set_pose", args) as Promise<void>,
    setImage: (args) => client.command("set_image", args) as Promise<void>,
    setSize: (args) => client.command("set_size", args) as Promise<void>,
    echo: (args) => client.command("echo", args) as Promise<EchoReply>,
    fail: (args = {}) => client.command("fail", args) as Promise<void>,
    say: (args) => client.command("say", args) as Promise<void>,
  };
}
