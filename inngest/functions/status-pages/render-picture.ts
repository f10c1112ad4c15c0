import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pictureFacts, pictureSize, pictureSvg } from '@/components/status-pages/public/og-picture';
import type { DocumentPlan } from '@/lib/snapshots/documents';
import type { PageView } from '@/lib/snapshots/rules/page-view';

/** What other sites show where they link to the page. Drawn only when the name, the state or a day has changed. */
export function pictureDocument(view: PageView, renderer: string): DocumentPlan {
  const facts = pictureFacts(view);
  return {
    path: 'og.png',
    source: JSON.stringify([renderer, facts]),
    make: async () => ({ contentType: 'image/png', body: await drawPicture(pictureSvg(facts)) }),
    isOptional: true,
  };
}

async function drawPicture(svg: string): Promise<Uint8Array> {
  drawing ??= loadDrawing().catch((error: unknown) => {
    // A file that could not be read once is no reason to draw nothing for ever.
    drawing = undefined;
    throw error;
  });
  const { Resvg, fonts } = await drawing;
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'width', value: pictureSize.width },
    font: { fontBuffers: fonts, defaultFontFamily: 'Geist' },
  });
  try {
    const image = resvg.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    resvg.free();
  }
}

let drawing: ReturnType<typeof loadDrawing> | undefined;

/** Two megabytes that only the first picture needs. */
async function loadDrawing() {
  // Not of this module: Next would take the files for modules of its own.
  const require = createRequire(path.join(process.cwd(), 'package.json'));
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const [wasm, ...fonts] = await Promise.all(
    [
      '@resvg/resvg-wasm/index_bg.wasm',
      '@expo-google-fonts/geist/400Regular/Geist_400Regular.ttf',
      '@expo-google-fonts/geist/600SemiBold/Geist_600SemiBold.ttf',
    ].map((name) => readFile(require.resolve(name))),
  );
  if (wasm !== undefined) await initWasm(wasm);
  return { Resvg, fonts };
}
