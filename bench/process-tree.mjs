import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** True where the kernel shows processes as files. */
export const seesProcesses = existsSync('/proc/self/environ');

/** A process and all that it starts, seen from outside through /proc; sees nothing where there is no /proc. */
export class ProcessTree {
  /** For the environment of the first process: all that it starts inherits it, even what outlives its parent. */
  marker = { BENCH_PROCESS_TREE: randomUUID() };
  /** The highest sum of resident memory that was seen at one moment. */
  peakSumKiB = 0;
  /** The highest peak of one process, as the kernel counts it. */
  peakSingleKiB = 0;
  /** The most processes that were seen at one moment. */
  most = 0;
  #members = new Set();
  #foreign = new Set(seesProcesses ? processIds() : []);

  /** Looks once at all of them; gives how many there are. `except` is the process that merely takes the time. */
  sample(except) {
    if (!seesProcesses) return 0;
    for (const pid of processIds()) if (this.#isNew(pid)) this.#admit(pid);
    let sum = 0;
    let count = 0;
    for (const pid of this.#members) {
      const memory = pid === except ? undefined : memoryOf(pid);
      if (memory === undefined) continue;
      count += 1;
      sum += memory.residentKiB;
      this.peakSingleKiB = Math.max(this.peakSingleKiB, memory.peakKiB);
    }
    this.peakSumKiB = Math.max(this.peakSumKiB, sum);
    this.most = Math.max(this.most, count);
    return count;
  }

  /** Ends what is left of it. */
  kill() {
    for (const pid of this.#members) {
      try {
        if (isMarked(readProc(pid, 'environ'), this.marker)) process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  }

  #isNew(pid) {
    return !this.#members.has(pid) && !this.#foreign.has(pid);
  }

  #admit(pid) {
    const environment = readProc(pid, 'environ');
    if (!environment) return; // Just being started: the next look will tell.
    (isMarked(environment, this.marker) ? this.#members : this.#foreign).add(pid);
  }
}

function processIds() {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

function isMarked(environment, marker) {
  const [[name, id]] = Object.entries(marker);
  return environment?.includes(`${name}=${id}`) ?? false;
}

/** Undefined for a process that has ended. */
function memoryOf(pid) {
  const status = readProc(pid, 'status');
  const residentKiB = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  const peakKiB = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]);
  return Number.isNaN(residentKiB) ? undefined : { residentKiB, peakKiB };
}

/** Undefined where the process has ended or is somebody else's. */
function readProc(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return undefined;
  }
}
