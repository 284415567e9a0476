// What a log of last year says; nobody speaks to a server here.
const lines = [
  '2024-10-27T14:34:38Z got response.audio.delta (480 bytes)',
  '2024-10-27T14:34:39Z got conversation.item.created item_AMyCN',
  '2024-10-27T14:34:40Z sent session.update voice=alloy',
];

exports.audio = lines.filter((line) => / got response\.audio\.delta /.test(line)).length;
