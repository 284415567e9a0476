import NextAuth from 'next-auth';

export default NextAuth({
  session: { strategy: 'jwt', maxAge: 3600 },
  callbacks: {
    session({ session, token }) {
      session.voice = token.voice;
      session.input_audio_format = 'pcm16';
      return session;
    },
  },
  events: { 'session.created': () => {}, 'session.updated': ({ session }) => console.log(session.voice) },
});
