/** Text of GDScript: comments, literals, and names that mean nothing else in the language. */
import type { Json, JsonMap } from "../../../shared-schema/json.ts";

/** Functions of the language and members of every object: a parameter or method must not be called so. */
const TAKEN = new Set(
  (
    "abs absf absi acos acosh angle_difference args asin asinh assert atan atan2 atanh bezier_derivative " +
    "bezier_interpolate bytes_to_var bytes_to_var_with_objects call call_deferred callv can_translate_messages " +
    "cancel_free ceil ceilf ceili char clamp clampf clampi connect convert cos cosh cubic_interpolate " +
    "cubic_interpolate_angle cubic_interpolate_angle_in_time cubic_interpolate_in_time data db_to_linear deg_to_rad " +
    "dict_to_inst disconnect ease emit_signal error_string exp floor floorf floori fmod fposmod free get get_class " +
    "get_incoming_connections get_indexed get_instance_id get_meta get_meta_list get_method_argument_count " +
    "get_method_list get_property_list get_reference_count get_script get_signal_connection_list get_signal_list " +
    "get_stack get_translation_domain has_connections has_meta has_method has_signal has_user_signal hash init_ref " +
    "inst_to_dict instance_from_id inverse_lerp is_blocking_signals is_class is_connected is_equal_approx is_finite " +
    "is_inf is_instance_id_valid is_instance_of is_instance_valid is_nan is_queued_for_deletion is_same " +
    "is_zero_approx len lerp lerp_angle lerpf linear_to_db load log max maxf maxi message_name min minf mini " +
    "move_toward nearest_po2 notification notify_property_list_changed ord pingpong posmod pow preload print " +
    "print_debug print_rich print_stack print_verbose printerr printraw prints printt property_can_revert " +
    "property_get_revert property_list_changed push_error push_warning rad_to_deg rand_from_seed randf randf_range " +
    "randfn randi randi_range randomize range reference remap remove_meta remove_user_signal rid_allocate_id " +
    "rid_from_int64 rotate_toward round roundf roundi script script_changed seed session set set_block_signals " +
    "set_deferred set_indexed set_message_translation set_meta set_script set_translation_domain sign signf signi sin " +
    "sinh smoothstep snapped snappedf snappedi sqrt step_decimals str str_to_var tan tanh to_string tr tr_n " +
    "type_convert type_exists type_string typeof unreference var_to_bytes var_to_bytes_with_objects var_to_str weakref " +
    "wrap wrapf wrapi add_user_signal " +
    // Words of the language that a name on the wire may be.
    "var const enum static is in as self await and or not if elif else for while match when break continue pass return " +
    "class class_name extends signal func namespace trait void yield breakpoint super"
  ).split(" "),
);

/** A name that is free: `max` becomes `max_value`. `members` are names of the class that a parameter would hide. */
export function freeName(wire: string, members: readonly string[]): string {
  return TAKEN.has(wire) || members.includes(wire) ? `${wire}_value` : wire;
}

/** Lines of a doc comment, or none where there are no words. */
export function comment(words: string): string[] {
  const line = oneLine(words);
  return line === "" ? [] : [`## ${line}`];
}

/** Line ends, tabs and other control characters become one blank each run. */
export function oneLine(words: string): string {
  let line = "";
  for (const character of words) {
    const code = character.codePointAt(0) ?? 0;
    const isBlank = code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0x2028 || code === 0x2029;
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    if (!isBlank) line += isHalf ? "?" : character;
    else if (line !== "" && !line.endsWith(" ")) line += " ";
  }
  return line.endsWith(" ") ? line.slice(0, -1) : line;
}

/** A string literal of printable ASCII. */
export function literal(text: string): string {
  let out = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === "\\") out += `\\${character}`;
    else if (code >= 0x20 && code < 0x7f) out += character;
    else out += `\\U${code.toString(16).padStart(6, "0")}`;
  }
  return `"${out}"`;
}

/** What a person should know of a field: its description and range. */
export function wordsOf(field: Json): string {
  if (!isMap(field)) return "";
  const words: string[] = [];
  if (typeof field["description"] === "string") words.push(field["description"]);
  const [least, most] = [boundOf(field["minimum"]), boundOf(field["maximum"])];
  if (least !== "" && most !== "") words.push(`${least} to ${most}.`);
  else if (least !== "") words.push(`At least ${least}.`);
  else if (most !== "") words.push(`At most ${most}.`);
  return words.join(" ");
}

/** In three places; nothing for the ends of the safe integers, which stand where an author set no bound. */
function boundOf(bound: Json | undefined): string {
  if (typeof bound !== "number" || Math.abs(bound) >= 1e12) return "";
  const thousandths = Math.round(Math.abs(bound) * 1000);
  const digits = String(thousandths).padStart(4, "0");
  const text = `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, "");
  return bound < 0 && thousandths > 0 ? `-${text}` : text;
}

export const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
