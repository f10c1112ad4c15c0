export type JsonSchema = Record<string, unknown>;
export type InputParts = {
  path: JsonSchema;
  query: { name: string; required: boolean; schema: JsonSchema }[];
  body: JsonSchema | null;
};

/** Where each field of a verb's input comes from: path, query (GET, DELETE) or body, as JSON Schema. */
export function splitInput(
  schema: JsonSchema | null,
  pathNames: readonly string[],
  takesBody: boolean,
): InputParts {
  const properties = (schema?.['properties'] ?? {}) as Record<string, JsonSchema>;
  const path = Object.fromEntries(
    pathNames.map((name) => [name, properties[name] ?? { type: 'string', maxLength: 200 }]),
  );
  if (schema === null) return { path, query: [], body: null };
  if (!takesBody) {
    const query = Object.entries(properties)
      .filter(([name]) => !pathNames.includes(name))
      .map(([name, property]) => ({ name, required: isRequired(schema, name), schema: property }));
    return { path, query, body: null };
  }
  return { path, query: [], body: withoutProperties(schema, pathNames) };
}

function isRequired(schema: JsonSchema, name: string): boolean {
  return Array.isArray(schema['required']) && schema['required'].includes(name);
}

function withoutProperties(schema: JsonSchema, names: readonly string[]): JsonSchema | null {
  if (schema['properties'] === undefined) return schema;
  const properties = Object.entries(schema['properties'] as Record<string, JsonSchema>).filter(
    ([name]) => !names.includes(name),
  );
  if (properties.length === 0) return null;
  const required = ((schema['required'] ?? []) as string[]).filter((name) => !names.includes(name));
  const { required: _, ...rest } = schema;
  return {
    ...rest,
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
  };
}
