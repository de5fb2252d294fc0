import "@gantry/client/without-eval";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { takeLocalKey } from "./session.ts";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/pages.css";
import "./styles/blocks.css";
import "./styles/answer.css";

takeLocalKey();
// Put into the address of a page that is open already, it loads nothing by itself.
addEventListener("hashchange", () => {
  if (takeLocalKey()) location.reload();
});
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
