import { describe, expect, it } from "vitest";
import { parametersIn, replaceParameters, withoutTerminator } from "./lex.ts";

const names = (sql: string): readonly string[] => parametersIn(sql).map(({ name }) => name);

describe("parameters of SQL text", () => {
  it.each([
    ["select $a, $b_2 from t where x=$a", ["a", "b_2", "a"]],
    ["select '$a', 'it''s $a', \"$a\"\"$b\", $c", ["c"]],
    ["select e'\\'$a', E'\\\\', $b", ["b"]],
    ["select $$ $a $$, $tag$ $b $$ $tag$, $c", ["c"]],
    ["select $a -- $b\n, $c /* $d /* $e */ $f */, $g", ["a", "c", "g"]],
    ["select col$a, 1.5e3, name'$x', $ünï", ["ünï"]],
    ["select $a", ["a"]],
    ["select '$a", []],
    ["/* $a", []],
  ])("%s", (sql, expected) => {
    expect(names(sql)).toEqual(expected);
  });

  it("are replaced in place, and offsets lead back", () => {
    const sql = "select $a, $b + 1";
    const replaced = replaceParameters(sql, parametersIn(sql), (name) => `CAST($${name} AS INTEGER)`);
    expect(replaced.text).toBe("select CAST($a AS INTEGER), CAST($b AS INTEGER) + 1");
    expect(replaced.originalOffset(replaced.text.indexOf("+"))).toBe(sql.indexOf("+"));
    expect(replaced.originalOffset(replaced.text.indexOf("$b"))).toBe(sql.indexOf("$b"));
  });

  it("and the end of the statement", () => {
    expect(withoutTerminator("select ';', \";\" -- ;\n ; -- done")).toBe("select ';', \";\" -- ;\n ");
  });
});
