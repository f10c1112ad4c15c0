'use client';

import { ImageUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { type Action, runAction } from '@/components/forms/action-result';
import { faultSentence } from '@/components/forms/fault-words';
import { fileFault, readBase64 } from '@/components/status-pages/editor/chosen-file';
import { fileWords } from '@/components/status-pages/words';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { toast } from '@/components/ui/toast-store';
import type { PageFileKind } from '@/lib/status-pages/constants';
import type { PageFileView, StatusPageView } from '@/lib/status-pages/schema';

export type FileActions = { put: Action<PageFileView>; remove: Action<unknown> };

export type FileFieldProps = {
  page: StatusPageView;
  kind: PageFileKind;
  hint: string;
  actions: FileActions;
  mayWrite: boolean;
  reload: () => Promise<void>;
};

const accepted: Record<PageFileKind, string> = {
  logo_light: '.png,.jpg,.jpeg,.webp,.svg',
  logo_dark: '.png,.jpg,.jpeg,.webp,.svg',
  favicon: '.png,.svg,.ico,.webp,.jpg,.jpeg',
};

/** A picture of the page, chosen or dropped; it is stored at once. */
export function FileField({ page, kind, hint, actions, mayWrite, reload }: FileFieldProps) {
  const hintId = useId();
  const { pending, problem, put, remove } = useFile({ page, kind, actions, reload });
  const { isOver, handlers } = useDrop(put);
  const file = page.files.find((one) => one.kind === kind);
  return (
    <div>
      <p className="mb-1 text-sm font-medium">{fileWords[kind]}</p>
      <div
        {...(mayWrite && handlers)}
        className={cn(
          'flex min-h-20 flex-wrap items-center gap-3 rounded-md border border-dashed p-3',
          isOver ? 'border-ink bg-hover' : 'border-line-strong',
        )}
      >
        {file ? (
          <Picture page={page} file={file} />
        ) : (
          <ImageUp size={20} aria-hidden="true" className="text-ink-faint" />
        )}
        {mayWrite && (
          <span className="flex gap-1">
            <ChooseButton
              kind={kind}
              words={file ? 'Replace' : 'Choose a file'}
              pending={pending}
              hintId={hintId}
              onChoose={put}
            />
            {file && (
              <Button size="sm" variant="danger-quiet" disabled={pending} onClick={() => void remove()}>
                Remove
                <span className="sr-only"> {fileWords[kind]}</span>
              </Button>
            )}
          </span>
        )}
        {!file && (
          <span className={cn('text-sm text-ink-faint', mayWrite && 'max-sm:hidden')}>
            {mayWrite ? 'or drop it here' : 'None'}
          </span>
        )}
      </div>
      <p role="alert" className="mt-1 text-sm text-danger empty:hidden">
        {problem}
      </p>
      <p id={hintId} className="mt-1 text-sm text-ink-faint">
        {hint}
      </p>
    </div>
  );
}

/** What is dropped on an element that takes these handlers. */
function useDrop(take: (file: File) => Promise<void>) {
  const [isOver, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const dropped = event.dataTransfer.files[0];
      if (dropped !== undefined) void take(dropped);
    },
  };
  return { isOver, handlers };
}

type ChooseButtonProps = {
  kind: PageFileKind;
  words: string;
  pending: boolean;
  hintId: string;
  onChoose: (file: File) => Promise<void>;
};

/** The browser's own input cannot be styled: a button stands for it. */
function ChooseButton({ kind, words, pending, hintId, onChoose }: ChooseButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accepted[kind]}
        className="sr-only"
        tabIndex={-1}
        aria-label={`File: ${fileWords[kind]}`}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen !== undefined) void onChoose(chosen);
        }}
      />
      <Button size="sm" pending={pending} aria-describedby={hintId} onClick={() => input.current?.click()}>
        {words}
        <span className="sr-only">: {fileWords[kind]}</span>
      </Button>
    </>
  );
}

/** On the ground it is meant for, whatever the theme of who edits. */
function Picture({ page, file }: { page: StatusPageView; file: PageFileView }) {
  return (
    <span
      className={cn(
        'flex h-14 items-center rounded-sm border border-line px-3',
        file.kind === 'logo_dark' ? 'bg-[#0b0f17]' : 'bg-[#fff]',
      )}
    >
      {/* biome-ignore lint/performance/noImgElement: a small file of the page itself, already as small as it gets */}
      <img
        src={`/status-pages/${page.id}/${file.path}`}
        alt={fileWords[file.kind]}
        className="max-h-10 max-w-40 object-contain"
      />
    </span>
  );
}

type UseFile = Pick<FileFieldProps, 'page' | 'kind' | 'actions' | 'reload'>;

function useFile({ page, kind, actions, reload }: UseFile) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ref = { page_id: page.id, kind };
  const put = async (file: File) => {
    const fault = fileFault(file);
    setProblem(fault);
    if (fault !== null) return;
    setPending(true);
    const content = await readBase64(file);
    const result = await runAction(() => actions.put({ ...ref, content }));
    setPending(false);
    if (!result.ok) return setProblem(faultSentence(result.error.detail));
    toast(`${fileWords[kind]}: stored.`);
    await reload();
  };
  const remove = async () => {
    setPending(true);
    const result = await runAction(() => actions.remove(ref));
    setPending(false);
    setProblem(result.ok ? null : faultSentence(result.error.detail));
    await reload();
  };
  return { pending, problem, put, remove };
}
