import { existsSync } from 'node:fs';
import path from 'node:path';
import { readSources } from '../../generator/load/document.ts';
import { loadModel } from '../../generator/load/load.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import { runPasses } from '../../generator/passes/run-passes.ts';

/** Versions of documents from elsewhere that follow each other; undefined where they are not there. */
export const seriesFolder = [path.join(import.meta.dirname, '../../../shared/corpus/series')].find(
  existsSync,
);

/** A document as a model; undefined where it cannot be read. */
export function readDocument(file: string, cwd: string): ApiModel | undefined {
  const { value } = readSources(file, { cwd, allow: [] });
  const loaded =
    value &&
    loadModel(value, {
      unionNames: { received: 'Received', sent: 'Sent' },
      components: { sent: undefined, received: undefined },
      perspective: 'client',
    });
  return loaded?.value && runPasses(loaded.value).value;
}

/** One version of a series. */
export function readVersion(file: string): ApiModel {
  const model = readDocument(file, seriesFolder ?? '');
  if (model === undefined) throw new Error(`${file} cannot be read`);
  return model;
}

/** Two versions, and what was renamed between them, as a reader of both found. */
interface Read {
  readonly before: string;
  readonly after: string;
  readonly truth: readonly string[];
}

const spring = 'io.github.stavshamir.springwolf.example';
const springs = 'io.github.springwolf.examples.kafka';

