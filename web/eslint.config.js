import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "build/", "node_modules/", "src/api/schema.ts"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.{ts,tsx,js,mjs}"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-assertions": [
        "error",
        { assertionStyle: "never" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
      "max-lines": ["error", { max: 200, skipBlankLines: false }],
      "no-console": "error",
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["**/pages/*"],
              message: "Pages never import pages: move it to src/parts/.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/main.tsx", "src/app.tsx", "src/desk.tsx"],
    rules: { "no-restricted-imports": "off" },
  },
  /* Messages are one table a language; a table may be long. */
  { files: ["src/i18n/*.ts"], rules: { "max-lines": "off" } },
);
