export const page = `# Realtime

- \`response.text.done\` is the last of its kind.
- POST to \`/v1/realtime/sessions\` gives a key, said the beta's page.

\`\`\`json
{ "type": "session.update", "session": { "voice": "alloy" } }
\`\`\`
`;
