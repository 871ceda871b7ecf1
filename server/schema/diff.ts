export function schemaDiff(_a: object, _b: object): { breaking: string[]; additive: string[]; texts: string[] } { return { breaking: [], additive: [], texts: [] }; } // placeholder
