// Errors in Salesforce's own shape: a status and `[{ "errorCode", "message", "fields" }]`.

export interface CrmErrorEntry {
  readonly errorCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
}

/** A refusal as the REST API words it. `status` is the HTTP status, `errorCode` one of Salesforce's. */
export class CrmError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.name = "CrmError";
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }

  get entry(): CrmErrorEntry {
    const { errorCode, message, fields } = this;
    return fields === undefined ? { errorCode, message } : { errorCode, message, fields };
  }
}

export const notFound = (message = "The requested resource does not exist"): CrmError =>
  new CrmError(404, "NOT_FOUND", message);

export const malformedQuery = (message: string): CrmError => new CrmError(400, "MALFORMED_QUERY", message);

/** A part of SOQL that is right in Salesforce but that this stand-in doesn't have: refused, never ignored. */
export const notInStandIn = (what: string): CrmError =>
  malformedQuery(`${what} is not implemented by this CRM stand-in, so the query is refused rather than half answered`);

export const noSuchColumn = (field: string, object: string): CrmError =>
  new CrmError(
    400,
    "INVALID_FIELD",
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append ` +
      "the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  );

export const noSuchObject = (object: string): CrmError =>
  new CrmError(
    400,
    "INVALID_TYPE",
    `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the ` +
      "'__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
  );

export const noSuchRelationship = (name: string): CrmError =>
  new CrmError(
    400,
    "INVALID_FIELD",
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be ` +
      "sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call " +
      "for the appropriate names.",
  );

export const insufficientAccess = (message: string, fields?: readonly string[]): CrmError =>
  new CrmError(400, "INSUFFICIENT_ACCESS_OR_READONLY", message, fields);
