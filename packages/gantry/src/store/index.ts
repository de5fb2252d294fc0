// Postgres: launched, migrated, and spoken to through one repository a table. Data goes in and out sealed.
export { launchPostgres, runningPostgres } from "./postgres/index.ts";
export type { EmbeddedPostgres, LaunchOptions } from "./postgres/index.ts";
export { openStore } from "./open.ts";
export type { Store, StoreOptions } from "./open.ts";
export { openPool } from "./database.ts";
export { databaseAway, isDatabaseAway, tellIfAway } from "./away.ts";
export { requireKeyOf, restoreBackup, verifyBackup, writeBackup } from "./backup/index.ts";
export { moveDatabase } from "./copy/index.ts";
export { migrateDatabase } from "./migrate.ts";
export { requireOwn } from "./identity.ts";
export { readFigures } from "./rows/figures.ts";
export type { Figures } from "./rows/figures.ts";
export { bucketRows } from "./rows/buckets.ts";
export type { Queryable } from "./database.ts";
export { write } from "./transaction.ts";
export type { Statement } from "./together.ts";
export type { LockedRun } from "./rows/lock.ts";
export type { Transaction } from "./transaction.ts";
export { createKeyring, keyFilePause, keyringOf, secretKeyOf } from "./keys/index.ts";
export type { DataKeys, Keyring } from "./keys/index.ts";
export { createSealer } from "./seal.ts";
export type { Box, Sealer, SubjectKey } from "./seal.ts";
export { blobFolder, s3Blobs, sweepBlobs } from "./blobs/index.ts";
export type { BlobStore, S3Options } from "./blobs/index.ts";
export { isLargeRows, openLargeRows, sealLargeRows } from "./large-rows.ts";
export { openRows, sealRows } from "./seal-rows.ts";
export type { SealedRow, SealedRows } from "./seal-rows.ts";
export type { LedgerHead, LedgerStore } from "./ledger.ts";
export { vaultRows } from "./vault.ts";
export type { SealedEntry, VaultStore } from "./vault.ts";
export type { ReplyStore } from "./replies.ts";
export type { ConversationKey, ConversationRow, ConversationStore } from "./conversations.ts";
export type { PolicyStore } from "./policies.ts";
export type { TakenByModel, TakenByStep, TakenStore } from "./taken.ts";
export type { SpendingStore, SpendLimit, SpentRow, UsageRow } from "./spending.ts";
export type {
  DocumentRow,
  DocumentStore,
  NewPassage,
  PassageRow,
  RankedPassage,
  VectorRow,
  Visible,
  Word,
} from "./documents.ts";
export { retention } from "./retention.ts";
export { approvalRows } from "./rows/approvals.ts";
export type { ApprovalFilter, ApprovalRow, NewApproval } from "./rows/approvals.ts";
export { batchRows } from "./rows/batches.ts";
export type { BatchedRow } from "./rows/batches.ts";
export { effectRows } from "./rows/effects.ts";
export type { EffectCounts, EffectRow, NewEffect } from "./rows/effects.ts";
export { erasureRows } from "./rows/erasures.ts";
export type { ErasureRow } from "./rows/erasures.ts";
export { eventRows } from "./rows/events.ts";
export type { EventRow } from "./rows/events.ts";
export { executorRows } from "./rows/executors.ts";
export { guestPlace, guestRows } from "./rows/guests.ts";
export type { GuestPart, GuestPartFilter, GuestPlace, GuestRow } from "./rows/guests.ts";
export { keptRows } from "./rows/kept.ts";
export type { KeptRow } from "./rows/kept.ts";
export { progressRows } from "./rows/progress.ts";
export type { RunEnding, RunProgress } from "./rows/progress.ts";
export { limitedRows } from "./rows/limited.ts";
export { digestRows } from "./rows/digests.ts";
export type { DigestRow, DigestState } from "./rows/digests.ts";
export { peopleRows } from "./rows/people.ts";
export { questionRows, questionRunRows, subscriberRows } from "./rows/questions.ts";
export type { QuestionRow, QuestionRunRow } from "./rows/questions.ts";
export { reminderRows } from "./rows/reminders.ts";
export type { ReminderRow, ReminderState } from "./rows/reminders.ts";
export { runRows } from "./rows/runs.ts";
export type { ChildRun, NewRun, ParentRow, RunFilter, RunRow } from "./rows/runs.ts";
export { firingRows, triggerRows } from "./rows/triggers.ts";
export type { FiringRow, TriggerRow } from "./rows/triggers.ts";
export { resultRows, stepRows } from "./rows/steps.ts";
export type { ResultRow, SkipReason, StepChange, StepRow } from "./rows/steps.ts";
