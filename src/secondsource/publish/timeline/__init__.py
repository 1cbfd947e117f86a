"""Claims on an axis of time, each as precisely as its date is known, under the reports that the case holds of each month."""
