// ⌘K: type a question and ask it, or the name of a page and go there.
import { useEffect, useRef, useState } from "react";
import { Notice } from "./notice.tsx";
import { mayAsk, placesFor } from "./places.ts";
import { goTo } from "./route.ts";
import type { Session } from "./session.ts";
import { useAsk } from "./use-ask.ts";

export interface PaletteProps {
  readonly session: Session;
  readonly onClose: () => void;
  readonly onSignOut: () => void;
}

interface Command {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  readonly run: () => void;
}

export function Palette({ session, onClose, onSignOut }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const { asking, error, ask } = useAsk(session);
  useEffect(() => dialog.current?.showModal(), []);

  const { roles } = session.caller;
  const words = text.trim().toLowerCase();
  const go = (page: string) => (): void => {
    goTo(page);
    onClose();
  };
  const pages: readonly Command[] = placesFor(roles).map(({ page, title }) => ({
    key: page,
    title,
    hint: "Go to",
    run: go(page),
  }));
  const all: readonly Command[] = [...pages, { key: "sign-out", title: "Sign out", hint: "", run: onSignOut }];
  const found = all.filter((command) => command.title.toLowerCase().includes(words));
  const question: readonly Command[] =
    mayAsk(roles) && text.trim().includes(" ")
      ? [
          {
            key: "ask",
            title: text.trim(),
            hint: "Ask",
            run: () => void ask(text.trim()).then((opened) => (opened ? onClose() : undefined)),
          },
        ]
      : [];
  const commands = [...question, ...found];
  const current = commands[Math.min(chosen, commands.length - 1)];

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Ask or go to"
      onCancel={(event) => {
        // Gone at once with Escape: hidden first and gone later, a quick Ctrl-K would close it instead of opening it.
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
    >
      <input
        role="combobox"
        aria-label="Question or page"
        aria-expanded="true"
        aria-controls="palette-commands"
        aria-activedescendant={current ? `command-${current.key}` : undefined}
        autoComplete="off"
        placeholder={mayAsk(roles) ? "Ask a question, or type the name of a page" : "Type the name of a page"}
        value={text}
        disabled={asking}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") current?.run();
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step !== 0 && commands.length > 0) setChosen((chosen + step + commands.length) % commands.length);
          if (step !== 0 || event.key === "Enter") event.preventDefault();
        }}
      />
      <Notice
        error={error}
        onChoose={(choice) => void ask(choice).then((opened) => (opened ? onClose() : undefined))}
      />
      <ul id="palette-commands" role="listbox" aria-label="Commands">
        {commands.map((command) => (
          <li
            key={command.key}
            id={`command-${command.key}`}
            role="option"
            aria-selected={command === current}
            onClick={command.run}
          >
            <span>{command.title}</span>
            <small>{asking && command.key === "ask" ? "Asking …" : command.hint}</small>
          </li>
        ))}
        {commands.length === 0 ? <li className="none">Nothing of that name.</li> : null}
      </ul>
    </dialog>
  );
}
