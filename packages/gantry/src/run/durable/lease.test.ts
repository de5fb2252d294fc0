import { expect, test } from "vitest";
import { LeaseLost, createLease } from "./lease.ts";

function clocks() {
  const now = { steady: 1000, wall: 1_800_000_000_000 };
  const lease = createLease(3000, () => ({ ...now }));
  const pass = (steady: number, wall = steady): void => {
    now.steady += steady;
    now.wall += wall;
  };
  return { lease, now, pass };
}

test("effects stop a third before peers may take over", () => {
  const { lease, pass } = clocks();
  const fence = lease.fence();
  pass(1900);
  expect(fence).not.toThrow();
  pass(200);
  expect(fence).toThrow(LeaseLost);
  expect(lease.isOver()).toBe(false);
  pass(1000);
  expect(lease.isOver()).toBe(true);
});

test("what was begun before a lease ended stays void when there is a new one", () => {
  const { lease, now } = clocks();
  const before = lease.fence();
  lease.end();
  lease.renew({ ...now });
  expect(before).toThrow(LeaseLost);
  expect(lease.fence()).not.toThrow();
});

test("an hour forward or back by the clock on the wall makes no lease longer", () => {
  const { lease, pass } = clocks();
  const fence = lease.fence();
  pass(1000, -3_600_000);
  expect(fence).not.toThrow();
  pass(2500, 2500);
  expect(lease.isOver()).toBe(true);
  expect(fence).toThrow(LeaseLost);
});

test("a machine that slept for an hour has lost its lease, though its steady clock stood still", () => {
  const { lease, pass } = clocks();
  pass(5, 3_600_000);
  expect(lease.isOver()).toBe(true);
});
