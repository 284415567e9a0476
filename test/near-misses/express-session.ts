import session from 'express-session';
import express from 'express';

const app = express();
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true }));
app.get('/', (req, res) => {
  const { session } = req as { session: { voice?: string; modalities?: string[]; temperature?: number } };
  session.voice = 'alloy';
  session.modalities = ['text', 'audio'];
  session.temperature = 0.8;
  res.send(session.voice);
});
