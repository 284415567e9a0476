export const query = /* GraphQL */ `
  query Session($id: ID!) {
    session(id: $id) {
      voice
      modalities
      input_audio_format
      turn_detection { type threshold }
    }
  }
`;
