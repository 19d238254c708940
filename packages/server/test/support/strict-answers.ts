import type { FastifySerializerCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

/** Every answer of a test is held to the schema that the OpenAPI document promises: one that strays is a failed request. */
export const strictAnswers: FastifySerializerCompiler<TSchema> = ({ schema, url, method, httpStatus }) => {
  let validator: Validator | undefined;
  return (answer: unknown) => {
    const text = JSON.stringify(answer);
    // As it travels: undefined members are gone.
    const travelled: unknown = JSON.parse(text);
    validator ??= Compile(schema);
    if (validator.Check(travelled)) return text;
    const places = validator.Errors(travelled).map(({ instancePath, message }) => `${instancePath} ${message}`);
    throw new Error(`${method} ${url} ${httpStatus} strays from its schema: ${places.join('; ')}`);
  };
};
