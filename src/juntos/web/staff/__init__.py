"""The programme's own people: load of each gestor, Tabla 11, organigram, and the places of each post."""
