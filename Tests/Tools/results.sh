# Opens a short run's results with the tools that people use, and every scenario with a JSON Schema validator.
# Part of Tests/Tools/run.

plots=Scenarios/plots
results=$work/results

# refuses COMMAND...: succeeds if the command runs and says no with status 1.
refuses() {
  "$@"
  [ $? -eq 1 ]
}

# draws PICTURE COMMAND...: succeeds if the command writes a whole picture and prints no warning.
draws() {
  local picture=$1
  shift
  rm -f "$picture"
  "$@" || return 1
  if [ -s "$work/log" ]; then
    echo "the recipe printed something, see above"
    return 1
  fi
  case $picture in
    *.svg) grep -q '<svg' "$picture" && tail -n 2 "$picture" | grep -q '</svg>' ;;
    *.png) [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ] && [ "$(wc -c <"$picture")" -gt 10000 ] ;;
  esac
}

check "capsim run, a short scenario" "$capsim" run Scenarios/space.json --set end=2027-01-01 --replications 4 \
  --out $results --quiet
echo '{"orbit": {"bus_cost": "20 USD/W"}}' >$work/cheap.json
sweep=$work/sweep
check "capsim sweep, two forms and two values" "$capsim" sweep Scenarios/space.json --set end=2026-06-01 \
  --vary "plan=none,@$work/cheap.json" --vary "orbit.specific_power=30 W/kg, 60 W/kg" --replications 2 \
  --metrics inputs --series power_ground_gw --out $sweep --quiet
check "capsim run --trace" "$capsim" run Scenarios/space.json --set end=2026-06-01 --replications 2 --trace \
  --out $work/traced --quiet
crossing=$work/crossing
relief=$work/relief
check "capsim sweep, the plan of the crossing" "$capsim" sweep Scenarios/sweeps/crossing.json --samples 32 \
  --replications 1 --out $crossing --quiet
check "capsim binds" "$capsim" binds Scenarios/base.json --set end=2027-01-01 --replications 2 --out $relief --quiet
check "capsim run, of which each is told" "$capsim" run Scenarios/base.json --set end=2028-03-01 --replications 2 \
  --every month --relief 0 --trace --out $work/told --quiet
check "capsim schema" sh -c "'$capsim' schema >$work/schema.json"
cp -R $results $work/spoilt && sed -i.bak '3s/,[^,]*$/,about seven/' $work/spoilt/series.csv
sed '1s/{/{ "labz": {},/' Scenarios/strait.json >$work/spoilt.json

python=$venv/bin/python
python_checks=("pandas: types, keys, units, totals" "DuckDB: types and counts"
  "DuckDB: questions.sql" "frictionless: datapackage.json" "frictionless refuses a spoilt table"
  "matplotlib: bottlenecks.py" "matplotlib: claims.py" "JSON Schema: every scenario"
  "JSON Schema refuses an unknown key" "pandas, DuckDB: draws of a sweep joined to its runs"
  "DuckDB: types and counts of a sweep" "frictionless: datapackage.json of a sweep"
  "DuckDB and pandas: causes and movements of a trace" "pandas: types of a trace" "DuckDB: chain.sql"
  "matplotlib: crossing-by-payload.py" "pandas, polars, DuckDB: 41,000 rows of a run in misleading orders"
  "pandas, polars, DuckDB: 41,000 rows of a sweep" "pandas, polars, DuckDB: 41,000 rows of a trace"
  "matplotlib: relief.py" "frictionless: datapackage.json of relief" "DuckDB: types and counts of relief"
  "matplotlib: single-runs.py" "pandas, DuckDB: the facts of single-runs.py")
if set_up_python; then
  export MPLCONFIGDIR=$work/matplotlib
  mkdir -p $MPLCONFIGDIR
  $python -c 'import matplotlib.pyplot' >/dev/null 2>&1 # builds its font cache once, which it tells
  check "${python_checks[0]}" $python $here/read_with_pandas.py $results
  check "${python_checks[1]}" $python $here/read_with_duckdb.py $results
  check "${python_checks[2]}" $python $plots/questions.py $results
  check "${python_checks[3]}" $venv/bin/frictionless validate $results/datapackage.json
  check "${python_checks[4]}" refuses $venv/bin/frictionless validate $work/spoilt/datapackage.json
  check "${python_checks[5]}" draws $work/bottlenecks.svg $python $plots/bottlenecks.py $results $work/bottlenecks.svg
  check "${python_checks[6]}" draws $work/claims.png $python $plots/claims.py $results $work/claims.png
  check "${python_checks[7]}" $venv/bin/check-jsonschema --schemafile $work/schema.json Scenarios/*.json
  check "${python_checks[8]}" refuses $venv/bin/check-jsonschema --schemafile $work/schema.json $work/spoilt.json
  check "${python_checks[9]}" $python $here/join_draws.py $sweep
  check "${python_checks[10]}" $python $here/read_with_duckdb.py $sweep
  check "${python_checks[11]}" $venv/bin/frictionless validate $sweep/datapackage.json
  check "${python_checks[12]}" $python $here/follow_causes.py $work/traced
  check "${python_checks[13]}" $python $here/read_with_pandas.py $work/traced
  check "${python_checks[14]}" $python $plots/questions.py $work/traced chain.sql
  check "${python_checks[15]}" draws $work/crossing.svg $python $plots/crossing-by-payload.py $crossing $work/crossing.svg
  check "${python_checks[16]}" $python $here/read_large.py $results $work/large-run
  check "${python_checks[17]}" $python $here/read_large.py $sweep $work/large-sweep
  check "${python_checks[18]}" $python $here/read_large.py $work/traced $work/large-trace
  check "${python_checks[19]}" draws $work/relief.svg $python $plots/relief.py $relief $work/relief.svg
  check "${python_checks[20]}" $venv/bin/frictionless validate $relief/datapackage.json
  check "${python_checks[21]}" $python $here/read_with_duckdb.py $relief
  check "${python_checks[22]}" draws $work/told.svg $python $plots/single-runs.py $work/told $work/told.svg
  check "${python_checks[23]}" sh -c "$python $plots/single-runs.py $work/told --facts | grep -c '^demand: ' | grep -qx 2"
  rm -rf $work/large-*
else
  skip "Python's tools cannot be installed" "${python_checks[@]}"
  [ -s $work/install.log ] && tail -n 3 $work/install.log | sed 's/^/      /'
fi

if has gnuplot gnuplot-nox; then
  check "gnuplot: fan-compute.gp" draws $work/fan.svg gnuplot -c $plots/fan-compute.gp $results $work/fan.svg
  check "gnuplot: cost-crossing.gp" draws $work/cost.png gnuplot -c $plots/cost-crossing.gp $results $work/cost.png
else
  skip "gnuplot cannot be installed" "gnuplot: fan-compute.gp" "gnuplot: cost-crossing.gp"
fi

if has Rscript r-base-core; then
  check "R: types of every table" Rscript $here/read_with_r.R $results
  check "R: types of a sweep" Rscript $here/read_with_r.R $sweep
  check "R: types of relief" Rscript $here/read_with_r.R $relief
  check "R: labs-compute.R" draws $work/labs.png Rscript $plots/labs-compute.R $results $work/labs.png
else
  skip "R cannot be installed" "R: types of every table" "R: types of a sweep" "R: types of relief" "R: labs-compute.R"
fi
