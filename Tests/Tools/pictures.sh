# Draws the pictures of the documents anew. Part of Tests/Tools/run, for `make pictures`.

if set_up_python && has gnuplot gnuplot-nox; then
  check "the documents' pictures and figures" env CAPSIM="$capsim" $venv/bin/python Scenarios/plots/pictures.py
else
  skip "Python's tools or gnuplot cannot be installed" "the documents' pictures and figures"
fi
