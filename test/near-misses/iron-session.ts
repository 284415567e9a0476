import { getIronSession } from 'iron-session';

interface Prefs {
  voice: string;
  max_response_output_tokens: number;
}

export async function remember(req: Request, res: Response, prefs: Prefs) {
  const session = await getIronSession<Prefs>(req, res, { password: 'x'.repeat(32), cookieName: 'prefs' });
  session.voice = prefs.voice;
  session.max_response_output_tokens = prefs.max_response_output_tokens;
  await session.save();
}
