/**
 * The templates as `build.mjs` compiled them, by path below `templates/` without `.hbs`; partials among them.
 * Undefined when run from source, where `render/templates.ts` compiles the files itself.
 */
export const precompiled: Readonly<Record<string, unknown>> | undefined = undefined;

/**
 * The styles and scripts beside the templates, by path below `templates/`. Undefined when run from source, where
 * `render/assets.ts` reads the files itself.
 */
export const assets: Readonly<Record<string, string>> | undefined = undefined;
