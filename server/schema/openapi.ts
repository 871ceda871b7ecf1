export function openApiDocument(d: object): object { return d; } // placeholder
