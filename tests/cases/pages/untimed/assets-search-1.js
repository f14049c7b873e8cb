found(1,1,[0],[["talk","A lamp for the harbour","2 March 2026 · 21 s"]])
