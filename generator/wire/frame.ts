/** One message as a capture has it. */
export interface Frame {
  /** Who said it; undefined where the capture does not tell. */
  readonly from: Speaker | undefined;
  /** The message, parsed. */
  readonly message: unknown;
  /** In milliseconds, from wherever the capture counts; undefined where it has no times. */
  readonly time: number | undefined;
  /** Counted from 1; of a HAR file or a JSON list, it is the frame's number. */
  readonly line: number;
  /** Frames of one connection belong together; empty where a capture has one connection. */
  readonly connection: string;
}

export type Speaker = 'client' | 'server';

/** Where a line or a frame is no message. */
export interface Gap {
  readonly line: number;
  readonly why: GapReason;
  readonly message: string;
}

export type GapReason =
  | 'binary'
  | 'not JSON'
  | 'truncated'
  | 'not UTF-8'
  | 'no object'
  | 'no event'
  | 'too deep'
  | 'too long'
  | 'no capture';

/** What is found in a capture, as it is found. */
export interface FrameSink {
  readonly frame: (frame: Frame) => void;
  readonly gap: (gap: Gap) => void;
}
