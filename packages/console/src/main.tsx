import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/blocks.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
