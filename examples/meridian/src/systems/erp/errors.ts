// Errors of the ERP service in the shape that OData JSON prescribes and with the details that SAP Gateway adds.
import { randomUUID } from "node:crypto";

const codes = {
  "bad-uri": { status: 400, code: "/IWBEP/CM_V4_URI/011" },
  "bad-filter": { status: 400, code: "/IWBEP/CM_V4_URI/023" },
  "unknown-property": { status: 400, code: "/IWBEP/CM_V4_URI/017" },
  "bad-token": { status: 400, code: "/IWBEP/CM_V4_RT/044" },
  "bad-body": { status: 400, code: "/IWBEP/CM_V4_COM/015" },
  unauthorized: { status: 401, code: "/IWFND/CM_SEC/401" },
  "csrf-required": { status: 403, code: "/IWFND/CM_SEC/403" },
  "unknown-resource": { status: 404, code: "/IWBEP/CM_V4_RT/020" },
  "no-such-entity": { status: 404, code: "/IWBEP/CM_V4_RT/021" },
  "method-not-allowed": { status: 405, code: "/IWBEP/CM_V4_RT/005" },
  "not-acceptable": { status: 406, code: "/IWBEP/CM_V4_RT/006" },
  "etag-mismatch": { status: 412, code: "/IWBEP/CM_V4_RT/412" },
  "etag-required": { status: 428, code: "/IWBEP/CM_V4_RT/428" },
  "not-implemented": { status: 501, code: "/IWBEP/CM_V4_RT/501" },
  unavailable: { status: 503, code: "/IWFND/CM_MGW/503" },
} as const;

export type ODataFault = keyof typeof codes;

/** What the service answers instead of data. Its message names properties and positions, never a literal. */
export class ODataError extends Error {
  readonly fault: ODataFault;
  readonly target: string | undefined;

  constructor(fault: ODataFault, message: string, target?: string) {
    super(message);
    this.name = "ODataError";
    this.fault = fault;
    this.target = target;
  }

  get status(): number {
    return codes[this.fault].status;
  }

  get code(): string {
    return codes[this.fault].code;
  }
}

/** The error document (OData JSON Format 4.01, section 21) as SAP Gateway fills it. */
export const errorDocument = (
  error: { code: string; message: string; target?: string | undefined },
  now: Date,
): string =>
  JSON.stringify({
    error: {
      code: error.code,
      message: error.message,
      ...(error.target === undefined ? {} : { target: error.target }),
      innererror: {
        ErrorDetails: {
          "@SAP__common.Application": {
            ComponentId: "OPU-BSE-SDE",
            ServiceRepository: "MERIDIAN",
            ServiceId: "SALES",
            ServiceVersion: "0001",
          },
          "@SAP__core.TransactionId": randomUUID().replaceAll("-", "").toUpperCase(),
          "@SAP__core.Timestamp": now.toISOString(),
        },
      },
    },
  });
