/** Installs the module hooks for author's files in this thread. */
export function registerAuthorImports(): void;
