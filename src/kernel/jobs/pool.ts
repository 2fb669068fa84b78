import { connectKernel, type RemoteKernel } from '../connect';
import type { HostFunctions } from '../protocol';
import type { KernelWorker } from '../supervisor';

interface Waiting {
  readonly name: string;
  readonly payload: unknown;
  readonly progress: (done: number, text?: string) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Member {
  readonly kernel: RemoteKernel;
  /** Progress of the job that it runs. */
  report: (done: number, text?: string) => void;
}

/** Workers for heavy jobs: started when first needed, each running one job at a time. They end with the kernel that owns them. */
export class JobPool {
  private readonly idle: Member[] = [];
  private started = 0;
  private readonly queue: Waiting[] = [];

  constructor(
    private readonly start: () => KernelWorker,
    private readonly size: number,
  ) {}

  run(
    name: string,
    payload: unknown,
    progress: (done: number, text?: string) => void = () => undefined,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.queue.push({ name, payload, progress, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const member = this.idle.pop() ?? (this.started < this.size ? this.hire() : undefined);
    const waiting = member && this.queue.shift();
    if (!member || !waiting) return;
    member.report = waiting.progress;
    member.kernel.job(waiting.name, waiting.payload).then(
      result => {
        waiting.resolve(result);
        this.release(member);
      },
      (error: unknown) => {
        waiting.reject(error);
        this.release(member);
      },
    );
  }

  private release(member: Member): void {
    this.idle.push(member);
    this.next();
  }

  private hire(): Member {
    this.started++;
    const member: { kernel?: RemoteKernel; report: Member['report'] } = { report: () => undefined };
    const host: HostFunctions = {
      readFile: () => Promise.reject(new Error('jobs read no files')),
      findFiles: () => Promise.resolve([]),
      progress: (_result, done, text) => member.report(done, text),
    };
    member.kernel = connectKernel(this.start(), host);
    return member as Member;
  }
}
