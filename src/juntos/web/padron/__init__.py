"""What changes in the padrón: events proposed and decided, notices, who lacks what, who owns which datum."""
