export const session = { voice: "alloy" };
export const modalities = ["text", "audio"];
