/** Plain values: what JSON, MessagePack (without `bin`) and every client language have in common. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}
