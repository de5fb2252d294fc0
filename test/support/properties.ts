// Set up before each test file: properties are tried on the same cases everywhere, so that a test that passed passes again.
// `GANTRY_TEST_SEED` tries others; to look for new cases at length is what `npm run fuzz` is for.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["GANTRY_TEST_SEED"] ?? 20_260) });
