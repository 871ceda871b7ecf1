/**
 * Looks through the bytes of one MessagePack value before anything is made of them: a short message may claim millions
 * of elements, or nest thousands deep, and must cost nothing.
 */

/** Counts of elements still to come in each open array and map (two for each entry of a map). */
interface Open {
  readonly isMap: boolean;
  left: number;
}

/**
 * Says what keeps `bytes` from being exactly one value without extension types and unsafe integers, of at most `maxValues`
 * values, whose map keys are strings and whose maps and arrays lie at most `maxDepth` inside one another; or null when
 * nothing does.
 */
export function scanValue(bytes: Uint8Array, maxDepth: number, maxValues: number): string | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const open: Open[] = [];
  let at = 0;
  /** Values promised by the heads so far and not read; each takes a byte at least. */
  let promised = 1;
  let total = 1;
  while (promised > 0) {
    if (promised > bytes.byteLength - at) return `they end at byte ${bytes.byteLength}, in the middle of a value`;
    const parent = open.at(-1);
    const head = view.getUint8(at);
    if (parent?.isMap && parent.left % 2 === 0 && !isString(head)) return `the map key at byte ${at} is no string`;
    const size = sizeOf(view, at, head);
    if (typeof size === "string") return size;
    if (isUnsafe(view, at, head)) return `the integer at byte ${at} is beyond ±(2^53 − 1)`;
    promised--;
    if (parent !== undefined) parent.left--;
    at += size.bytes;
    if (at > bytes.byteLength) return `they end at byte ${bytes.byteLength}, in the middle of a value`;
    if (size.elements !== null) {
      const { count, isMap } = size.elements;
      if (open.length + 1 > maxDepth) return `more than ${maxDepth} maps and arrays lie inside one another (max_depth)`;
      open.push({ isMap, left: isMap ? count * 2 : count });
      promised += isMap ? count * 2 : count;
      total += isMap ? count * 2 : count;
      if (total > maxValues) return `they hold more than ${maxValues} values (max_values)`;
    }
    while (open.length > 0 && open.at(-1)?.left === 0) open.pop();
  }
  return at === bytes.byteLength ? null : `${bytes.byteLength - at} bytes follow the value`;
}

interface Size {
  /** Bytes of the head, and of what it holds when that is no array or map. */
  readonly bytes: number;
  readonly elements: { readonly count: number; readonly isMap: boolean } | null;
}

/** Bytes after the head byte, for the heads of numbers, nil and booleans from 0xc0 on. */
const SCALARS: Readonly<Record<number, number>> = {
  192: 0,
  194: 0,
  195: 0,
  202: 4,
  203: 8,
  204: 1,
  205: 2,
  206: 4,
  207: 8,
  208: 1,
  209: 2,
  210: 4,
  211: 8,
};
const UINT_64 = 0xcf;
const INT_64 = 0xd3;
/** Bytes of the length, for bin, str, array and map. */
const LENGTHS: Readonly<Record<number, 1 | 2 | 4>> = {
  196: 1,
  197: 2,
  198: 4,
  217: 1,
  218: 2,
  219: 4,
  220: 2,
  221: 4,
  222: 2,
  223: 4,
};

function sizeOf(view: DataView, at: number, head: number): Size | string {
  if (head <= 0x7f || head >= 0xe0) return { bytes: 1, elements: null };
  if (head <= 0x8f) return { bytes: 1, elements: { count: head & 15, isMap: true } };
  if (head <= 0x9f) return { bytes: 1, elements: { count: head & 15, isMap: false } };
  if (head <= 0xbf) return { bytes: 1 + (head & 31), elements: null };
  const scalar = SCALARS[head];
  if (scalar !== undefined) return { bytes: 1 + scalar, elements: null };
  const width = LENGTHS[head];
  if (width === undefined)
    return head === 0xc1
      ? `byte ${at} is c1, which MessagePack does not use`
      : `byte ${at} begins an extension type, which is not used`;
  if (at + 1 + width > view.byteLength) return `they end at byte ${view.byteLength}, in the middle of a value`;
  const length = width === 1 ? view.getUint8(at + 1) : width === 2 ? view.getUint16(at + 1) : view.getUint32(at + 1);
  if (head >= 0xdc) return { bytes: 1 + width, elements: { count: length, isMap: head >= 0xde } };
  return { bytes: 1 + width + length, elements: null };
}

/** Whether an integer of 64 bits that lies whole in `view` can't be told apart from its neighbours as a number. */
function isUnsafe(view: DataView, at: number, head: number): boolean {
  if ((head !== UINT_64 && head !== INT_64) || at + 9 > view.byteLength) return false;
  const integer = head === UINT_64 ? view.getBigUint64(at + 1) : view.getBigInt64(at + 1);
  return !Number.isSafeInteger(Number(integer));
}

function isString(head: number): boolean {
  return (head >= 0xa0 && head <= 0xbf) || (head >= 0xd9 && head <= 0xdb);
}
