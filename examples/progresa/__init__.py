"""The evaluation panel of Progresa (Mexico) as annual periods."""
