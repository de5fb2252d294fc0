// Check digits of the numbers that states give to people. Each takes letters and digits alone, in capitals.

/** French social security number (NIR): 13 digits and a key, 97 − n mod 97; Corsica's departments 2A and 2B count as 19 and 18. */
export const isInsee = (compact: string): boolean => {
  const digits = compact.replace("2A", "19").replace("2B", "18");
  if (!/^[1-478]\d{14}$/.test(digits)) return false;
  return 97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13));
};

/** German tax id (IdNr): eleven digits, ISO 7064 mod 11,10, not beginning with 0. */
export const isSteuerId = (digits: string): boolean => {
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.charAt(10));
};

/** Number of the German pension insurance: area, day of birth, letter, serial, and a digit over weighted cross sums (§ 2 VKVV). */
export const isRentenNumber = (compact: string): boolean => {
  const parts = /^(\d{2})(\d{2})(\d{2})\d{2}([A-Z])\d{3}$/.exec(compact);
  if (parts === null) return false;
  const month = Number(parts[3]);
  if (Number(parts[2]) % 50 > 31 || month < 1 || month > 12) return false;
  const letter = String(compact.charCodeAt(8) - 64).padStart(2, "0");
  const digits = compact.slice(0, 8) + letter + compact.slice(9, 11);
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const sum = weights.reduce((total, weight, index) => {
    const product = weight * Number(digits.charAt(index));
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return sum % 10 === Number(compact.charAt(11));
};

/** Spanish DNI and NIE: the letter is the number modulo 23; X, Y and Z in front count as 0, 1 and 2. */
export const isDni = (compact: string): boolean => {
  const parts = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(compact);
  if (parts === null) return false;
  const [, lead = "", digits = "", letter = ""] = parts;
  const number = Number(`${lead === "" ? "" : "XYZ".indexOf(lead)}${digits}`);
  return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23) === letter;
};

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italian codice fiscale (D.M. 23/12/1976): characters in odd places count by a table, the others by themselves, modulo 26. */
export const isCodiceFiscale = (compact: string): boolean => {
  if (!/^[A-Z0-9]{15}[A-Z]$/.test(compact)) return false;
  let sum = 0;
  for (let index = 0; index < 15; index += 1) {
    const code = compact.charCodeAt(index);
    const rank = code < 65 ? code - 48 : code - 65;
    sum += index % 2 === 0 ? (oddValues[rank] ?? 0) : rank;
  }
  return sum % 26 === compact.charCodeAt(15) - 65;
};

/** Swiss AHV number: thirteen digits that begin with 756, checked as an EAN-13. */
export const isAhv = (compact: string): boolean => {
  if (!/^756\d{10}$/.test(compact)) return false;
  const sum = Array.from(compact, Number).reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
};

/** Belgian national register: 97 less the first nine digits modulo 97; births since 2000 with a 2 in front. */
export const isBelgianRegister = (compact: string): boolean => {
  if (!/^\d{11}$/.test(compact)) return false;
  const [number, check] = [Number(compact.slice(0, 9)), Number(compact.slice(9))];
  return 97 - (number % 97) === check || 97 - ((2_000_000_000 + number) % 97) === check;
};

/** Finnish henkilötunnus without its sign is day of birth and serial; the last character is their remainder by 31. */
export const isHetu = (compact: string): boolean => {
  const parts = /^(\d{6})[A-FU-Y]?(\d{3})([0-9A-Y])$/.exec(compact);
  if (parts === null) return false;
  return "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(Number(`${parts[1]}${parts[2]}`) % 31) === parts[3];
};

/** Brazilian CPF: two digits, each a weighted sum of those before it modulo 11. */
export const isCpf = (compact: string): boolean => {
  if (!/^\d{11}$/.test(compact) || /^(\d)\1+$/.test(compact)) return false;
  const checkOver = (length: number): number => {
    let sum = 0;
    for (let index = 0; index < length; index += 1) sum += Number(compact.charAt(index)) * (length + 1 - index);
    return ((sum * 10) % 11) % 10;
  };
  return checkOver(9) === Number(compact.charAt(9)) && checkOver(10) === Number(compact.charAt(10));
};

/** NHS number: weights 10 to 2, 11 less the sum modulo 11. */
export const isNhs = (compact: string): boolean => {
  if (!/^\d{10}$/.test(compact) || /^(\d)\1+$/.test(compact)) return false;
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number(compact.charAt(index)) * (10 - index);
  return (11 - (sum % 11)) % 11 === Number(compact.charAt(9));
};
