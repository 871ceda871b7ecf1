/** Types of `/page/msgpack.js`, which the server makes from the package's browser build. */
export { decode, Encoder, encode } from "@msgpack/msgpack";
