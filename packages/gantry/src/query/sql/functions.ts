// The functions that SQL may call: pure ones only, by allow-list. What is not here is refused, whatever DuckDB adds.

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

/** Give back a value as it went in, whole or in part of a container: level `copied` passes through. */
export const carriers: ReadonlySet<string> = new Set(
  words(`
  struct_pack row list_value list_pack array_value struct_extract struct_extract_at array_extract list_extract
  list_element element_at coalesce ifnull nullif greatest least switch constant_or_null list_transform list_apply apply array_transform
  array_apply list_filter array_filter filter list_reduce array_reduce reduce list_sort array_sort list_reverse_sort
  array_reverse_sort list_distinct array_distinct list_slice array_slice list_concat array_concat list_cat array_cat
  list_select array_select list_where array_where list_zip array_zip list_resize array_resize list_intersect
  array_intersect list_append array_append list_prepend array_prepend array_push_back array_push_front array_pop_back
  array_pop_front list_reverse array_reverse list_first list_last list_any_value list_min list_max list_mode
  list_aggr list_aggregate array_aggr array_aggregate aggregate flatten struct_insert struct_update struct_concat
  struct_values map map_concat map_entries map_extract map_extract_value map_from_entries map_keys map_values
  json_extract json_extract_string json_extract_path json_extract_path_text json_value json_array json_object
  json_merge_patch json_quote json_transform json_transform_strict from_json from_json_strict to_json array_to_json
  row_to_json json union_value union_extract unpivot_list remap_struct -> ->>
`),
);

/** Compute something from a value: level `derived`. */
const derivers: readonly string[] = words(`
  concat concat_ws || + - * / // % ** ^ & | << >> ~ @ ! !__postfix && <=> <@ @> <-> ^@ ~~ !~~ ~~* !~~* ~~~ ~ !~ not_ilike_escape not_like_escape
  like_escape ilike_escape in and or not between abs acos acosh add asin asinh atan atan2 atanh cbrt ceil ceiling cos
  cosh cot degrees divide even exp factorial fdiv floor fmod gamma gcd greatest_common_divisor lcm least_common_multiple
  lgamma ln log log10 log2 mod multiply nextafter pi pow power radians round round_even roundbankers sign signbit sin
  sinh sqrt subtract tan tanh trunc xor isfinite isinf isnan bit_count bit_length bit_position get_bit set_bit
  ascii bar base64 bin chr char_length character_length contains damerau_levenshtein
  editdist3 ends_with format format_bytes formatReadableDecimalSize formatreadabledecimalsize formatReadableSize formatreadablesize from_base64 from_binary
  from_hex to_base to_base64 to_binary to_hex hamming hash hex instr jaccard jaro_similarity jaro_winkler_similarity
  lcase left left_grapheme len length length_grapheme levenshtein lower lpad ltrim md5 md5_number md5_number_lower
  md5_number_upper mismatches nfc_normalize octet_length ord parse_dirname parse_dirpath parse_filename parse_path
  parse_formatted_bytes pg_size_pretty position prefix printf regexp_escape regexp_extract regexp_extract_all
  regexp_full_match regexp_matches regexp_replace regexp_split_to_array repeat replace reverse right right_grapheme
  rpad rtrim sha1 sha256 split split_part starts_with str_split str_split_regex string_split string_split_regex
  string_to_array array_to_string array_to_string_comma_default strip_accents strlen strpos substr substring
  substring_grapheme suffix translate trim ucase unbin unhex unicode upper url_decode url_encode
  century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth
  dayofweek dayofyear days_in_month decade epoch epoch_ms epoch_ns epoch_us era hour isodow isoyear julian last_day
  make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz microsecond millennium
  millisecond minute month monthname nanosecond normalized_interval quarter second strftime strptime try_strptime
  time_bucket timezone timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds
  to_millennia to_milliseconds to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years week weekday
  weekofyear year yearweek typeof pg_typeof
  array_contains array_cosine_distance array_cosine_similarity array_cross_product array_distance array_dot_product
  array_grade_up array_has array_has_all array_has_any array_indexof array_inner_product array_length
  array_negative_dot_product array_negative_inner_product array_position array_unique cardinality list_contains
  list_cosine_distance list_cosine_similarity list_distance list_dot_product list_grade_up list_has list_has_all
  list_has_any list_indexof list_inner_product list_negative_dot_product list_negative_inner_product list_position
  list_unique list_approx_count_distinct list_avg list_bit_and list_bit_or list_bit_xor list_bool_and list_bool_or
  list_count list_entropy list_histogram list_kurtosis list_kurtosis_pop list_mad list_median list_product list_sem
  list_skewness list_stddev_pop list_stddev_samp list_string_agg list_sum list_var_pop list_var_samp map_contains
  map_contains_entry map_contains_value json_array_length json_contains json_exists json_keys json_pretty
  json_structure json_type json_valid struct_contains struct_has struct_indexof struct_keys struct_position
  generate_series range generate_subscripts union_tag enum_code enum_first enum_last enum_range grade_up equi_width_bins grouping grouping_id
`);

/**
 * Aggregates whose result shows many rows at once: level `aggregated`. Over a group of one row they show that row; what
 * guards against that is the minimum of distinct subjects, not lineage.
 */
export const blenders: ReadonlySet<string> = new Set(
  words(`
  count count_star count_if countif sum sum_no_overflow fsum kahan_sum sumkahan avg mean favg stddev stddev_samp
  stddev_pop variance var_samp var_pop approx_count_distinct corr covar_pop covar_samp regr_avgx regr_avgy regr_count
  regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy skewness kurtosis kurtosis_pop entropy sem mad bool_and bool_or
  geomean geometric_mean wavg weighted_avg product
`),
);

/** Aggregates and window functions that give back a row's own value: its level passes unchanged. */
export const pickers: ReadonlySet<string> = new Set(
  words(`
  any_value arbitrary arg_max arg_max_null arg_max_nulls_last arg_min arg_min_null arg_min_nulls_last argmax argmin
  max_by min_by array_agg list group_concat string_agg listagg first first_value last last_value nth_value lag lead
  max min median mode quantile quantile_cont quantile_disc histogram histogram_exact bit_and bit_or bit_xor
  row_number rank dense_rank rank_dense percent_rank cume_dist ntile fill
  json_group_array json_group_object
`),
);

/** Table functions: they make rows from their arguments and read nothing else. */
export const tableFunctions: ReadonlySet<string> = new Set(
  words("range generate_series unnest json_each json_tree dual"),
);

const allowed: ReadonlySet<string> = new Set([...carriers, ...derivers, ...blenders, ...pickers, "unnest"]);

export const isAllowedFunction = (name: string): boolean => allowed.has(name);

const clocks: ReadonlySet<string> = new Set(
  words(`now today current_date current_time current_timestamp current_localtime current_localtimestamp localtime
  localtimestamp get_current_time get_current_timestamp transaction_timestamp ago age`),
);
const dice: ReadonlySet<string> = new Set(
  words("random setseed uuid gen_random_uuid uuidv4 uuidv7 reservoir_quantile"),
);

export const isClock = (name: string): boolean => clocks.has(name);

/** What to use instead of a refused function, where there is something. */
export const remedyFor = (name: string): string | undefined => {
  if (name === "age" || name === "ago") return "use date_diff with $today or $now";
  if (clocks.has(name)) return "use $today / $now: they are pinned when the run starts";
  if (dice.has(name)) return "a query must give the same rows each time: order by a column or hash one instead";
  return undefined;
};
