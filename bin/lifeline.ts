// Loaded into every child before its own code: whoever kills the supervisor with -9 closes this channel, and a child
// without a supervisor would hold its port for ever.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
