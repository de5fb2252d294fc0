// zod compiles its checks by `new Function` where it may. A page's security policy forbids it and reports the try, so
// neither element nor console does. Imported before anything that makes a schema.
import { config } from "zod";

config({ jitless: true });
