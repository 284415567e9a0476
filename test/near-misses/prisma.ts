import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
export const saved = await prisma.session.update({
  where: { id: 1 },
  data: { voice: 'alloy', modalities: ['text', 'audio'], temperature: 0.8, input_audio_format: 'pcm16' },
});
export const voices = await prisma.session.findMany({ select: { voice: true, turn_detection: true } });
