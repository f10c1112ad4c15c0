'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { Skeleton } from '@/components/ui/empty-state';

const previewWidths = { phone: 390, desktop: 1120 } as const;
export type PreviewWidth = keyof typeof previewWidths;

/** The page in a frame that runs nothing, as wide as on its device and made smaller to fit. */
export function PreviewFrame({ html, width }: { html: string | null; width: PreviewWidth }) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const size = useSize(box);
  const scale = Math.min(1, size.width / previewWidths[width]);
  const keepScroll = useKeptScroll(frame, html);
  return (
    <div
      ref={box}
      className="relative h-full min-h-96 overflow-hidden rounded-lg border border-line bg-sunken"
    >
      {html === null && <Skeleton className="m-4 h-24" />}
      {html !== null && size.width > 0 && (
        <iframe
          ref={frame}
          title="Preview of the status page"
          sandbox="allow-same-origin"
          srcDoc={html}
          onLoad={keepScroll}
          className="absolute top-0 left-1/2 max-w-none origin-top -translate-x-1/2"
          style={{
            width: previewWidths[width],
            height: size.height / scale,
            scale: `${scale}`,
          }}
        />
      )}
    </div>
  );
}

function useSize(box: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}

/** A new picture is a new document; it is shown where the last one was scrolled to. */
function useKeptScroll(frame: RefObject<HTMLIFrameElement | null>, html: string | null) {
  const top = useRef(0);
  const shown = useRef(html);
  if (shown.current !== html) {
    top.current = frame.current?.contentWindow?.scrollY ?? top.current;
    shown.current = html;
  }
  return () => frame.current?.contentWindow?.scrollTo(0, top.current);
}
