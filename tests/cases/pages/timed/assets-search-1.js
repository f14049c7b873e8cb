found(1,1,[0],[["talk","The well keeper","2 March 2026 · 57 s"]])
