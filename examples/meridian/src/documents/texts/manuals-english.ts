// Manuals in English: an HPLC system, a biosafety cabinet and a centrifuge, with many topics in common.
import type { SampleDocument } from "../types.ts";

const chromatograph = `
# Coluna LC-40 HPLC System: operating manual

This manual is for operators of the Coluna LC-40. Read it before the first run and keep it beside the instrument.

## Unpacking and placing

The pump module weighs 34 kg and must be lifted by two people. Leave 15 cm free behind the instrument so that the fans can draw air. The bench must be level and carry at least 120 kg.

Keep the room between 15 and 30 °C. Direct sunlight on the column oven shifts retention times.

## Solvents and priming

Use solvents of HPLC grade only and filter buffers through 0.2 µm. Prime each channel for five minutes at 5 ml/min whenever a bottle was changed. A buffer must never stand in the pump overnight: salt crystals cut the seals.

## Pressure limits

The pump shuts down above 420 bar. If pressure climbs slowly over days, the inlet frit is clogged; if it jumps, a capillary is blocked. Error E-217 means that the upper limit was exceeded for more than two seconds.

## Changing the piston seals

Replace the piston seals every 2,000 hours of pumping, or when the leak sensor reports E-231. Flush with isopropanol first. The seal kit is part number 40-1187. After fitting, run the break-in program for 30 minutes at 300 bar.

## Detector lamp

The deuterium lamp lasts about 2,000 hours. Below 60 % of its first intensity the baseline becomes noisy and the lamp must be exchanged. Let it cool for 20 minutes, wear gloves and never touch the quartz.

## Autosampler

The tray holds 120 vials of 2 ml. Carry-over above 0.01 % points to a worn needle seat. The sample compartment can be cooled down to 4 °C.

## Calibration and qualification

Calibrate the flow rate once a year with a certified flow meter; the deviation may be at most 1 %. Operational qualification is done by our service after every move of the instrument to another room.

## Long standstill

Before leaving the system unused for more than a week, replace aqueous eluents by methanol and water (80:20), seal the column with plugs and switch the degasser off.
`;

const cabinet = `
# Serena B120 Biosafety Cabinet: user guide

The Serena B120 is a class II cabinet. It protects the user, the sample and the room, provided that the air can flow as it was meant to.

## Where it may stand

Put the cabinet away from doors, windows and air conditioning outlets. Draughts above 0.2 m/s break the air curtain. Two metres to the nearest walkway are enough.

## Start of work

Switch the fan on and wait three minutes before the first work. Wipe the work surface with 70 % ethanol. Move your arms slowly and straight through the front opening.

## Air flow alarm

The red light and the tone mean that inflow has fallen below 0.40 m/s. Stop work, close your vessels and lower the sash. Code A-03 points to a blocked exhaust filter, A-05 to a fan that has failed.

## Filters

The HEPA filters last five to eight years, depending on the dust in the room. Only trained service staff may replace them, after decontamination with hydrogen peroxide. A leak test is required afterwards and its record must be kept for ten years.

## Ultraviolet lamp

The lamp is meant for disinfection overnight and never runs while the sash is open. Its output halves after 4,000 hours; the display then shows UV-LOW.

## Spills

Leave the fan running. Cover the liquid with paper, pour disinfectant on it and wait 15 minutes. Lift the work surface and clean the trough below it as well.

## Yearly certification

By EN 12469 the cabinet must be certified every twelve months and after each transport. The certificate is pasted on the right side panel.
`;

const centrifuge = `
# Vortana C240R Refrigerated Centrifuge: manual

## Safety first

Never open the lid by force while the rotor turns. Do not spin flammable or explosive liquids. Keep 30 cm clear around the centrifuge during a run.

## Balancing tubes

Load opposite places with tubes of equal weight; a difference of up to 2 g is tolerated. An imbalance beyond it stops the run with the message IMB.

## Rotors and top speeds

The fixed-angle rotor F-45 may run at 15,000 rpm, the swing-out rotor S-4 at 4,700 rpm. A rotor must be retired after seven years or 30,000 cycles, whichever is first: aluminium tires without showing it.

## Cooling

The chamber reaches 4 °C from room temperature in eight minutes at the FAST COOL setting. Frost on the evaporator is melted by the DEFROST program in the evening; leave the lid open afterwards so that the chamber dries.

## Emergency release of the lid

When the power fails, wait until the rotor stands still, which may take 12 minutes. Then turn the hexagon key in the opening at the front clockwise until the lock snaps.

## Cleaning

Clean rotor and chamber with a neutral detergent after every spill. Bleach destroys the anodised layer. Grease the rotor bolt once a month.

## Brushless motor and bearings

The motor needs no upkeep. A humming that grows with speed tells of worn bearings; have them replaced before 20,000 hours.
`;

export const englishManuals: readonly SampleDocument[] = [
  { path: "manuals/coluna-lc-40.html", text: chromatograph },
  { path: "manuals/serena-b120.pdf", text: cabinet },
  { path: "manuals/vortana-c240r.docx", text: centrifuge },
];
