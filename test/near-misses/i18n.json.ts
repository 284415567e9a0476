export default {
  'settings.voice': 'Stimme',
  'settings.modalities': 'Ausgabe',
  'response.text': 'Antwort',
  'session.created': 'Sitzung begonnen',
  'session.updated': 'Sitzung geändert',
  error: 'Fehler',
} as const;
