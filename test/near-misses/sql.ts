export const insert = `insert into session (voice, modalities, temperature) values ('alloy', '{text,audio}', 0.8)`;
export const select = "select type, delta from events where type = 'response.audio.delta' -- kept since 2024";
