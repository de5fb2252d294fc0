import "@gantry/client/without-eval";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/pages.css";
import "./styles/blocks.css";
import "./styles/answer.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
