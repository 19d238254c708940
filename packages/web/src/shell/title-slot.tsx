import { createContext, type ReactNode, use, useState } from 'react';
import { createPortal } from 'react-dom';

const SlotContext = createContext<HTMLElement | null>(null);

/**
 * The title row lies above the resource menu, but what it says belongs to the page beside the menu: the layout gives
 * the place, the page fills it.
 */
export function TitleSlot({ className, children }: { className: string; children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return (
    <>
      <div ref={setSlot} className={className} />
      <SlotContext value={slot}>{children}</SlotContext>
    </>
  );
}

export function InTitleSlot({ children }: { children: ReactNode }) {
  const slot = use(SlotContext);
  return slot === null ? null : createPortal(children, slot);
}