export const series: readonly Read[] = [
  pair('speechmatics-realtime', '01-2025-06-05-32581e3.yaml', '02-2025-07-25-efd86c1.yaml'),
  pair('speechmatics-realtime', '02-2025-07-25-efd86c1.yaml', '03-2025-07-30-bb2a69f.yaml'),
  pair('speechmatics-realtime', '03-2025-07-30-bb2a69f.yaml', '04-2025-09-29-0d5f884.yaml'),
  // Nine settings are no longer among what can be changed on the way.
  pair('speechmatics-realtime', '04-2025-09-29-0d5f884.yaml', '05-2025-10-02-7072344.yaml'),
  pair('speechmatics-realtime', '05-2025-10-02-7072344.yaml', '06-2025-11-11-405d484.yaml'),
  pair('speechmatics-realtime', '06-2025-11-11-405d484.yaml', '07-2025-11-14-34c2d74.yaml'),
  // A mean time became the longest one, one source a list of all.
  pair('skyfollower', '02-2026-05-31-d7c6913.yaml', '03-2026-07-25-49dbd2f.yaml', [
    'ProcessorStatisticsMessage: avg_processing_time_ms -> processing_time_hwm_ms',
    'FlightRuleNotificationMessage: aircraft.source -> aircraft.data_sources',
    'FlightRuleNotificationMessage: source -> receiver_sources',
  ]),
  // Objects of statistics gave way to a message for each figure.
  pair('skyfollower', '04-2026-07-25-de356cd.yaml', '05-2026-07-25-56a9410.yaml'),
  pair(
    'skyfollower',
    '05-2026-07-25-56a9410.yaml',
    '06-2026-07-31-6a88664.yaml',
    [
      'MessagesPerSecond',
      'ProcessingTimeHwmMs',
      'RulesEngineHwmMs',
      'RabbitmqInputQueueDepthHwm',
      'LocalArchiveQueueDepth',
      'RegistrationMissesHour',
      'RegistrationMissesToday',
      'AircraftTypeMissesHour',
      'AircraftTypeMissesToday',
      'ActiveFlights',
      'StartedAt',
    ].map((one) => `event Processor${one}Message -> MessageProcessor${one}Message`),
  ),
  // Three rates became one.
  pair('skyfollower', '06-2026-07-31-6a88664.yaml', '07-2026-08-03-0894e66.yaml'),
  pair('springwolf-kafka', '02-2022-10-15-2e874100.json', '03-2023-06-16-ef9db3b9.json', [
    `event ${spring}.dtos.AnotherPayloadDto -> ${spring}.kafka.dtos.AnotherPayloadDto`,
    `event ${spring}.dtos.ExamplePayloadDto -> ${spring}.kafka.dtos.ExamplePayloadDto`,
  ]),
  pair('springwolf-kafka', '03-2023-06-16-ef9db3b9.json', '04-2024-01-19-81dc4b5f.json'),
  pair('springwolf-kafka', '05-2024-01-26-02de447f.json', '06-2024-03-01-86e3406a.json', [
    ...['AnotherPayloadDto', 'ExamplePayloadDto', 'NestedPayloadDto'].map(
      (one) => `event ${spring}.kafka.dtos.${one} -> ${springs}.dtos.${one}`,
    ),
    ...[
      'dto.proto.ExamplePayloadProtobufDto$Message',
      'consumers.StringConsumer$StringEnvelope',
    ].map((one) => `event ${spring}.kafka.${one} -> ${springs}.${one}`),
    // What travels on avro-topic.
    `event ${spring}.kafka.dto.avro.ExamplePayloadAvroDto -> ${springs}.dto.avro.AnotherPayloadAvroDto`,
  ]),
  pair('springwolf-kafka', '07-2024-08-16-173d254f.json', '08-2026-03-11-c670c5e4.json', [
    'event java.lang.Number -> java.lang.Integer',
    `event ${springs}.dto.proto.ExamplePayloadProtobufDto$Message -> ${springs}.dto.proto.ExamplePayloadProtobufDto.Message`,
    `event ${springs}.consumers.StringConsumer$StringEnvelope -> ${springs}.consumers.StringConsumer.StringEnvelope`,
  ]),
  pair('ekiden', '01-2025-09-17-225252c.yaml', '02-2025-10-09-d3e8e88.yaml'),
  pair('ruter-adt', '2.6.0/asyncapi.yml', '2.8.0/asyncapi.yml', [
    'DPI Diagnostics Message: screenId -> clientId',
  ]),
  // The channels say which is which; two messages of the name `Assignment Attempt Message` answer something else.
  pair(
    'ruter-adt',
    '2.8.0/asyncapi.yml',
    '3.0.0/asyncapi.yml',
    [
      ['Stop Button Message', 'StopButton'],
      ['Assignment Attempt Message', 'AvailableDestinationDisplays'],
      ['Destination Display Override Message', 'DestinationDisplayOverride'],
      ['ActiveCab Message', 'ActiveCab'],
      ['DoorLock Message', 'DoorLock'],
      ['Doors Individually Message', 'DoorsIndividually'],
      ['DPI Diagnostics Message', 'DpiDiagnostics'],
      ['RuterSalg Diagnostics MQTT Message', 'SalesDiagnostics'],
      ['Card Reader Diagnostics', 'VixCardreaderDiagnostics'],
      ['Location Message', 'Location'],
      ['Odometer Message', 'Odometer'],
      ['Apc Sensors Message', 'Apc'],
      ['Door Sensors Message', 'Door'],
      ['Telemetry data', 'Telemetry'],
      ['OperationalMessageToDriver Message', 'OperationalMessageToDriver'],
      ['Audio MQTT Message', 'Audio'],
      ['Journey Message', 'DpiJourney'],
      ['Next Stop MQTT Message', 'DpiNextstop'],
      ['ETA MQTT Message', 'DpiEta'],
      ['External Display MQTT Message', 'DpiExternaldisplay'],
      ['Passenger Announcement message', 'DpiPa'],
      ['Arriving Message', 'DpiArriving'],
      ['The Connections Schema', 'DpiConnections'],
      ['Key Stops message', 'DpiKeyStops'],
      ['DPI Command Message', 'DpiCommand'],
    ]
      .map(([one, other]) => `event ${one ?? ''} -> ${other ?? ''}`)
      .concat(
        ['Doors Individually Message', 'Odometer Message', 'Door Sensors Message'].map(
          (one) => `${one}: atDateTime -> eventTimestamp`,
        ),
      ),
  ),
  pair('newsware', '1.0.0.yaml', '2.0.0.yaml'),
  pair(
    'newsware',
    '2.0.0.yaml',
    '3-current.yaml',
    ['ResponseSubscriptionData', 'error', 'subscribe', 'unsubscribe'].map(
      (event) => `${event}: payload -> value`,
    ),
  ),
];

function pair(name: string, before: string, after: string, truth: readonly string[] = []): Read {
  return { before: `${name}/${before}`, after: `${name}/${after}`, truth };
}
